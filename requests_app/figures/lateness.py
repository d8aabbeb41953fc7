"""How late, in working days of the request's own calendar, turned into due dates that a database can compare. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from requests_app.deadlines import Calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high` working days late, both included; `high` None: or more."""

    code: str
    low: int
    high: int | None
    label: str


BANDS = (
    Band("0-5", 0, 5, "up to 5"),
    Band("6-10", 6, 10, "6 to 10"),
    Band("11-20", 11, 20, "11 to 20"),
    Band("21-40", 21, 40, "21 to 40"),
    Band("41", 41, None, "over 40"),
)
BY_CODE = {band.code: band for band in BANDS}


@dataclass(frozen=True, slots=True)
class Window:
    """Due dates from `first` on (None: however early), and before `before`."""

    first: date | None
    before: date


def worked_back(calendar: Calendar, on: date, number: int) -> date:
    """The `number`-th working day backwards from `on`, which is itself the first where it is one. From 1."""
    low, high = on - timedelta(days=number * 2 + 30), on
    while calendar.count(low, on) < number:
        low -= timedelta(days=number)
    while low < high:  # the latest day from which on there are so many working days
        middle = low + timedelta(days=((high - low).days + 1) // 2)
        if calendar.count(middle, on) >= number:
            low = middle
        else:
            high = middle - _DAY
    return low


def window(calendar: Calendar, on: date, band: Band) -> Window:
    """The due dates of what is late by as much as the band says. The due day itself is not late."""
    before = worked_back(calendar, on, band.low) if band.low else on
    return Window(None if band.high is None else worked_back(calendar, on, band.high + 1), before)


def windows(
    laws: Iterable[str], calendar_of: Callable[[str], Calendar], on: date, band: Band
) -> dict[Window, list[str]]:
    """The window of each law's own calendar; laws that share one stand together."""
    find = cache(lambda calendar: window(calendar, on, band))
    found: dict[Window, list[str]] = {}
    for law in laws:
        found.setdefault(find(calendar_of(law)), []).append(law)
    return found
