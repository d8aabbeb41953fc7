"""A time limit's days by weeks, each with what it counts as."""

from datetime import date

from requests_app.deadlines import EventKind, Fact, replay
from requests_app.reports.weeks import weeks_of

RECEIVED = date(2018, 7, 20)


def limit(law: str = "foia", kind: str = "response", *more: Fact):
    life = replay([Fact(EventKind.RECEIVED, RECEIVED), *more], law)
    found = life.deadline(kind)
    assert found is not None
    return found


def test_twenty_working_days_are_five_weeks_and_each_day_says_what_it_counts_as() -> None:
    weeks = weeks_of(limit())
    assert [[day and day.words for day in week] for week in weeks] == [
        [None, None, None, None, "day 0", "weekend", "weekend"],
        ["1", "2", "3", "4", "5", "weekend", "weekend"],
        ["6", "7", "8", "9", "10", "weekend", "weekend"],
        ["holiday", "11", "12", "13", "14", "weekend", "weekend"],
        ["15", "16", "17", "18", "19", "weekend", "weekend"],
        ["20, last", None, None, None, None, None, None],
    ]
    assert weeks[0][4].on == RECEIVED


def test_a_day_on_which_the_clock_stood_still_says_so() -> None:
    notice = Fact(EventKind.FEES_NOTICE, date(2018, 7, 25))
    paid = Fact(EventKind.FEE_PAID, date(2018, 8, 1))
    words = [day.words for week in weeks_of(limit("foia", "response", notice, paid)) for day in week if day]
    assert words.count("clock stopped") > 0
    assert words[-1] == "20, last"


def test_a_limit_of_years_is_not_drawn() -> None:
    class Years:
        def ledger(self):
            return [None] * 251

    assert weeks_of(Years()) == []  # type: ignore[arg-type]
