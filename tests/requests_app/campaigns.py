"""Campaigns for tests, set up through the services that set them up in real life."""

from __future__ import annotations

from typing import Any

from accounts.models import Team, User
from authorities.models import Authority
from requests_app.campaign_letter import Item
from requests_app.models import Campaign
from requests_app.services.campaigns.editing import create_campaign
from requests_app.services.campaigns.places import add_authorities
from tests.accounts.factories import TeamFactory, lead
from tests.authorities.factories import AuthorityFactory, ContactFactory

ITEMS = (
    Item("1", "Which scoring systems do you use?", "Systems"),
    Item("2", "Any impact assessments of them.", "Assessments"),
)


def make_campaign(*, team: Team | None = None, by: User | None = None, **fields: Any) -> Campaign:
    """A draft with two questions."""
    team = team or TeamFactory()
    given: dict[str, Any] = {"title": "Scoring systems", "questions": ITEMS, **fields}
    return create_campaign(team=team, by=by or lead(team, name="Ada Quill"), **given)


def reachable(number: int = 1, **fields: Any) -> list[Authority]:
    """Councils, each with an FOI address of its own."""
    made = [AuthorityFactory(**fields) for _ in range(number)]
    for authority in made:
        ContactFactory(authority=authority, email=f"foi@council-{authority.pk}.example")
    return made


def with_authorities(campaign: Campaign, authorities: list[Authority]) -> Campaign:
    by = campaign.created_by
    assert by
    add_authorities(campaign=campaign, authorities=[each.pk for each in authorities], by=by)
    return campaign
