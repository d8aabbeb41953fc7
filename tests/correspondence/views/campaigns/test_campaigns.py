"""A campaign's overview, its fields, and the lists that know it."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.models import Campaign, FieldValue, InformationRequest
from requests_app.services.campaigns.editing import current_letter
from requests_app.services.campaigns.research import save_field
from tests.correspondence.views.campaigns.pages import log_one, post
from tests.requests_app.campaigns import make_campaign, reachable, with_authorities
from tests.web import page, told

pytestmark = pytest.mark.django_db


def test_a_researcher_makes_a_draft_and_writes_its_letter_next(member, team) -> None:
    data = {"title": "Scoring", "team": team.pk, "asks_under": ""}
    response = member.post(reverse("correspondence:campaign_new"), data, follow=True)
    made = Campaign.objects.get()
    assert response.redirect_chain[-1][0] == reverse("correspondence:campaign_letter", args=[made.pk])
    assert (made.state, made.team) == ("draft", team)


def test_each_number_leads_to_exactly_its_requests(member, campaign) -> None:
    for _ in range(2):
        log_one(campaign)
    InformationRequest.objects.exclude(campaign=campaign).delete()
    outcomes = member.get(campaign.get_absolute_url()).context["outcomes"]
    seen = {}
    for one in outcomes:
        listed = member.get(reverse("requests:list") + f"?{one.query}")
        seen[one.label] = (one.n, listed.context["page_obj"].paginator.count)
    assert seen["All requests"] == (2, 2)
    assert {label: pair for label, pair in seen.items() if pair[0] != pair[1]} == {}


def test_the_list_of_requests_and_the_dashboard_know_campaigns(member, campaign) -> None:
    request = log_one(campaign)
    text = unescape(page(member, "requests:list", campaign=str(campaign.pk)))
    assert "Campaign: Scoring systems." in text
    assert request.authority.name in text
    board = member.get(reverse("requests:dashboard") + "?by=campaign").context["board"]
    assert [(line.name, line.numbers[0].n) for line in board.lines] == [("Scoring systems", 1)]
    strange = make_campaign()
    shown = member.get(reverse("requests:list") + f"?campaign={strange.pk}")
    assert shown.context["page_obj"].paginator.count == 0


def test_an_archived_campaign_stands_apart(member, campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(state="archived")
    assert campaign.title not in page(member, "correspondence:campaigns")
    assert campaign.title in page(member, "correspondence:campaigns", state="archived")


def test_a_clone_is_made_from_the_page(member, campaign) -> None:
    response = post(member, "campaign_clone", campaign, title="Again")
    assert told(response) == ["The new campaign is a draft."]
    clone = Campaign.objects.get(title="Again")
    assert current_letter(clone).questions.count() == 2


def test_fields_are_added_changed_moved_and_filled_in(member, campaign) -> None:
    for name, kind in (("System", "text"), ("Cost", "number")):
        post(member, "campaign_fields", campaign, name=name, kind=kind)
    system, cost = campaign.fields.all()
    post(member, "campaign_fields", campaign, field=cost.pk, do="up")
    assert [each.name for each in campaign.fields.all()] == ["Cost", "System"]
    post(member, "campaign_fields", campaign, field=system.pk, name="Which system", kind="text")
    request = log_one(campaign)
    address = reverse("correspondence:research_values", args=[request.pk])
    refused = member.post(address, {f"field_{cost.pk}": "much"})
    assert refused.status_code == 422
    assert "Enter a number" in refused.content.decode()
    member.post(address, {f"field_{cost.pk}": "1,200", f"field_{system.pk}": "Mosaic"})
    assert sorted(str(value) for value in FieldValue.objects.all()) == ["Cost: 1200", "Which system: Mosaic"]
    assert 'value="1200"' in page(member, "correspondence:research_values", request.pk)
    post(member, "campaign_fields", campaign, field=system.pk, do="remove")
    assert campaign.fields.count() == 1


def test_two_fields_of_one_name_are_refused(member, campaign) -> None:
    save_field(campaign=campaign, name="Cost", kind="text", by=campaign.created_by)
    assert post(member, "campaign_fields", campaign, name="Cost", kind="text").status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "campaigns",
        "campaign",
        "campaign_authorities",
        "campaign_letter",
        "campaign_sending",
        "campaign_fields",
    ],
)
def test_a_page_costs_the_same_with_one_row_and_with_three(member, campaign, name) -> None:
    costs = []
    for number in (1, 2):
        with_authorities(campaign, reachable(number))
        for _ in range(number):
            log_one(campaign)
            field = f"Field {campaign.fields.count()}"
            save_field(campaign=campaign, name=field, kind="text", by=campaign.created_by)
        if number == 2:
            make_campaign(team=campaign.team)
        args = [] if name == "campaigns" else [campaign.pk]
        with CaptureQueriesContext(connection) as queries:
            page(member, f"correspondence:{name}", *args)
        costs.append(len(queries))
    assert costs[0] == costs[1]
