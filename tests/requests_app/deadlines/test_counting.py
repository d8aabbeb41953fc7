"""Months, pauses and ledgers."""

from datetime import date

import pytest

from requests_app.deadlines import Limit, Unit, add_months, calendar_for
from requests_app.deadlines.counting import Pause, counted, last_of_months, lengthened, merged

UK = calendar_for("foia")


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_corresponding_date(day, months, end):
    assert add_months(day, months) == end


@pytest.mark.parametrize(
    ("first", "end"),
    [
        (date(2026, 3, 9), date(2026, 6, 8)),
        (date(2024, 3, 1), date(2024, 5, 31)),
        (date(2024, 1, 31), date(2024, 4, 30)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2022, 11, 29), date(2023, 2, 28)),
        (date(2022, 11, 28), date(2023, 2, 27)),
    ],
)
def test_months_beginning_with_a_day_end_the_day_before_the_corresponding_one(first, end):
    assert last_of_months(first, 3) == end


def test_overlapping_pauses_disregard_a_day_once():
    one = Pause(date(2024, 2, 5), date(2024, 2, 9), "fees notice")
    two = Pause(date(2024, 2, 8), date(2024, 2, 13), "fees notice")
    within = Pause(date(2024, 2, 6), date(2024, 2, 7), "fees notice")
    assert merged([two, within, one]) == (one, Pause(date(2024, 2, 10), date(2024, 2, 13), "fees notice"))


def test_a_pause_is_in_the_ledger_with_its_reason():
    pause = Pause(date(2024, 2, 9), date(2024, 2, 20), "fees notice")
    ledger = counted(date(2024, 2, 1), Limit(20), UK, (pause,)).ledger()
    stopped = [day.on for day in ledger if day.reason == "clock stopped: fees notice"]
    assert (stopped[0], stopped[-1], len(stopped)) == (date(2024, 2, 9), date(2024, 2, 20), 12)
    assert sum(day.counted for day in ledger) == 20


def test_the_ledger_of_the_seed_case_names_6_august():
    ledger = counted(date(2018, 7, 20), Limit(20), UK).ledger()
    assert (ledger[0].on, ledger[0].number, ledger[0].counted) == (date(2018, 7, 20), 0, False)
    [skipped] = [day for day in ledger if day.nations]
    assert (skipped.on, skipped.reason, skipped.nations, skipped.number) == (
        date(2018, 8, 6),
        "Summer bank holiday (Scotland)",
        ("Scotland",),
        None,
    )
    assert [day.reason for day in ledger if day.on in (date(2018, 7, 21), date(2018, 7, 22))] == [
        "Saturday",
        "Sunday",
    ]
    assert (ledger[-1].on, ledger[-1].number) == (date(2018, 8, 20), 20)


def test_the_ledger_of_a_rolled_date_says_from_where_it_was_moved():
    ledger = counted(
        date(2018, 2, 9), Limit(30, Unit.CALENDAR_DAYS, rolls=True), calendar_for("foi-au")
    ).ledger()
    assert ledger[-2].number == 30
    assert ledger[-1].counted is False
    assert ledger[-1].reason == "moved here, because 11 March 2018 was not a working day"


def test_an_extension_in_another_unit_goes_on_from_the_end():
    terms = ((date(2025, 9, 2), date(2025, 12, 19)),)
    school = counted(date(2025, 9, 8), Limit(20, Unit.SCHOOL_DAYS), UK, (), terms, Limit(60))
    longer = lengthened(school, Limit(20))
    assert (school.due, longer.due, longer.days) == (date(2025, 10, 6), date(2025, 11, 3), 40)
    numbers = [day.number for day in longer.ledger() if day.counted]
    assert numbers == list(range(1, 41))
