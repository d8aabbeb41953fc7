"""The letter of a campaign and its questions, as they are typed."""

from html import unescape

import pytest
from django.urls import reverse

from requests_app.models import CampaignQuestion
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.views.campaigns.pages import letter_data, post
from tests.requests_app.campaigns import with_authorities
from tests.web import page, told

pytestmark = pytest.mark.django_db


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


def test_questions_that_change_places_change_their_numbers_too(member, campaign) -> None:
    data = letter_data(campaign, ("2", "1", "Second"), ("1", "2", "First"), ("3", "3", "Third"))
    post(member, "campaign_letter", campaign, **data)
    assert [(q.label, q.text) for q in CampaignQuestion.objects.all()] == [
        ("1", "First"),
        ("2", "Second"),
        ("3", "Third"),
    ]
