from datetime import date

import pytest
from django.db import IntegrityError, transaction

from requests_app.deadlines import EventKind, FactsError
from requests_app.errors import AlreadyRecorded
from requests_app.models import Deadline, Event
from requests_app.services.life import correct_event, life_of, record_event, withdraw_event
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import DUE, RECEIVED, make_request

pytestmark = pytest.mark.django_db


def test_an_answer_ends_the_wait():
    request = make_request()
    record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 15), by=None)
    request.refresh_from_db()
    assert (request.state, request.answered_on) == ("answered", date(2018, 8, 15))


def test_a_clarification_restarts_the_clock():
    request = make_request(
        steps=(
            (EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),
            (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 9)),
        )
    )
    assert (request.state, request.due_on) == ("awaiting_response", date(2018, 9, 7))


def test_taking_an_event_back_restores_what_was_before():
    request = make_request()
    answer = record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 15), by=None)
    withdraw_event(event=answer, by=UserFactory(), because="that was another request's")
    request.refresh_from_db()
    assert (request.state, request.due_on, request.answered_on) == ("awaiting_response", DUE, None)


def test_a_taken_back_event_stays_in_the_record_with_who_and_why():
    request, person = make_request(), UserFactory()
    answer = record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 15), by=None)
    withdraw_event(event=answer, by=person, because="a mistake")
    kept = Event.objects.get(pk=answer.pk)
    assert (kept.withdrawn_by, kept.withdrawn_because, kept.withdrawn_at is None) == (
        person,
        "a mistake",
        False,
    )


def test_correcting_the_receipt_moves_the_due_date_and_links_both_events():
    request = make_request()
    receipt = request.events.get(kind="received")
    new = correct_event(event=receipt, on=date(2018, 7, 24), by=UserFactory(), because="their letter says so")
    request.refresh_from_db()
    assert (request.received_on, request.due_on, new.corrects_id) == (
        date(2018, 7, 24),
        date(2018, 8, 22),
        receipt.pk,
    )


def test_a_second_receipt_is_a_correction_and_refused():
    request = make_request()
    with pytest.raises(AlreadyRecorded, match="correct its date"):
        record_event(request=request, kind=EventKind.RECEIVED, on=date(2018, 8, 30), by=None)
    assert request.events.count() == 1


def test_a_review_before_an_answer_is_refused_and_nothing_is_kept():
    request = make_request()
    with pytest.raises(FactsError):
        record_event(request=request, kind=EventKind.REVIEW_ASKED, on=date(2018, 8, 1), by=None)
    assert [event.kind for event in request.events.all()] == ["received"]


def test_the_receipt_of_an_answered_request_cannot_be_taken_back():
    request = make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    with pytest.raises(FactsError):
        withdraw_event(event=request.events.get(kind="received"), by=UserFactory(), because="x")
    assert request.events.standing().count() == 2


def test_the_same_event_on_the_same_day_is_recorded_once():
    request = make_request(steps=((EventKind.ACKNOWLEDGED, date(2018, 7, 23)),))
    with pytest.raises(AlreadyRecorded):
        record_event(request=request, kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 23), by=None)


def test_the_database_itself_holds_an_event_to_once_a_day():
    request = make_request()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(request=request, kind="received", on=RECEIVED)


def test_the_deadlines_stored_are_those_the_life_tells():
    request = make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    told = {(limit.kind.value, limit.due_on) for limit in life_of(request).deadlines}
    assert set(Deadline.objects.filter(request=request).values_list("kind", "due_on")) == told


def test_a_request_can_be_seen_as_at_a_past_day():
    request = make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    assert life_of(request, on=date(2018, 8, 14)).state == "awaiting_response"
