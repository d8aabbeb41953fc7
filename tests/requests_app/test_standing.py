from datetime import date

import pytest

from requests_app.deadlines import EventKind, calendar_for
from requests_app.standing import standing
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def _standing(on, **fields):
    request = make_request(**fields)
    return standing(request, on=on, calendar=calendar_for(request.law))


@pytest.mark.parametrize(
    ("on", "kind", "word", "left", "late", "counted"),
    [
        (date(2018, 7, 20), "neutral", "Awaiting a response", 20, None, 0),
        (date(2018, 7, 23), "neutral", "Awaiting a response", 19, None, 1),
        (date(2018, 8, 14), "neutral", "Awaiting a response", 4, None, 16),
        (date(2018, 8, 15), "soon", "Due soon", 3, None, 17),
        (date(2018, 8, 20), "soon", "Due soon", 0, None, 20),
        (date(2018, 8, 21), "late", "Overdue", None, 1, 20),
        (date(2018, 8, 28), "late", "Overdue", None, 5, 20),  # the 27th was a bank holiday
    ],
)
def test_a_running_clock_is_told_in_working_days(on, kind, word, left, late, counted):
    told = _standing(on)
    assert (told.kind, told.word, told.days_left, told.days_late) == (kind, word, left, late)
    assert (told.counted, told.limit) == (counted, 20)


def test_the_weekend_after_the_due_day_is_late_by_less_than_a_working_day():
    told = _standing(date(2018, 8, 18), received_on=date(2018, 7, 19))  # due Friday 17 August
    assert (told.kind, told.days_late) == ("late", 0)


def test_after_an_answer_the_right_to_a_review_is_named_while_it_lasts():
    steps = ((EventKind.RESPONSE, date(2018, 8, 15)),)
    assert _standing(date(2018, 8, 16), steps=steps).next_step == (
        "Read it; ask for a review by 11 October 2018 if it falls short"
    )
    assert _standing(date(2019, 8, 16), steps=steps).next_step == "Read the answer"


def test_a_stopped_clock_waits_for_us():
    told = _standing(date(2018, 9, 30), steps=((EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),))
    assert (told.kind, told.next_step, told.days_late) == ("us", "Clarify the request", None)


def test_a_restarted_clock_counts_from_its_restart():
    told = _standing(
        date(2018, 8, 10),
        steps=(
            (EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),
            (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 9)),
        ),
    )
    assert (told.limit, told.counted, told.days_left) == (20, 1, 19)


def test_a_review_counts_from_the_day_it_was_asked_for():
    told = _standing(
        date(2018, 9, 4),
        steps=((EventKind.RESPONSE, date(2018, 8, 15)), (EventKind.REVIEW_ASKED, date(2018, 9, 3))),
    )
    assert (told.word, told.limit, told.counted) == ("In internal review", 20, 1)
