"""To whom a campaign goes: chosen, left out, pasted, asked elsewhere."""

from datetime import date
from html import unescape

import pytest

from authorities.services.sets import create_set
from authorities.services.tagging import set_tags
from requests_app.models import InformationRequest
from tests.accounts.factories import lead
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.views.campaigns.pages import post
from tests.requests_app.campaigns import reachable, with_authorities
from tests.web import page, told

pytestmark = pytest.mark.django_db


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
