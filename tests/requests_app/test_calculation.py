from datetime import date

import pytest

from requests_app.calculation import Case, answer, has_ledger, limit_in_words, ruler, when_in_words
from requests_app.deadlines import (
    LAWS,
    EventKind,
    Fact,
    FactsError,
    NoSuchDeadline,
    ProclaimedDay,
    UnknownFact,
    calendar_for,
)

RECEIVED = Fact(EventKind.RECEIVED, date(2018, 7, 20))
ANSWERED = Fact(EventKind.RESPONSE, date(2018, 8, 9))


def _answer(*facts, code="foia", **case):
    return answer(Case(LAWS[code], case.pop("body", ""), facts, **case), calendar_for(code))


def _limit(*facts, code="foia", kind="response", **case):
    return _answer(*facts, code=code, kind=kind, **case).shown


def test_the_next_date_is_shown_unless_another_is_asked_for():
    assert _answer(RECEIVED).shown.due_on == date(2018, 8, 20)
    assert _answer(RECEIVED, ANSWERED).shown.kind == "review_request"
    assert _limit(RECEIVED, ANSWERED).due_on == date(2018, 8, 20)


def test_every_clock_is_there_conditional_ones_too():
    kinds = [limit.kind.value for limit in _answer(RECEIVED, ANSWERED).limits]
    assert kinds == ["acknowledgement", "response", "review_request", "complaint"]


def test_where_no_time_limit_runs_nothing_is_shown():
    found = _answer(RECEIVED, ANSWERED, Fact(EventKind.COMPLAINT, date(2018, 8, 20)))
    assert (found.shown, found.life.state.value) == (None, "with_regulator")


@pytest.mark.parametrize(("kind", "error"), [("appeal", NoSuchDeadline), ("nonsense", UnknownFact)])
def test_a_deadline_that_does_not_follow_is_refused_in_the_clocks_words(kind, error):
    with pytest.raises(error):
        _limit(RECEIVED, kind=kind)


def test_facts_that_cannot_be_right_are_refused():
    with pytest.raises(FactsError):
        _answer(ANSWERED)


def test_a_proclaimed_day_counts_in_the_calendar_given():
    mourning = ProclaimedDay(date(2018, 8, 14), "Day of Mourning", frozenset({"Wales"}))
    found = answer(Case(LAWS["foia"], "", (RECEIVED,)), calendar_for("foia", [mourning]))
    assert found.shown.due_on == date(2018, 8, 21)
    assert "Day of Mourning, Wales" in found.shown.explanation


@pytest.mark.parametrize(
    ("code", "kind", "facts", "shown"),
    [
        ("foia", "response", (RECEIVED,), True),
        ("foi-au", "response", (RECEIVED,), True),
        ("foia", "complaint", (RECEIVED, ANSWERED), True),
        ("sar", "response", (RECEIVED,), False),
        ("foia-us", "complaint", (RECEIVED,), False),
    ],
)
def test_a_ledger_is_for_what_is_counted_in_days_and_not_too_long(code, kind, facts, shown):
    assert has_ledger(_limit(*facts, code=code, kind=kind)) is shown


@pytest.mark.parametrize(
    ("on", "counted", "label"),
    [
        (date(2018, 7, 19), 0, ""),
        (date(2018, 7, 20), 0, "Today, day 0"),
        (date(2018, 8, 6), 10, "Today, day 10"),
        (date(2018, 8, 20), 20, "Today, day 20"),
        (date(2018, 8, 21), 20, "Run out"),
    ],
)
def test_the_ruler_shows_how_far_the_day_is_and_calls_nobody_late(on, counted, label):
    found = ruler(_limit(RECEIVED), on=on)
    assert (found.limit, found.counted, found.late, found.today_label) == (20, counted, 0, label)
    assert (found.start_label, found.kind) == ("Request received", "neutral")


def test_the_ruler_of_what_was_done_stands_at_that_day():
    found = ruler(_limit(RECEIVED, ANSWERED), on=date(2026, 1, 1))
    assert (found.counted, found.kind, found.today_label) == (13, "ok", "Done, day 13")


def test_the_ruler_of_what_was_done_late_goes_beyond_the_limit():
    late = Fact(EventKind.RESPONSE, date(2018, 8, 23))
    found = ruler(_limit(RECEIVED, late), on=date(2026, 1, 1))
    assert (found.counted, found.late, found.kind, found.today_label) == (20, 3, "late", "Done, 3 late")


def test_there_is_no_ruler_for_months_weeks_or_calendar_days():
    assert ruler(_limit(RECEIVED, code="sar"), on=date(2018, 8, 1)) is None
    assert ruler(_limit(RECEIVED, code="foi-au"), on=date(2018, 8, 1)) is None
    assert ruler(_limit(RECEIVED, ANSWERED, kind="complaint"), on=date(2018, 8, 1)) is None


def test_a_schools_ruler_counts_school_days():
    terms = ((date(2026, 9, 2), date(2026, 10, 23)),)
    received = Fact(EventKind.RECEIVED, date(2026, 8, 5))
    found = ruler(_limit(received, body="school", terms=terms), on=date(2026, 9, 3))
    assert (found.limit, found.counted, found.due_on) == (20, 2, date(2026, 9, 29))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2018, 8, 17), "In 1 working day"),
        (date(2018, 8, 18), "In 1 working day"),
        (date(2018, 8, 3), "In 10 working days"),
        (date(2018, 8, 20), "Today is the last day"),
        (date(2018, 8, 21), "1 working day ago"),
        (date(2018, 8, 28), "5 working days ago"),
    ],
)
def test_how_far_off_it_is_in_words(on, words):
    assert when_in_words(_limit(RECEIVED), on=on) == words


def test_what_was_done_says_so_in_words():
    late = Fact(EventKind.RESPONSE, date(2018, 8, 21))
    assert when_in_words(_limit(RECEIVED, ANSWERED), on=date(2020, 1, 1)) == "Done in time"
    assert when_in_words(_limit(RECEIVED, late), on=date(2020, 1, 1)) == "Done late"


def test_the_time_to_answer_in_words():
    assert [limit_in_words(LAWS[code]) for code in ("foia", "sar", "foi-au")] == [
        "20 working days",
        "1 month",
        "30 calendar days",
    ]
