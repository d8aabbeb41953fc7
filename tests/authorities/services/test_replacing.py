"""Reorganised councils."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from authorities.errors import CannotReplace
from authorities.models import Authority
from authorities.services import chain, replace, successor
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def test_several_may_be_replaced_by_one() -> None:
    new, *old = AuthorityFactory.create_batch(4)
    for each in old:
        replace(each, by=new)
    assert [*new.replaces.order_by("pk")] == old


def test_a_chain_is_followed_to_the_one_that_exists() -> None:
    first, second, third = AuthorityFactory.create_batch(3)
    replace(first, by=second)
    replace(second, by=third)
    first.refresh_from_db()
    assert chain(first) == [second, third]
    assert successor(first) == third
    assert chain(third) == []
    assert successor(third) is None


def test_a_chain_takes_two_queries_however_long(django_assert_num_queries) -> None:
    links = AuthorityFactory.create_batch(8)
    for old, new in pairwise(links):
        replace(old, by=new)
    links[0].refresh_from_db()
    with django_assert_num_queries(2):
        assert len(chain(links[0])) == 7


def test_no_circle_is_made_however_long_the_way_round() -> None:
    first, second, third = AuthorityFactory.create_batch(3)
    replace(first, by=second)
    replace(second, by=third)
    for by in (first, second, third):
        with pytest.raises(CannotReplace, match="leads back to itself"):
            replace(third, by=by)
    assert Authority.objects.get(pk=third.pk).is_active


def test_the_database_refuses_the_smallest_circle_and_a_larger_one_does_no_harm() -> None:
    first, second = AuthorityFactory.create_batch(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authority.objects.filter(pk=first.pk).update(replaced_by=first.pk)
    Authority.objects.filter(pk=first.pk).update(replaced_by=second.pk, is_active=False)
    Authority.objects.filter(pk=second.pk).update(replaced_by=first.pk, is_active=False)
    first.refresh_from_db()
    assert chain(first) == [second]
    assert successor(first) is None


def test_it_is_in_the_audit_who_said_so() -> None:
    old, new = AuthorityFactory.create_batch(2)
    by = site_admin()
    replace(old, by=new, actor=by)
    entry = AuditEntry.objects.get(action="authority.replaced")
    assert (entry.actor, entry.subject_text, entry.details) == (by, old.name, {"by": new.name})
