"""A deadline's ledger as small calendars: months of weeks of days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from requests_app.deadlines import Deadline, LedgerDay


@dataclass(frozen=True)
class Cell:
    """A day of the calendar. `kind` is what the component `ledger_calendar` knows."""

    on: date
    kind: str
    number: int | None = None
    name: str = ""
    gone: bool = False
    today: bool = False


@dataclass(frozen=True)
class Month:
    label: str
    weeks: list[list[Cell | None]]


@dataclass(frozen=True)
class Skipped:
    """A weekday that was not counted, or a run of them (`on` to `until`) with one reason."""

    on: date
    name: str
    until: date | None = None


def months_of(limit: Deadline, *, on: date) -> list[Month]:
    """The months from the day the limit starts to the day it ends, as seen on the day given."""
    ledger = limit.ledger()
    cells = {day.on: _cell(day, limit, on) for day in ledger}
    first, last = ledger[0].on, ledger[-1].on
    months = (first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
    return [_month(divmod(number, 12), cells) for number in range(months[0], months[1] + 1)]


def skipped_days(limit: Deadline) -> list[Skipped]:
    """The days other than weekends that were not counted, each run of them with its reason."""
    found: list[Skipped] = []
    before: LedgerDay | None = None
    for day in limit.ledger()[1:]:
        if day.on.weekday() >= 5:
            continue
        if not day.counted and before and not before.counted and before.reason == day.reason:
            found[-1] = Skipped(found[-1].on, day.reason, until=day.on)
        elif not day.counted:
            found.append(Skipped(day.on, day.reason))
        before = day
    return found


def _month(year_and_month: tuple[int, int], cells: dict[date, Cell]) -> Month:
    year, month = year_and_month[0], year_and_month[1] + 1
    weeks = [
        [_in_month(day, month, cells) for day in week]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]
    return Month(f"{calendar.month_name[month]} {year}", weeks)


def _in_month(day: date, month: int, cells: dict[date, Cell]) -> Cell | None:
    if day.month != month:
        return None
    return cells.get(day) or Cell(day, "out")


def _cell(day: LedgerDay, limit: Deadline, on: date) -> Cell:
    return Cell(
        on=day.on,
        kind=_kind(day, limit),
        number=day.number,
        name=day.reason,
        gone=day.on < on,
        today=day.on == on,
    )


def _kind(day: LedgerDay, limit: Deadline) -> str:
    if day.number == 0:
        return "zero"
    if day.on == limit.due_on:
        return "due"
    if day.counted:
        return "counted"
    if "clock stopped" in day.reason.casefold():
        return "paused"
    return "weekend" if day.on.weekday() >= 5 else "holiday"
