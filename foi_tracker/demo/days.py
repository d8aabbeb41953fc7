"""Days of the demo, counted back from the day it is played."""

from __future__ import annotations

from datetime import date, timedelta

from requests_app.deadlines import Calendar


def working_days_before(day: date, number: int, calendar: Calendar) -> date:
    """The latest working day that has `number` working days after it up to and including `day`."""
    start = day - timedelta(days=number)
    while calendar.count(start + timedelta(days=1), day) < number or not calendar.is_working(start):
        start -= timedelta(days=1)
    return start
