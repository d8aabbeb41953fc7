"""The clock that is shown large."""

from datetime import date

import pytest

from correspondence import clocks
from requests_app.deadlines import EventKind, Fact, calendar_for, replay

FOIA = calendar_for("foia")
RECEIVED = (EventKind.RECEIVED, date(2018, 7, 20))


def life(*facts: tuple[EventKind, date], on: date):
    return replay([Fact(*fact) for fact in facts], "foia", on=on)


def watched(*facts: tuple[EventKind, date], on: date) -> clocks.Clock | None:
    return clocks.watched(life(*facts, on=on), on=on, calendar=FOIA)


@pytest.mark.parametrize(
    ("on", "kind", "left", "late", "counted", "label"),
    [
        (date(2018, 7, 20), "neutral", 20, None, 0, "Today, day 0"),
        (date(2018, 8, 6), "neutral", 10, None, 10, "Today, day 10"),
        (date(2018, 8, 15), "soon", 3, None, 17, "Today, day 17"),
        (date(2018, 8, 20), "soon", 0, None, 20, "Today, day 20"),
        (date(2018, 8, 21), "late", None, 1, 20, "Today, 1 late"),
    ],
)
def test_a_running_clock(on: date, kind: str, left: int, late: int, counted: int, label: str) -> None:
    clock = watched(RECEIVED, on=on)
    assert (clock.kind, clock.days_left, clock.days_late, clock.counted) == (kind, left, late, counted)
    assert (clock.label, clock.cells, clock.from_label) == (label, 20, "Received")


def test_over_the_weekend_after_the_due_day_it_is_late_by_no_working_day() -> None:
    clock = watched((EventKind.RECEIVED, date(2018, 7, 19)), on=date(2018, 8, 18))
    assert clock.limit.due_on == date(2018, 8, 17)
    assert (clock.kind, clock.days_late, clock.label) == ("late", 0, "Today, late")


def test_an_answer_in_time_stops_the_ruler_at_its_day() -> None:
    clock = watched(RECEIVED, (EventKind.RESPONSE, date(2018, 8, 14)), on=date(2026, 1, 5))
    assert (clock.kind, clock.met_on, clock.label) == ("ok", date(2018, 8, 14), "Answered, day 16")


def test_an_answer_too_late_says_by_how_much() -> None:
    clock = watched(RECEIVED, (EventKind.RESPONSE, date(2018, 8, 24)), on=date(2026, 1, 5))
    assert (clock.kind, clock.days_late, clock.label) == ("late", 4, "Answered, 4 late")


def test_our_own_limit_has_no_ruler_of_the_authoritys() -> None:
    clock = watched(RECEIVED, (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)), on=date(2018, 7, 27))
    assert (clock.limit.owed_by, clock.kind, clock.cells) == ("requester", "us", 0)


def test_a_review_is_counted_from_the_day_it_was_asked_for() -> None:
    facts = (RECEIVED, (EventKind.RESPONSE, date(2018, 8, 14)), (EventKind.REVIEW_ASKED, date(2018, 9, 3)))
    clock = watched(*facts, on=date(2018, 9, 4))
    assert (clock.starts_on, clock.from_label) == (date(2018, 9, 3), "Review asked for")


def test_after_an_answer_the_right_to_a_review_is_named_until_it_runs_out() -> None:
    facts = (RECEIVED, (EventKind.RESPONSE, date(2018, 8, 14)))
    open_day, shut = date(2018, 8, 15), date(2019, 3, 1)
    right = clocks.next_right(life(*facts, on=open_day), on=open_day, calendar=FOIA)
    assert right.limit.kind == "review_request"
    assert clocks.next_right(life(*facts, on=shut), on=shut, calendar=FOIA) is None


def test_the_likeliest_step_comes_first() -> None:
    day = date(2018, 7, 27)
    assert [step.kind for step in clocks.steps(life(RECEIVED, on=day))][:2] == ["response", "acknowledged"]
    asked = life(RECEIVED, (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)), on=day)
    assert clocks.steps(asked)[0].kind == "clarification_given"
    assert clocks.steps(life(RECEIVED, (EventKind.WITHDRAWN, day), on=day)) == []


def test_every_kind_of_event_has_words_for_its_button() -> None:
    assert set(clocks._WORDS) == set(EventKind) - {EventKind.SENT}


def test_nobody_is_late_with_a_courtesy() -> None:
    every = clocks.every(life(RECEIVED, on=date(2018, 8, 10)), on=date(2018, 8, 10), calendar=FOIA)
    acknowledgement = every[0]
    assert (acknowledgement.is_courtesy, acknowledgement.kind, acknowledgement.words) == (
        True,
        "neutral",
        "none recorded",
    )


def test_closing_a_request_opens_the_appeal_and_ends_what_was_running() -> None:
    facts = (
        RECEIVED,
        (EventKind.COMPLAINT, date(2018, 9, 3)),
        (EventKind.COMPLAINT_DECIDED, date(2018, 12, 3)),
    )
    day = date(2018, 12, 10)
    closed = life(*facts, on=day)
    right = clocks.next_right(closed, on=day, calendar=FOIA)
    assert (right.limit.kind, right.words) == ("appeal", "21 days left")
    late = next(c for c in clocks.every(closed, on=day, calendar=FOIA) if c.limit.kind == "response")
    assert late.words == "73 working days late"
    assert late.closed_on == date(2018, 12, 3)


def test_what_was_running_when_a_request_was_withdrawn_is_told_no_more() -> None:
    day = date(2018, 9, 3)
    gone = life(RECEIVED, (EventKind.WITHDRAWN, date(2018, 7, 25)), on=day)
    assert clocks.still_meant(gone) == []
    late = life(RECEIVED, (EventKind.WITHDRAWN, date(2018, 8, 28)), on=day)
    assert [limit.kind for limit in clocks.still_meant(late)] == ["acknowledgement", "response"]


def test_a_right_that_opens_later_says_when() -> None:
    facts = (RECEIVED, (EventKind.RESPONSE, date(2018, 8, 14)), (EventKind.REVIEW_ASKED, date(2018, 9, 3)))
    on = date(2018, 9, 4)
    complaint = clocks.every(life(*facts, on=on), on=on, calendar=FOIA)[-1]
    assert (complaint.kind, complaint.words) == ("neutral", "opens on 30 October 2018")
