"""A request replayed to a past day, from its events as the database keeps them."""

from datetime import date

import pytest

from requests_app.deadlines import EventKind, FactsError, ProclaimedDay, calendar_for
from requests_app.models import Event, InformationRequest
from requests_app.services.life import correct_event, life_of, record_event, withdraw_event
from requests_app.services.proclaiming import proclaim_day
from tests.accounts.factories import UserFactory, site_admin
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db


def _told(request):
    """A request with a whole life behind it, recorded in another order than it happened."""
    steps = (
        (EventKind.RESPONSE, date(2018, 8, 22)),
        (EventKind.CLARIFICATION_ASKED, date(2018, 7, 24)),
        (EventKind.CLARIFICATION_GIVEN, date(2018, 7, 26)),
        (EventKind.REVIEW_ASKED, date(2018, 9, 3)),
        (EventKind.REVIEW_DECIDED, date(2018, 10, 1)),
        (EventKind.COMPLAINT, date(2018, 10, 15)),
    )
    for kind, on in steps:
        record_event(request=request, kind=kind, on=on, by=None)
    return InformationRequest.objects.get(pk=request.pk)


@pytest.mark.parametrize(
    ("on", "state", "kind", "due"),
    [
        (date(2018, 7, 20), "awaiting_response", "response", DUE),
        (date(2018, 7, 23), "awaiting_response", "response", DUE),
        (date(2018, 7, 24), "awaiting_clarification", "clarification", date(2018, 8, 22)),
        (date(2018, 7, 26), "awaiting_response", "response", date(2018, 8, 24)),
        (date(2018, 8, 22), "answered", "review_request", date(2018, 10, 18)),
        (date(2018, 9, 3), "in_review", "review_outcome", date(2018, 10, 1)),
        (date(2018, 10, 1), "answered", "complaint", date(2018, 11, 12)),
        (date(2018, 10, 15), "with_regulator", None, None),
    ],
)
def test_a_request_can_be_replayed_to_any_past_day(on, state, kind, due):
    life = life_of(_told(make_request()), on=on)
    assert life.state.value == state
    assert (life.due and life.due.kind.value, life.due and life.due.due_on) == (kind, due)


def test_the_last_day_is_what_is_stored():
    request = _told(make_request())
    life = life_of(request, on=date(2030, 1, 1))
    assert (request.state, request.due_on) == (life.state.value, None)


def test_before_it_was_received_there_is_no_life_to_tell():
    with pytest.raises(FactsError):
        life_of(make_request(), on=date(2018, 7, 19))


def test_what_was_taken_back_since_never_happened():
    request = make_request()
    event = record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 1), by=None)
    assert life_of(request, on=date(2018, 8, 2)).state.value == "answered"
    withdraw_event(event=event, by=UserFactory(), because="another request's")
    assert life_of(request, on=date(2018, 8, 2)).state.value == "awaiting_response"
    assert Event.objects.filter(request=request).count() == 2


def test_a_corrected_date_holds_for_the_past_too():
    request = make_request()
    event = record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 1), by=None)
    correct_event(event=event, on=date(2018, 8, 8), by=UserFactory(), because="postmark")
    assert life_of(request, on=date(2018, 8, 7)).state.value == "awaiting_response"
    assert life_of(request, on=date(2018, 8, 8)).state.value == "answered"


def test_replaying_counts_by_todays_calendar_unless_another_is_given():
    request = make_request()
    proclaim_day(on=date(2018, 8, 14), name="Day of Mourning", nations=["wales"], by=site_admin())
    assert life_of(request, on=date(2018, 8, 1)).due.due_on == date(2018, 8, 21)
    assert life_of(request, on=date(2018, 8, 1), calendar=calendar_for("foia")).due.due_on == DUE
    mourning = ProclaimedDay(date(2018, 8, 15), "Another", frozenset({"England"}))
    other = calendar_for("foia", [mourning])
    assert life_of(request, calendar=other).due.due_on == date(2018, 8, 21)


def test_a_right_that_had_run_out_by_then_is_due_no_longer():
    request = make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    last = life_of(request).due.due_on
    assert life_of(request, on=last).due.due_on == last
    assert life_of(request, on=date(2020, 1, 1)).due is None


def test_replaying_writes_nothing_and_asks_twice(django_assert_num_queries):
    request = _told(make_request())
    with django_assert_num_queries(2) as queries:
        life_of(request, on=date(2018, 9, 3))
    assert all(query["sql"].startswith("SELECT") for query in queries)
