"""Calendars of working days, made for counting: the nth working day after a date is two look-ups.

The working days of a span of years are laid out once as a list, with the rank of every day in it; the span
grows when a date outside it is asked for. Nothing here knows what day it is today.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .days import CALENDARS, CalendarData, NonWorkingDay, ProclaimedDay
from .errors import TooFarAhead
from .laws import law as find_law
from .rules import Law

FIRST_YEAR = 1971  # the Banking and Financial Dealings Act, on which the UK's bank holidays rest
LAST_YEAR = 2060
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PADDING = 3  # years laid out before and after the year asked for


@dataclass(frozen=True, slots=True)
class _Layout:
    """Working days of a span of years; ``rank[i]`` is how many there are up to day ``base + i``."""

    first_year: int
    last_year: int
    base: int
    rank: array[int]
    working: list[date]


class Calendar:
    """Says which days are working days, and why a day is not one. Immutable to its users."""

    def __init__(self, data: CalendarData, extra: Iterable[ProclaimedDay] = ()) -> None:
        self.name = data.name
        self.nations = data.nations
        self.proclaimed = {day.on: day for day in extra if day.nations & data.nations}
        self._days = data.days
        self._layout = _Layout(1, 0, 0, array("I"), [])

    def __repr__(self) -> str:
        return f"Calendar({self.name!r}, {len(self.proclaimed)} proclaimed)"

    def why_not(self, day: date) -> NonWorkingDay | None:
        """Why ``day`` is not a working day; None if it is one."""
        if day.weekday() >= 5:
            return NonWorkingDay(day, _WEEKDAYS[day.weekday()])
        if found := self._days(day.year).get(day):
            return found
        if added := self.proclaimed.get(day):
            return NonWorkingDay(day, added.name, tuple(sorted(added.nations)))
        return None

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return self.why_not(day) is None

    def add(self, start: date, number: int) -> date:
        """The ``number``-th working day after ``start`` (which is day 0, working day or not)."""
        layout = self._layout
        place = start.toordinal() - layout.base
        if 0 <= place < len(layout.rank):
            found = layout.rank[place] + number - 1
            if found < len(layout.working):
                return layout.working[found]
        self._grow(start.year, start.year + number // 200 + 1)
        return self.add(start, number)

    def count(self, first: date, last: date) -> int:
        """How many working days there are from ``first`` to ``last``, both included."""
        if last < first:
            return 0
        self._reach(first.year, last.year)
        layout = self._layout
        low = first.toordinal() - layout.base
        return layout.rank[last.toordinal() - layout.base] - (layout.rank[low - 1] if low else 0)

    def roll(self, day: date) -> date:
        """``day``, or the next working day if it is not one."""
        return day if self.is_working(day) else self.add(day, 1)

    def _reach(self, first: int, last: int) -> None:
        if first < self._layout.first_year or last > self._layout.last_year:
            self._grow(first, last)

    def _grow(self, first: int, last: int) -> None:
        """Lay out a wider span of years; the new one replaces the old in a single assignment."""
        if last > LAST_YEAR or first < FIRST_YEAR:
            raise TooFarAhead(f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR} only.")
        old = self._layout
        if old.working:
            first, last = min(first, old.first_year), max(last, old.last_year + 1)
        first, last = max(first - _PADDING, FIRST_YEAR), min(last + _PADDING, LAST_YEAR)
        if (first, last) == (old.first_year, old.last_year):
            raise TooFarAhead(f"Bank holidays are known up to {LAST_YEAR} only.")
        base = date(first, 1, 1).toordinal()
        off = {day.toordinal() for year in range(first, last + 1) for day in self._days(year)}
        off.update(day.toordinal() for day in self.proclaimed)
        rank, working = array("I"), []
        for ordinal in range(base, date(last, 12, 31).toordinal() + 1):
            if (ordinal - 1) % 7 < 5 and ordinal not in off:  # date.fromordinal(1) is a Monday
                working.append(date.fromordinal(ordinal))
            rank.append(len(working))
        self._layout = _Layout(first, last, base, rank, working)


@lru_cache(maxsize=64)
def _calendar(code: str, extra: frozenset[ProclaimedDay]) -> Calendar:
    return Calendar(CALENDARS[code], extra)


def calendar_for(law: Law | str, extra: Iterable[ProclaimedDay] = ()) -> Calendar:
    """The calendar a law counts by, with proclaimed days added where they hold in one of its nations.

    FOIA and EIR heed a bank holiday in any part of the United Kingdom (FOIA 2000 s.10(6)(b)); FOISA and EISR
    one in Scotland (FOISA 2002 s.73). Calendars are shared: equal arguments give the same object.
    """
    law = find_law(law)
    nations = CALENDARS[law.calendar].nations
    return _calendar(law.calendar, frozenset(day for day in extra if day.nations & nations))
