"""The scale of the line of time."""

from datetime import date

import pytest

from correspondence import clocks
from correspondence.scale import Scale, scale_of
from requests_app.deadlines import EventKind, Fact, calendar_for, replay

FOIA = calendar_for("foia")
RECEIVED = Fact(EventKind.RECEIVED, date(2018, 7, 20))


def scale(*facts: Fact, on: date) -> Scale:
    life = replay([RECEIVED, *facts], "foia", on=on)
    return scale_of(life, clocks.every(life, on=on, calendar=FOIA), on=on)


def test_a_day_takes_its_share_of_the_width() -> None:
    hundred = Scale(date(2018, 1, 1), date(2018, 4, 10), date(2018, 4, 10))
    assert hundred.at(date(2018, 1, 1)) == 0
    assert (hundred.mark(date(2018, 1, 1)), hundred.end(date(2018, 4, 10))) == ("0.50%", "100.00%")


def test_it_runs_from_receipt_to_the_last_day_that_is_known() -> None:
    running = scale(on=date(2018, 8, 1))
    assert (running.first, running.last) == (date(2018, 7, 20), date(2018, 8, 20))


def test_today_belongs_to_it_while_it_is_near() -> None:
    assert scale(on=date(2018, 9, 10)).last == date(2018, 9, 10)


@pytest.mark.parametrize("on", [date(2018, 12, 1), date(2026, 1, 5)])
def test_a_late_request_looked_at_years_later_is_not_squashed(on: date) -> None:
    late = scale(on=on)
    assert late.known == date(2018, 8, 20)
    assert (late.last - late.known).days == 3


def test_an_answered_request_keeps_to_its_own_span() -> None:
    answered = scale(Fact(EventKind.RESPONSE, date(2018, 8, 14)), on=date(2018, 12, 1))
    assert answered.last == date(2018, 10, 10)


@pytest.mark.parametrize("days", [7, 31, 56, 57, 140, 365, 1000, 16_000])
def test_there_are_at_most_five_marks_and_the_first_names_its_year(days: int) -> None:
    first = date(2006, 3, 9)
    ticks = Scale(first, date.fromordinal(first.toordinal() + days - 1), first).ticks()
    assert 1 <= len(ticks) <= 6
    assert ticks[0].label[-4:].isdigit()


def test_a_short_line_is_marked_in_weeks_and_a_long_one_in_months() -> None:
    def labels(last: date) -> list[str]:
        return [tick.label for tick in Scale(date(2018, 11, 5), last, last).ticks()]

    assert labels(date(2018, 12, 2)) == ["5 Nov 2018", "12 Nov", "19 Nov", "26 Nov"]
    assert labels(date(2019, 3, 5)) == ["Dec 2018", "Jan 2019", "Feb"]
