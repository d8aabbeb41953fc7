"""The scale of a line of time: days to percent of its width, and the days that are named along it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from correspondence.clocks import Clock
from requests_app.deadlines import Life, add_months

_DAY = timedelta(days=1)
_MOST_TICKS = 5  # as many as stand side by side on a telephone
_WEEKS_UP_TO = 56  # days; a longer line is marked in months
_EDGE = 93  # percent: a label further right would be cut off


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Scale:
    """From the beginning of `first` to the end of `last`. `known`: the last day that anything is known to fall on."""

    first: date
    last: date
    known: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date, *, part: float = 0) -> float:
        """Percent of the width at which a day begins (`part` of it has gone)."""
        return 100 * ((day - self.first).days + part) / self.days

    def mark(self, day: date) -> str:
        """The middle of a day."""
        return f"{self.at(day, part=0.5):.2f}%"

    def end(self, day: date) -> str:
        """The end of a day: where a last lawful day has its notch."""
        return f"{self.at(day, part=1):.2f}%"

    def ticks(self) -> tuple[Tick, ...]:
        """Mondays or first days of months, at most five, the first and each new year with its year."""
        months = self.days > _WEEKS_UP_TO
        days = self._months() if months else self._mondays()
        ticks, year = [], 0
        for day in days:
            if self.at(day) <= _EDGE:
                label = f"{day:%b}" if months else f"{day:%-d %b}"
                ticks.append(
                    Tick(f"{self.at(day):.2f}%", label if day.year == year else f"{label} {day.year}")
                )
                year = day.year
        return tuple(ticks)

    def _mondays(self) -> Iterator[date]:
        step = timedelta(weeks=-(-self.days // 7 // _MOST_TICKS) or 1)
        day = self.first + timedelta(days=-self.first.weekday() % 7)
        while day <= self.last:
            yield day
            day += step

    def _months(self) -> Iterator[date]:
        step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 240) if self.days / (30.5 * n) <= _MOST_TICKS)
        day = date(self.first.year, 1, 1)
        while day <= self.last:
            if day >= self.first:
                yield day
            day = add_months(day, step)


def scale_of(life: Life, clocks: Sequence[Clock], *, on: date) -> Scale:
    """From receipt to the last day that the clocks or the events know.

    Today belongs to it where it is near: while something is late as far again as all the rest is long, else a sixth
    of it. A request of 2018 is not squashed because it is looked at in 2026; what is late since then runs off the edge.
    """
    first = life.date_of_receipt
    days = [fact.on for fact in life.story.facts] + [clock.limit.due_on for clock in clocks]
    known = max(first + 6 * _DAY, *days)
    late = any(clock.kind == "late" and clock.met_on is None for clock in clocks)
    span = known - first
    if on - known <= (span if late else span / 6):
        return Scale(first, max(known, on), known)
    return Scale(first, known + span / 8 if late else known, known)
