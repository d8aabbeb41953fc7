"""The fast count against a naive day-by-day loop over `holidays`: every date of 2005 to 2030."""

from datetime import date, timedelta

import pytest

from requests_app.deadlines import due_dates

from .naive import SCOTLAND, UK, naive_due

DAYS = [date(2005, 1, 1) + timedelta(days=n) for n in range((date(2030, 12, 31) - date(2005, 1, 1)).days + 1)]
# Days on which the emergency limits of 2020 come in: they have their own dated examples.
EMERGENCY = (date(2020, 3, 1), date(2020, 5, 26))


@pytest.mark.parametrize(
    ("law", "body", "limit", "nations"),
    [
        ("foia", "", 20, UK),
        ("foia", "archive", 30, UK),
        ("foia", "armed_forces", 60, UK),
        ("eir", "", 20, UK),
        ("foisa", "", 20, SCOTLAND),
        ("foisa", "archive", 30, SCOTLAND),
        ("eisr", "", 20, SCOTLAND),
    ],
)
def test_every_date_agrees(law, body, limit, nations):
    skip = EMERGENCY if law == "foisa" and not body else (date.max, date.min)
    days = [day for day in DAYS if not skip[0] <= day <= skip[1]]
    assert due_dates(days, law, body) == [naive_due(day, limit, nations) for day in days]


def test_a_holiday_in_any_nation_moves_167_of_the_dates_of_2026():
    year = [day for day in DAYS if day.year == 2026]
    english = (UK[0],)
    moved = sum(
        found != naive_due(day, 20, english) for day, found in zip(year, due_dates(year, "foia"), strict=True)
    )
    assert moved == 167
    apart = sum(a != b for a, b in zip(due_dates(year, "foia"), due_dates(year, "foisa"), strict=True))
    assert apart == 110
