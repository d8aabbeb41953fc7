"""How often each term was found, and in what came from whom."""

from datetime import date

import pytest

from correspondence.services.finding_terms import find_terms
from correspondence.terms import counts
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.terms import file_of, letter_of, watch
from tests.requests_app.campaigns import make_campaign

pytestmark = pytest.mark.django_db


def test_terms_are_counted_with_the_authorities_that_mention_them(django_assert_num_queries) -> None:
    campaign = make_campaign()
    one, two = AuthorityFactory(name="Anytown Council"), AuthorityFactory(name="Borough of Mere")
    file_of(letter_of(campaign, "Mosaic, Mosaic", authority=two), "Mosaic of Experian")
    letter_of(campaign, "Mosaic", authority=one, on=date(2018, 9, 1))
    for name in ("Palantir", "Experian", "Mosaic"):
        watch(campaign, name)
    find_terms()
    with django_assert_num_queries(3):
        found = counts(campaign)
    assert found == [
        ("Mosaic", 4, ["Anytown Council", "Borough of Mere"]),
        ("Experian", 1, ["Borough of Mere"]),
        ("Palantir", 0, []),
    ]
    assert counts(campaign, until=date(2018, 8, 31)) == [
        ("Mosaic", 3, ["Borough of Mere"]),
        ("Experian", 1, ["Borough of Mere"]),
        ("Palantir", 0, []),
    ]
