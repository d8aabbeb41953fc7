"""A campaign's requests: made from its letter, or logged as sent elsewhere."""

from datetime import date

import pytest

from requests_app.models import Campaign, CampaignLetter, InformationRequest
from requests_app.services.campaigns.asking import Elsewhere, ask, log_sent_elsewhere, words_for
from requests_app.services.campaigns.editing import current_letter, items_of
from requests_app.services.requests import replace_questions
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.campaigns import ITEMS, make_campaign, reachable, with_authorities

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_request_is_made_with_its_questions_our_reference_and_the_law_of_its_nation() -> None:
    (scottish,) = reachable(nation="scotland", law="foisa")
    campaign = with_authorities(make_campaign(asks_under="environment"), [scottish])
    place = campaign.authorities.get()
    request, words = ask(place=place, letter=current_letter(campaign), by=campaign.created_by, on=TODAY)
    assert (request.campaign, request.law, request.title) == (campaign, "eisr", "Scoring systems")
    assert [(r.value, r.role) for r in request.references.all()] == [(place.our_reference, "ours")]
    assert [(q.position, q.text) for q in request.questions.all()] == [
        (n, item.text) for n, item in enumerate(ITEMS, start=1)
    ]
    assert words.subject == (
        f"Request for information: Scoring systems (our reference {place.our_reference})"
    )
    assert request.letter == words.body
    assert "1. Which scoring systems do you use?\n\n2. Any impact assessments of them." in words.body
    assert "24 November 2026" in words.body
    assert [(e.kind, e.on) for e in request.events.all()] == [("sent", TODAY)]


def test_asking_freezes_the_letter_and_sets_the_campaign_running() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    ask(place=campaign.authorities.get(), letter=current_letter(campaign), by=campaign.created_by, on=TODAY)
    assert Campaign.objects.get().state == "running"
    assert CampaignLetter.objects.get().frozen_at is not None


def test_a_preview_writes_nothing_and_reads_as_the_letter_will() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    place, letter = campaign.authorities.get(), current_letter(campaign)
    seen = words_for(place, letter, items_of(letter), by=campaign.created_by, on=TODAY)
    assert CampaignLetter.objects.get().frozen_at is None
    assert seen == ask(place=place, letter=letter, by=campaign.created_by, on=TODAY)[1]


def test_what_was_sent_elsewhere_is_logged_with_its_date_number_and_link() -> None:
    council = AuthorityFactory()  # no address is needed for it
    campaign = make_campaign()
    entry = Elsewhere(council.pk, date(2018, 7, 20), "https://letters.example/r/1", "FOI-1")
    assert log_sent_elsewhere(campaign=campaign, entries=[entry], by=campaign.created_by, on=TODAY) == 1
    request = InformationRequest.objects.get()
    assert [(e.kind, e.on) for e in request.events.all()] == [("sent", date(2018, 7, 20))]
    assert request.due_on == date(2018, 8, 20)
    assert request.campaign_place.link == "https://letters.example/r/1"
    assert [r.value for r in request.references.all()] == ["FOI-1", request.campaign_place.our_reference]


def test_nobody_is_asked_twice_in_a_campaign() -> None:
    campaign, entry = make_campaign(), Elsewhere(AuthorityFactory().pk, date(2018, 7, 20))
    given = {"campaign": campaign, "by": campaign.created_by, "on": TODAY}
    assert log_sent_elsewhere(entries=[entry, entry], **given) == 1
    assert log_sent_elsewhere(entries=[entry], **given) == 0
    assert InformationRequest.objects.count() == 1


def test_a_day_that_cannot_be_leaves_the_others_logged() -> None:
    campaign = make_campaign()
    wrong, right = AuthorityFactory(), AuthorityFactory()
    entries = [Elsewhere(wrong.pk, date(1990, 1, 1)), Elsewhere(right.pk, date(2018, 7, 20))]
    assert log_sent_elsewhere(campaign=campaign, entries=entries, by=campaign.created_by, on=TODAY) == 1
    assert [p.left_out for p in campaign.authorities.order_by("number")] == ["problem", ""]


def test_editing_a_request_keeps_its_questions_those_of_the_campaign() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    request, _ = ask(
        place=campaign.authorities.get(), letter=current_letter(campaign), by=campaign.created_by, on=TODAY
    )
    before = [(q.pk, q.campaign_question_id) for q in request.questions.all()]
    texts = [item.text for item in ITEMS]
    replace_questions(request=request, texts=["New", texts[1], texts[0]])
    assert [(q.pk, q.campaign_question_id) for q in request.questions.all()][1:] == before[::-1]
    replace_questions(request=request, texts=[f"{texts[1]} Reworded", texts[0]])
    assert [q.position for q in request.questions.all()] == [1, 2]
