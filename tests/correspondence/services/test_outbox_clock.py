"""What is recorded when a letter of ours has gone."""

from datetime import date, timedelta

import pytest

from requests_app.deadlines import EventKind
from tests.correspondence.outgoing import (
    LATER,
    make_case,
    make_queued,
    send,
)
from tests.correspondence.post_office import PostOffice

pytestmark = pytest.mark.django_db


def test_sending_the_request_for_a_review_records_it_on_that_day(office: PostOffice) -> None:
    request = make_case()
    letter = make_queued(request, kind="review", body="Please review it.")
    send()
    letter.refresh_from_db()
    request.refresh_from_db()
    asked = request.events.get(kind="review_asked")
    assert (asked.on, asked.recorded_by, request.state) == (
        date(2018, 8, 22),
        letter.written_by,
        "in_review",
    )
    assert letter.clock_note == "“Review asked for” was recorded for 22 August 2018."


def test_a_review_asked_for_too_early_goes_and_records_nothing(office: PostOffice) -> None:
    request = make_case(received_on=date(2018, 8, 20))
    letter = make_queued(request, kind="review", body="Please review it.")
    assert send() == 1
    letter.refresh_from_db()
    assert not request.events.filter(kind="review_asked").exists()
    assert letter.clock_note.startswith("No date moves by its sending: ")


def test_the_day_of_sending_is_the_authoritys(office: PostOffice) -> None:
    letter = make_queued(kind="review", body="Please review it.")
    send(LATER.replace(hour=23, minute=30))  # half past midnight in London
    letter.refresh_from_db()
    assert letter.letter.on == date(2018, 8, 23)


def test_the_request_letter_opens_its_request_and_corrects_the_day_it_was_to_be_sent(
    office: PostOffice,
) -> None:
    request = make_case(received_on=None, sent_on=date(2018, 8, 20), letter="Dear council, what do you hold?")
    letter = make_queued(request, kind="request", body="Dear council, what do you really hold?")
    send()
    letter.refresh_from_db()
    request.refresh_from_db()
    assert letter.letter.opens_request
    assert [(each.kind, each.on) for each in request.events.standing()] == [("sent", date(2018, 8, 22))]
    assert request.due_on == date(2018, 9, 20)


def test_a_request_letter_sent_a_second_time_moves_no_date(office: PostOffice) -> None:
    request = make_case(received_on=None, sent_on=date(2018, 8, 22))
    make_queued(request, kind="request", body="One")
    send()
    second = make_queued(request, kind="request", body="Two")
    send(LATER + timedelta(days=3))
    second.refresh_from_db()
    assert not second.letter.opens_request
    assert [each.on for each in request.events.filter(kind="sent")] == [date(2018, 8, 22)]


@pytest.mark.parametrize("kind", ["clarification", "chaser", "complaint", "thanks", "reply"])
def test_no_other_letter_is_an_event_by_being_sent(office: PostOffice, kind: str) -> None:
    letter = make_queued(kind=kind)
    assert send() == 1
    assert [each.kind for each in letter.request.events.all()] == [EventKind.RECEIVED]
