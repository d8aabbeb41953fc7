"""Which days do not count, what they are called, and where they hold."""

from datetime import date

import pytest

from requests_app.deadlines import UK_NATIONS, ProclaimedDay, TooFarAhead, calendar_for


@pytest.mark.parametrize(
    ("law", "day", "reason"),
    [
        ("foia", date(2018, 8, 6), "Summer bank holiday (Scotland)"),
        ("foia", date(2018, 8, 27), "Summer bank holiday (England, Wales and Northern Ireland)"),
        ("foisa", date(2018, 8, 27), None),
        ("foia", date(2026, 3, 17), "St Patrick’s Day (Northern Ireland)"),
        ("foisa", date(2026, 3, 17), None),
        ("foia", date(2026, 12, 25), "Christmas Day"),
        ("foia", date(2021, 12, 27), "Christmas Day (substitute day)"),
        ("foia", date(2022, 1, 4), "2nd January (substitute day) (Scotland)"),
        ("foia", date(2006, 11, 30), None),
        ("foisa", date(2006, 11, 30), None),
        ("foisa", date(2007, 11, 30), "St Andrew’s Day (Scotland)"),
        ("foia", date(2026, 8, 1), "Saturday"),
        ("foia", date(2022, 5, 30), None),
        ("eu1049", date(2019, 11, 1), "All Saints’ Day"),
        ("eu1049", date(2025, 5, 30), "Day after Ascension Day"),
        ("oia-nz", date(2023, 1, 13), "Summer break, 25 December to 15 January"),
        ("oia-nz", date(2023, 1, 16), None),
        ("foia-us", date(2026, 7, 3), "Independence Day (substitute day)"),
        ("foi-ie", date(2022, 3, 18), "Day of Remembrance and Recognition"),
        ("foi-ie", date(2026, 4, 3), None),
    ],
)
def test_a_day_says_why_it_does_not_count(law, day, reason):
    found = calendar_for(law).why_not(day)
    assert (found.reason if found else None) == reason
    assert calendar_for(law).is_working(day) == (reason is None)


def test_a_holiday_of_the_whole_kingdom_holds_in_all_four_nations():
    found = calendar_for("foia").why_not(date(2026, 12, 25))
    assert found is not None
    assert found.nations == UK_NATIONS


def test_a_proclaimed_day_counts_only_where_it_holds():
    day = ProclaimedDay(date(2027, 6, 9), "National day of thanks", frozenset({"Wales"}))
    assert calendar_for("foia", [day]).why_not(day.on).reason == "National day of thanks (Wales)"
    assert calendar_for("foisa", [day]).is_working(day.on)
    assert calendar_for("foia").is_working(day.on)


def test_calendars_with_the_same_days_are_one():
    day = ProclaimedDay(date(2027, 6, 9), "National day of thanks", frozenset({"Wales"}))
    assert calendar_for("foia", [day]) is calendar_for("eir", [day])
    assert calendar_for("foisa", [day]) is calendar_for("foisa")


def test_counting_reaches_forth_and_back_over_the_years_laid_out():
    calendar = calendar_for("foia")
    assert calendar.add(date(2049, 12, 31), 1) == date(2050, 1, 5)
    assert calendar.add(date(2005, 1, 1), 1) == date(2005, 1, 5)
    assert calendar.count(date(2018, 7, 21), date(2018, 8, 20)) == 20
    assert calendar.count(date(2018, 8, 20), date(2018, 7, 21)) == 0
    assert calendar.roll(date(2018, 8, 4)) == date(2018, 8, 7)
    assert calendar.roll(date(2018, 8, 7)) == date(2018, 8, 7)


def test_beyond_the_holiday_data_nothing_is_guessed():
    with pytest.raises(TooFarAhead):
        calendar_for("foia").add(date(2060, 12, 20), 20)
    with pytest.raises(TooFarAhead):
        calendar_for("foia").add(date(9000, 1, 1), 20)
