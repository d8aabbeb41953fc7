"""Watch terms as the findings tell of them: how often, from whom, and nothing of what is under embargo."""

from datetime import date

import pytest

from correspondence.services.finding_terms import find_terms
from correspondence.term_lines import term_lines
from requests_app.figures.campaign_findings import TermLine
from requests_app.services.embargo import set_embargo
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.terms import letter_of, watch
from tests.requests_app.campaigns import make_campaign

pytestmark = pytest.mark.django_db
ON = date(2018, 8, 30)


def test_each_term_has_its_mentions_by_authority(django_assert_num_queries) -> None:
    campaign = make_campaign()
    for name in ("Anytown Council", "Borough of Mere"):
        letter_of(campaign, f"Mosaic at {name}, Mosaic", authority=AuthorityFactory(name=name))
    for term in ("Palantir", "Mosaic"):
        watch(campaign, term)
    find_terms()
    with django_assert_num_queries(2):
        found = term_lines(campaign)
    assert found == (
        TermLine("Mosaic", 4, (("Anytown Council", 2), ("Borough of Mere", 2))),
        TermLine("Palantir", 0, ()),
    )


def test_what_came_to_a_request_under_embargo_is_not_told() -> None:
    campaign = make_campaign()
    hidden = letter_of(campaign, "Mosaic").request
    letter_of(campaign, "Mosaic", authority=AuthorityFactory(name="Anytown Council"))
    watch(campaign, "Mosaic")
    find_terms()
    set_embargo(request=hidden, until=date(2018, 9, 1), note="", by=None)
    assert term_lines(campaign, embargo_on=ON) == (TermLine("Mosaic", 1, (("Anytown Council", 1),)),)
    assert [line.found for line in term_lines(campaign, embargo_on=date(2018, 9, 1))] == [2]
