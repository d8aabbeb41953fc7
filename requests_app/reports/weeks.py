"""A time limit's days as rows of weeks: which counted, as what, and why the others did not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.deadlines import Deadline, LedgerDay

LONGEST = 250
"""Days that are drawn: a limit of years is told in its sentence alone."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A cell: `words` under the date, and `look`, the class it is drawn by."""

    on: date
    words: str
    look: str


def weeks_of(limit: Deadline) -> list[list[WeekDay | None]]:
    """Monday first; None for the days before the start and after the last day. Empty for a limit that is too long."""
    ledger = limit.ledger()
    if len(ledger) > LONGEST:
        return []
    days = {day.on: _cell(day, limit) for day in ledger}
    monday = ledger[0].on - timedelta(days=ledger[0].on.weekday())
    number = (ledger[-1].on - monday).days // 7 + 1
    return [[days.get(monday + timedelta(days=7 * week + day)) for day in range(7)] for week in range(number)]


def _cell(day: LedgerDay, limit: Deadline) -> WeekDay:
    if day.number == 0:
        return WeekDay(day.on, "day 0", "zero")
    if day.on == limit.due_on:
        return WeekDay(day.on, f"{day.number}, last" if day.number else "last day", "due")
    if day.counted:
        return WeekDay(day.on, str(day.number), "counts")
    if "clock stopped" in day.reason.casefold():
        return WeekDay(day.on, "clock stopped", "not stopped")
    return WeekDay(day.on, "weekend" if day.on.weekday() >= 5 else "holiday", "not")
