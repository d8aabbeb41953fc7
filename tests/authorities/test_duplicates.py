"""Authorities that are perhaps the same."""

import pytest
from django.utils import timezone

from authorities.duplicates import MOST_ALIKE, Pair, same_pairs, similar_pairs
from authorities.services import replace
from authorities.services.different import say_different
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory

pytestmark = pytest.mark.django_db


def test_the_same_name_or_address_makes_a_pair_once() -> None:
    one = AuthorityFactory(name="Gŵynedd Council", other_names=["BDC"])
    two = AuthorityFactory(name="gwynedd council", other_names=["bdc"])
    three = AuthorityFactory(name="Kent Police")
    for authority, email in ((one, "foi@x.example"), (two, "FOI@x.example"), (three, "foi@x.example")):
        ContactFactory(authority=authority, email=email)
    assert same_pairs() == [
        Pair(one.pk, two.pk, "name"),
        Pair(one.pk, three.pk, "email"),
        Pair(two.pk, three.pk, "email"),
    ]
    assert same_pairs("name") == [Pair(one.pk, two.pk, "name")]
    assert len(same_pairs("email")) == 3


def test_an_address_that_many_share_is_no_sign() -> None:
    for _ in range(MOST_ALIKE + 1):
        ContactFactory(email="hub@x.example")
    assert same_pairs() == []


def test_two_addresses_of_one_authority_are_no_pair() -> None:
    authority = AuthorityFactory()
    for role in ("foi", "review"):
        ContactFactory(authority=authority, email="foi@x.example", role=role)
    assert same_pairs() == []


def test_names_that_differ_in_common_words_or_a_letter_are_similar() -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    council = AuthorityFactory(name="Blaby Council")
    slip = AuthorityFactory(name="Blabby District Council")
    AuthorityFactory(name="Blaby Police", kind="police")
    AuthorityFactory(name="Blaby Council, Fife", nation="scotland")
    for number in (12, 13):
        AuthorityFactory(name=f"Wardington {number} Council")
    assert similar_pairs() == [
        Pair(blaby.pk, council.pk, "similar"),
        Pair(blaby.pk, slip.pk, "similar"),
        Pair(council.pk, slip.pk, "similar"),
    ]


def test_what_somebody_told_apart_is_not_offered_again() -> None:
    one = AuthorityFactory(name="Blaby Council", other_names=["BDC"])
    two = AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    for _ in range(2):
        say_different(first=two, second=one, by=site_admin())
    assert (same_pairs(), similar_pairs()) == ([], [])


def test_what_took_the_place_of_the_other_is_no_pair_however_many_stood_between() -> None:
    oldest, old, new = (AuthorityFactory(other_names=["North Yorkshire"]) for _ in range(3))
    assert len(same_pairs()) == 3
    replace(oldest, by=old)
    replace(old, by=new)
    assert same_pairs() == []


def test_a_name_that_too_many_bear_is_no_sign_either() -> None:
    AuthorityFactory.create_batch(MOST_ALIKE + 1, other_names=["Town Council"])
    assert same_pairs() == []


def test_each_kind_of_pair_takes_a_query_and_what_was_told_apart_one(django_assert_num_queries) -> None:
    AuthorityFactory.create_batch(5, other_names=["Same"])
    with django_assert_num_queries(3):
        assert len(same_pairs()) == 10


def test_an_address_no_longer_used_is_no_sign() -> None:
    ContactFactory(email="foi@x.example")
    ContactFactory(email="foi@x.example", retired_at=timezone.now())
    assert same_pairs() == []
