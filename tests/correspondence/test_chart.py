"""The clocks of a request on one line of time."""

from datetime import date

import pytest

from correspondence import clocks
from correspondence.chart import Chart, Row, chart
from requests_app.deadlines import LAWS, EventKind, Fact, calendar_for, replay

RECEIVED = (EventKind.RECEIVED, date(2018, 7, 20))
ANSWERED = (EventKind.RESPONSE, date(2018, 8, 14))


def drawn(*facts: tuple[EventKind, date], on: date, law: str = "foia") -> Chart:
    life = replay([Fact(*fact) for fact in (RECEIVED, *facts)], law, on=on)
    return chart(life, clocks.every(life, on=on, calendar=calendar_for(law)), on=on)


def row(found: Chart, title: str) -> Row:
    return next(each for each in found.rows if each.title == title)


def looks(each: Row) -> list[str]:
    return [bar.look for bar in each.bars]


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


def test_a_running_clock_is_time_gone_then_time_left() -> None:
    found = drawn(on=date(2018, 8, 1))
    left, gone = row(found, "Response due").bars
    assert (left.look, gone.look, gone.x) == ("left", "gone", "0.00%")
    assert percent(left.x) == pytest.approx(percent(gone.width), abs=0.02)
    assert percent(left.x) + percent(left.width) == pytest.approx(100, abs=0.02)
    assert (found.today_x, row(found, "Response due").due_x) == ("39.06%", "100.00%")


def test_on_the_due_day_nothing_is_left_and_nothing_is_late() -> None:
    assert looks(row(drawn(on=date(2018, 8, 20)), "Response due")) == ["gone"]
    assert looks(row(drawn(on=date(2018, 8, 21)), "Response due")) == ["gone", "over"]


def test_an_answer_is_marked_on_its_day() -> None:
    response = row(drawn(ANSWERED, on=date(2018, 9, 3)), "Response due")
    assert (looks(response), response.kind, response.words) == (
        ["left", "gone"],
        "ok",
        "answered 14 August 2018",
    )
    assert 0 < percent(response.met_x) < percent(response.due_x)


def test_what_is_late_since_years_runs_off_the_edge() -> None:
    found = drawn(on=date(2026, 1, 5))
    response = row(found, "Response due")
    assert (found.today_x, found.last, response.runs_on) == ("", date(2018, 8, 20), True)
    assert percent(response.due_x) > 85
    assert not row(found, "Acknowledgement expected").runs_on


def test_a_clarification_shows_the_run_before_it_and_the_days_the_clock_stood() -> None:
    asked, given = (
        (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)),
        (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 1)),
    )
    response = row(drawn(asked, given, on=date(2018, 8, 6)), "Response due")
    assert looks(response) == ["earlier", "stop", "left", "gone"]
    stopped = row(drawn(asked, on=date(2018, 7, 30)), "Time to answer")
    assert (looks(stopped), stopped.clock) == (["gone", "stop"], None)
    assert stopped.words == "clock stopped since 25 July 2018: clarification asked for"


def test_days_waiting_for_a_fee_stand_within_the_time_to_answer() -> None:
    notice, paid = (EventKind.FEES_NOTICE, date(2018, 7, 26)), (EventKind.FEE_PAID, date(2018, 8, 2))
    assert looks(row(drawn(notice, paid, on=date(2018, 8, 6)), "Response due")) == ["left", "gone", "stop"]


def test_an_extension_keeps_a_mark_where_the_time_ended_without_it() -> None:
    response = row(drawn((EventKind.EXTENSION, date(2018, 8, 10)), on=date(2018, 8, 13)), "Response due")
    assert 0 < percent(response.ordinary_x) < percent(response.due_x)
    assert row(drawn(on=date(2018, 8, 13)), "Response due").ordinary_x == ""


def test_withdrawing_ends_a_clock_without_making_it_late() -> None:
    found = drawn((EventKind.WITHDRAWN, date(2018, 7, 25)), on=date(2018, 9, 3))
    response = row(found, "Response due")
    assert (looks(response), response.kind) == (["left", "gone"], "neutral")
    assert response.words == "no longer runs: closed on 25 July 2018"


def test_a_right_that_nobody_used_is_not_late() -> None:
    right = row(drawn(ANSWERED, on=date(2019, 1, 7)), "Last day to ask for a review")
    assert (looks(right), right.kind, right.words) == (["gone"], "neutral", "ran out unused")


def test_the_key_names_the_signs_that_occur_and_no_others() -> None:
    assert [look for look, _ in drawn(on=date(2018, 8, 1)).key] == ["gone", "left", "due"]


STEPS = [
    (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)),
    (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 1)),
    (EventKind.FEES_NOTICE, date(2018, 8, 3)),
    (EventKind.FEE_PAID, date(2018, 8, 6)),
    (EventKind.EXTENSION, date(2018, 8, 7)),
    (EventKind.RESPONSE, date(2018, 11, 20)),
    (EventKind.REVIEW_ASKED, date(2018, 11, 26)),
    (EventKind.REVIEW_EXTENSION, date(2018, 12, 3)),
    (EventKind.REVIEW_DECIDED, date(2019, 2, 4)),
    (EventKind.COMPLAINT, date(2019, 2, 11)),
    (EventKind.COMPLAINT_DECIDED, date(2019, 6, 3)),
]


@pytest.mark.parametrize("law", LAWS)
def test_nothing_stands_outside_the_line_whatever_the_law_the_step_and_the_day(law: str) -> None:
    for number in range(len(STEPS) + 1):
        latest = max([RECEIVED[1], *(on for _, on in STEPS[:number])])
        for on in (latest, date(2019, 7, 1), date(2026, 1, 5)):
            for each in drawn(*STEPS[:number], on=on, law=law).rows:
                assert all(percent(bar.x) >= 0 for bar in each.bars), each
                assert all(percent(bar.x) + percent(bar.width) <= 100.5 for bar in each.bars), each
                assert all(0 < percent(x) <= 100 for x in (each.due_x, each.met_x, each.ordinary_x) if x)
