"""Counting: from a day and a limit to the last day, and to the ledger of every day on the way.

Finding the last day is cheap (two look-ups for working days); the ledger is only made when asked for.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .calendars import Calendar
from .facts import Term
from .rules import Limit, Unit
from .words import in_words

_DAY = timedelta(days=1)
_MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS_IN = {Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both ends included, that are disregarded, and the reason ("fees notice")."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day on the way to a deadline.

    ``number`` is 0 for the day the count starts from, n for the n-th day counted, None for a day skipped;
    ``reason`` says why a day is skipped ("Summer bank holiday (Scotland)") and is empty for a counted one.
    """

    on: date
    counted: bool
    number: int | None
    reason: str = ""
    nations: tuple[str, ...] = ()


def add_months(day: date, months: int) -> date:
    """The corresponding date so many months later; where there is none, the last day of that month.

    "Corresponding date rule": Dodds v Walker [1981] 1 WLR 1027.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_months(first: date, months: int) -> date:
    """The last day of a period of months *beginning with* ``first``, which is itself counted."""
    end = add_months(first, months)
    return end - _DAY if end.day == first.day else end


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The pauses in order, without overlap: a day that is disregarded twice is disregarded once."""
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.first, pause.last)):
        if result and pause.first <= result[-1].last:
            if pause.last <= result[-1].last:
                continue
            pause = Pause(result[-1].last + _DAY, pause.last, pause.reason)
        result.append(pause)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Count:
    """A limit counted from a day: ``start`` is day 0 (day 1 where the limit's first day counts)."""

    start: date
    limit: Limit
    calendar: Calendar
    due: date
    pauses: tuple[Pause, ...] = ()
    terms: tuple[Term, ...] = ()
    before: Count | None = None
    """For an extension in another unit: the ordinary time, from whose last day this count goes on."""

    @property
    def days(self) -> int | None:
        """How many days are counted; None for months and years, whose days differ."""
        if self.limit.unit in _MONTHS_IN:
            return None
        own = self.limit.amount * _DAYS_IN.get(self.limit.unit, 1)
        return own + (self.before.days or 0) if self.before else own

    def pause_on(self, day: date) -> Pause | None:
        """The pause that disregards ``day``, if one does."""
        return next((pause for pause in self.pauses if pause.first <= day <= pause.last), None)

    def ledger(self) -> tuple[LedgerDay, ...]:
        """Every day from day 0 to the last, each counted or with the reason why not."""
        earlier = self.before.ledger() if self.before else ()
        number = self.before.days or 0 if self.before else 0
        return earlier + tuple(self._days_from(number, bool(self.before)))

    def _days_from(self, number: int, goes_on: bool) -> Iterator[LedgerDay]:
        if self.limit.first_day_counts:
            number += 1
            yield LedgerDay(self.start, True, number)
        elif not goes_on:
            yield LedgerDay(self.start, False, 0, "day 0, from which the time runs")
        end = self.nominal
        day = self.start
        while day < self.due:
            day += _DAY
            skipped = self._skipped(day, end)
            if skipped is None:
                number += 1
                yield LedgerDay(day, True, number)
            else:
                yield skipped

    @property
    def nominal(self) -> date:
        """The last day before it is rolled to a working day; the same as ``due`` where nothing rolls."""
        return _plain_end(self.start, self.limit, self.pauses) if self.limit.rolls else self.due

    def _skipped(self, day: date, end: date) -> LedgerDay | None:
        if pause := self.pause_on(day):
            return LedgerDay(day, False, None, f"clock stopped: {pause.reason}")
        unit = self.limit.unit
        if unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
            if off := self.calendar.why_not(day):
                return LedgerDay(day, False, None, off.reason, off.nations)
            if unit is Unit.SCHOOL_DAYS and not _in_term(day, self.terms):
                return LedgerDay(day, False, None, "not a school day")
        elif day > end:
            off = self.calendar.why_not(day)
            reason = off.reason if off else f"moved here, because {in_words(end)} was not a working day"
            return LedgerDay(day, False, None, reason, off.nations if off else ())
        return None


def counted(
    start: date,
    limit: Limit,
    calendar: Calendar,
    pauses: tuple[Pause, ...] = (),
    terms: tuple[Term, ...] = (),
    cap: Limit | None = None,
) -> Count:
    """Count ``limit`` from ``start``; ``cap`` replaces it where that ends earlier or the terms run out.

    ``pauses`` must be :func:`merged`. Raises :class:`~.errors.TooFarAhead` beyond the holiday data.
    """
    if limit.unit is Unit.SCHOOL_DAYS:
        outer = counted(start, cap, calendar, pauses) if cap else None
        due = _school_end(start, limit.amount, calendar, pauses, terms, outer.due if outer else None)
        if due is None and outer:
            return outer
        return Count(start, limit, calendar, due or start, pauses, terms)
    if limit.unit is Unit.WORKING_DAYS:
        due = calendar.add(start, limit.amount)
        if pauses:
            due = _working_end(start, limit.amount, calendar, pauses)
    else:
        due = _plain_end(start, limit, pauses)
        if limit.rolls:
            due = calendar.roll(due)
    return Count(start, limit, calendar, due, pauses)


def lengthened(count: Count, more: Limit) -> Count:
    """The same count with ``more`` time: from its own start where the unit is the same, else from its end."""
    limit = count.limit
    if limit.unit is more.unit:
        longer = Limit(limit.amount + more.amount, limit.unit, limit.rolls, limit.first_day_counts)
        return counted(count.start, longer, count.calendar, count.pauses)
    later = tuple(pause for pause in count.pauses if pause.last > count.due)
    rest = counted(count.due, more, count.calendar, later)
    return Count(count.due, more, count.calendar, rest.due, later, before=count)


def _working_end(start: date, amount: int, calendar: Calendar, pauses: tuple[Pause, ...]) -> date:
    due = calendar.add(start, amount)
    for pause in pauses:
        if pause.first > due:
            break
        amount += calendar.count(max(pause.first, start + _DAY), pause.last)
        due = calendar.add(start, amount)
    return due


def _plain_end(start: date, limit: Limit, pauses: tuple[Pause, ...]) -> date:
    if months := _MONTHS_IN.get(limit.unit):
        span = last_of_months if limit.first_day_counts else add_months
        due = span(start, limit.amount * months)
    else:
        due = start + timedelta(limit.amount * _DAYS_IN[limit.unit] - limit.first_day_counts)
    for pause in pauses:
        if pause.first > due:
            break
        due += timedelta(max(0, (pause.last - max(pause.first, start + _DAY)).days + 1))
    return due


def _school_end(
    start: date,
    amount: int,
    calendar: Calendar,
    pauses: tuple[Pause, ...],
    terms: tuple[Term, ...],
    outer: date | None,
) -> date | None:
    """The ``amount``-th working day after ``start`` in a term; None if ``outer`` or their end is first."""
    latest = max((last for _, last in terms), default=start)
    day = start
    while amount:
        day = calendar.add(day, 1)
        if day > latest or (outer and day >= outer):
            return None
        if _in_term(day, terms) and not any(pause.first <= day <= pause.last for pause in pauses):
            amount -= 1
    return day


def _in_term(day: date, terms: tuple[Term, ...]) -> bool:
    return any(first <= day <= last for first, last in terms)
