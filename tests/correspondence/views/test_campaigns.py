"""Campaigns from the draft to the last letter, as researchers and leads meet them."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from authorities.services.sets import create_set
from authorities.services.tagging import set_tags
from correspondence.models import CampaignSending
from correspondence.services.campaigns import work_on_campaigns
from requests_app.campaign_letter import DEFAULT_BODY, DEFAULT_SUBJECT
from requests_app.models import Campaign, CampaignQuestion, FieldValue, InformationRequest
from requests_app.services.campaigns.asking import Elsewhere, log_sent_elsewhere
from requests_app.services.campaigns.editing import current_letter
from requests_app.services.campaigns.research import save_field
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.campaigns import make_campaign, reachable, with_authorities
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def member(team) -> Client:
    return browser_of(researcher(team, name="Ada Quill"))


@pytest.fixture
def leader(team) -> Client:
    return browser_of(lead(team, name="Bo Lead"))


@pytest.fixture
def campaign(team) -> Campaign:
    return make_campaign(team=team)


def post(client: Client, name: str, campaign: Campaign, query: str = "", /, **data):
    return client.post(reverse(f"correspondence:{name}", args=[campaign.pk]) + query, data, follow=True)


def letter_data(campaign: Campaign, *questions: tuple[str, str, str], **changed):
    """A posted letter: `questions` are (place, label, text)."""
    data = {
        "subject": DEFAULT_SUBJECT,
        "body": DEFAULT_BODY,
        "version": campaign.version,
        "q-TOTAL_FORMS": len(questions),
        "q-INITIAL_FORMS": 0,
    }
    for number, (place, label, text) in enumerate(questions):
        data |= {f"q-{number}-place": place, f"q-{number}-label": label, f"q-{number}-text": text}
    return data | changed


def log_one(campaign: Campaign, **fields) -> InformationRequest:
    authority = AuthorityFactory()
    entry = Elsewhere(authority.pk, date(2018, 7, 20), **fields)
    log_sent_elsewhere(campaign=campaign, entries=[entry], by=campaign.created_by, on=timezone.localdate())
    return InformationRequest.objects.get(authority=authority)


def test_a_researcher_makes_a_draft_and_writes_its_letter_next(member, team) -> None:
    data = {"title": "Scoring", "team": team.pk, "asks_under": ""}
    response = member.post(reverse("correspondence:campaign_new"), data, follow=True)
    made = Campaign.objects.get()
    assert response.redirect_chain[-1][0] == reverse("correspondence:campaign_letter", args=[made.pk])
    assert (made.state, made.team) == ("draft", team)


def test_questions_are_saved_in_the_order_of_their_places_and_numbered(member, campaign) -> None:
    data = letter_data(campaign, ("2", "", "Second"), ("", "", ""), ("1", "a", "First"))
    response = post(member, "campaign_letter", campaign, **data)
    assert told(response) == ["Saved. What is sent from now on is version 1."]
    assert [(q.label, q.text) for q in CampaignQuestion.objects.all()] == [("a", "First"), ("2", "Second")]


def test_an_unknown_field_is_refused_and_what_was_typed_stays(member, campaign) -> None:
    data = letter_data(campaign, ("1", "1", "Mine"), body="Dear {who}")
    response = post(member, "campaign_letter", campaign, **data)
    assert response.status_code == 422
    text = unescape(response.content.decode())
    assert "There is no field {who}." in text
    assert "Dear {who}</textarea>" in text
    assert CampaignQuestion.objects.filter(text="Mine").count() == 0


def test_the_second_of_two_editors_is_told(member, campaign) -> None:
    data = letter_data(campaign, ("1", "1", "Mine"))
    post(member, "campaign_letter", campaign, **data)
    response = post(member, "campaign_letter", campaign, **data)
    assert response.status_code == 422
    assert "Somebody else changed this campaign" in response.content.decode()


def test_the_preview_shows_what_is_typed_for_the_authority_chosen_and_saves_nothing(member, campaign) -> None:
    with_authorities(campaign, [AuthorityFactory(name="Ash Council"), AuthorityFactory(name="Elm Council")])
    elm = campaign.authorities.get(authority__name="Elm Council")
    data = letter_data(campaign, ("1", "1", "Which lifts?"), **{"for": elm.pk}, preview="1")
    for headers in ({}, {"HX-Request": "true"}):
        address = reverse("correspondence:campaign_letter", args=[campaign.pk])
        response = member.post(address, data, headers=headers)
        text = unescape(response.content.decode())
        assert response.status_code == 200
        assert "Dear Elm Council" in text
        assert "1. Which lifts?" in text
        assert ("<html" in text) is not bool(headers)
    assert CampaignQuestion.objects.filter(text="Which lifts?").count() == 0


def test_a_preview_needs_no_authority_yet(member, campaign) -> None:
    assert "Dear Anytown District Council" in page(member, "correspondence:campaign_letter", campaign.pk)


def test_authorities_are_added_by_search_set_and_tag(member, campaign, team) -> None:
    _, elm, oak, gone = (AuthorityFactory(name=f"{n} Council") for n in ("Ash", "Elm", "Oak", "Fir"))
    gone.is_active = False
    gone.save()
    create_set(name="Pilot", team=team, by=lead(team), authorities=[elm.pk, gone.pk])
    set_tags(authority=oak, tags=["pilot"])
    chosen = team.authority_sets.get()
    said = [
        told(post(member, "campaign_authorities", campaign, **data))
        for data in ({"q": "ash"}, {"set": chosen.pk}, {"tag": "Pilot"}, {"q": "ash"})
    ]
    assert said == [
        ["1 authority added."],
        ["1 authority added."],
        ["1 authority added."],
        ["0 authorities added. 1 were in the campaign already."],
    ]
    assert list(campaign.authorities.values_list("authority__name", flat=True)) == [
        "Ash Council",
        "Elm Council",
        "Oak Council",
    ]


def test_the_list_says_why_somebody_is_left_out_and_takes_them_in_again(member, campaign) -> None:
    with_authorities(campaign, [AuthorityFactory(name="Ash Council"), *reachable()])
    shown = page(member, "correspondence:campaign_authorities", campaign.pk, show="left")
    assert "No address is known" in shown
    place = campaign.authorities.get(number=2)
    said = told(
        post(member, "campaign_authorities", campaign, do="leave_out", place=place.pk, note="Asked by phone")
    )
    assert said == ["1 left out."]
    assert "Asked by phone" in page(member, "correspondence:campaign_authorities", campaign.pk)
    assert told(post(member, "campaign_authorities", campaign, do="take_in", place=place.pk)) == [
        "1 taken in again."
    ]


def test_a_pasted_list_names_the_unknown_and_applies_nothing_that_is_only_similar(member, campaign) -> None:
    AuthorityFactory(name="Ashford Borough Council")
    elm = AuthorityFactory(name="Elmham District Council")
    text = (
        "authority\nElmham District Council\nAshfrod Borough Concil\nNobody at all\nElmham District Council"
    )
    shown = unescape(post(member, "campaign_list", campaign, text=text).content.decode())
    assert "<strong>1</strong> of 4 rows found, 2 not known, 1 with something wrong." in shown
    assert "Ashford Borough Council <span" in shown
    post(member, "campaign_list", campaign, text=text, save="1")
    assert list(campaign.authorities.values_list("authority", flat=True)) == [elm.pk]


def test_what_is_similar_is_added_where_a_person_picks_it(member, campaign) -> None:
    ash = AuthorityFactory(name="Ashford Borough Council")
    text = "authority\nAshfrod Borough Concil"
    post(member, "campaign_list", campaign, text=text, save="1", pick=f"2:{ash.pk}")
    assert list(campaign.authorities.values_list("authority", flat=True)) == [ash.pk]


def test_only_what_was_offered_can_be_picked(member, campaign) -> None:
    other = AuthorityFactory(name="Zennor Parish Council")
    text = "authority\nAshfrod Borough Concil"
    response = post(member, "campaign_list", campaign, text=text, save="1", pick=f"2:{other.pk}")
    assert (response.status_code, campaign.authorities.count()) == (200, 0)


def test_what_was_sent_elsewhere_is_logged_from_pasted_cells(member, campaign) -> None:
    AuthorityFactory(name="Ash Council")
    AuthorityFactory(name="Elm Council")
    text = (
        "Ash Council\t20/07/2018\thttps://letters.example/1\tFOI-1\n"
        "Elm Council\tyesterday\n"
        "Elm Council\t20 July 2018\tno address"
    )
    shown = unescape(post(member, "campaign_list", campaign, "?what=sent", text=text).content.decode())
    assert "“yesterday” is no date" in shown
    said = told(post(member, "campaign_list", campaign, "?what=sent", text=text, save="1"))
    assert said == ["1 request logged."]
    request = InformationRequest.objects.get()
    assert (request.campaign, request.due_on) == (campaign, date(2018, 8, 20))
    text = page(member, "correspondence:request", request.pk)
    assert "https://letters.example/1" in text
    assert campaign.get_absolute_url() in text


def test_only_a_lead_starts_pauses_and_archives(member, leader, campaign) -> None:
    with_authorities(campaign, reachable(2))
    data = {"per_hour": "60"}
    assert post(member, "campaign_sending", campaign, **data).status_code == 403
    assert "A lead of" in page(member, "correspondence:campaign_sending", campaign.pk)
    response = post(leader, "campaign_sending", campaign, **data)
    assert told(response) == ["Started. The first letter is written within half a minute."]
    work_on_campaigns(clock=lambda: timezone.now() + timedelta(seconds=1))
    assert InformationRequest.objects.count() == 1
    said = [told(post(leader, "campaign_sending", campaign, do=do)) for do in ("call_back", "go_on", "pause")]
    assert said == [
        ["Paused. 1 letter called back; what had gone has gone."],
        ["It goes on."],
        ["Paused. No more letters are written."],
    ]
    assert post(member, "campaign_archive", campaign).status_code == 403
    assert told(post(leader, "campaign_archive", campaign)) == ["The campaign is archived."]
    assert "archived" in page(leader, "correspondence:campaign_sending", campaign.pk)


def test_what_cannot_be_started_says_why(leader, campaign) -> None:
    response = post(leader, "campaign_sending", campaign, per_hour="60")
    assert response.status_code == 422
    assert "There is no authority that a letter could go to." in response.content.decode()
    assert CampaignSending.objects.count() == 0


def test_the_progress_asks_for_itself_while_it_runs(leader, campaign) -> None:
    with_authorities(campaign, reachable())
    post(leader, "campaign_sending", campaign, per_hour="60")
    address = reverse("correspondence:campaign_progress", args=[campaign.pk])
    running = leader.get(address, headers={"HX-Request": "true"}).content.decode()
    post(leader, "campaign_sending", campaign, do="pause")
    paused = leader.get(address, headers={"HX-Request": "true"}).content.decode()
    assert [f'hx-get="{address}"' in text for text in (running, paused)] == [True, False]


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
