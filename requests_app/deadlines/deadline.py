"""A deadline, and its reasons: the law, the facts it rests on, one sentence, and a ledger of days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from .counting import Count, LedgerDay
from .facts import EventKind, Fact
from .rules import REQUESTER_KINDS, Basis, DeadlineKind, Limit, Unit
from .words import in_words, listed, ordinal

_FROM: dict[EventKind, str] = {
    EventKind.SENT: "Assumed received the day it was sent, {day}",
    EventKind.RECEIVED: "Received on {day}",
    EventKind.CLARIFICATION_ASKED: "Clarification was asked for on {day}",
    EventKind.CLARIFICATION_GIVEN: "The clarification was received on {day}",
    EventKind.FEES_NOTICE: "The fees notice was given on {day}",
    EventKind.RESPONSE: "The response came on {day}",
    EventKind.REVIEW_ASKED: "The review was asked for on {day}",
    EventKind.REVIEW_DECIDED: "The review was decided on {day}",
    EventKind.COMPLAINT_DECIDED: "The complaint was decided on {day}",
}
_SINGULAR = {unit: unit.value.removesuffix("s") for unit in Unit}


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last lawful day for something, computed from facts.

    ``rests_on``: the facts it follows from, the one it runs from first. ``days``: how many days are counted
    (None where the limit is in months or years). ``met_on``: when the thing was done, None while it is not.
    ``owed_by``: "authority" or "requester". ``opens_on``: the first day on which the step may be taken, where
    that is not at once. ``conditional``: holds only where its ``notes`` apply.
    """

    kind: DeadlineKind
    due_on: date
    law: str
    section: str
    rests_on: tuple[Fact, ...]
    days: int | None
    met_on: date | None = None
    basis: Basis = Basis.STATUTE
    opens_on: date | None = None
    conditional: bool = False
    notes: tuple[str, ...] = ()
    origin: str = ""
    """What the time runs from, where that is not the day of a fact ("the time to answer ran out")."""
    count: Count = field(repr=False, compare=False)

    @property
    def owed_by(self) -> str:
        """Who has to meet it: "authority" or "requester"."""
        return "requester" if self.kind in REQUESTER_KINDS else "authority"

    @property
    def limit(self) -> Limit:
        """The limit in its own unit, for words like "20 working days"."""
        return self.count.limit

    @property
    def unit(self) -> Unit:
        """What the limit is counted in."""
        return self.count.limit.unit

    def is_late(self, on: date) -> bool:
        """Whether it was missed as at ``on``. The due day itself is not late."""
        return (self.met_on or on) > self.due_on

    def ledger(self) -> tuple[LedgerDay, ...]:
        """Every day from day 0 to the last, counted or with the reason why not; made anew on each call."""
        return self.count.ledger()

    @cached_property
    def explanation(self) -> str:
        """Why this date, in one sentence of plain English."""
        parts = [f"{self._origin_in_words()}, {self._span_in_words()} is {in_words(self.due_on)}"]
        skipped = _skipped_in_words(self.count)
        if skipped:
            parts.append(f": {skipped}")
        if self.notes:
            parts.append("; " + "; ".join(self.notes))
        return f"{''.join(parts)} ({self.section})."

    def _origin_in_words(self) -> str:
        first = self.count
        while first.before:
            first = first.before
        if self.origin:
            return f"{self.origin[0].upper()}{self.origin[1:]} on {in_words(first.start)}"
        return _FROM[self.rests_on[0].kind].format(day=in_words(first.start))

    def _span_in_words(self) -> str:
        limit, before = self.count.limit, self.count.before
        if before:
            first = f"{ordinal(before.limit.amount)} {_SINGULAR[before.limit.unit]}"
            return f"and {limit.amount} {limit.unit} after the {first}"
        if limit.unit in (Unit.MONTHS, Unit.YEARS, Unit.WEEKS):
            name = limit.unit.value if limit.amount != 1 else _SINGULAR[limit.unit]
            how = "beginning with that day" if limit.first_day_counts else "after it"
            return f"so the last day of {limit.amount} {name} {how}"
        return f"so the {ordinal(limit.amount)} {_SINGULAR[limit.unit]} after it"

    def as_dict(self, why: bool = False) -> dict[str, Any]:
        """Plain values for JSON, dates in ISO form; with the ledger if ``why``."""
        plain: dict[str, Any] = {
            "kind": self.kind.value,
            "due_on": self.due_on.isoformat(),
            "law": self.law,
            "section": self.section,
            "basis": self.basis.value,
            "owed_by": self.owed_by,
            "days": self.days,
            "met_on": self.met_on and self.met_on.isoformat(),
            "opens_on": self.opens_on and self.opens_on.isoformat(),
            "rests_on": [
                {"kind": fact.kind.value, "on": fact.on.isoformat(), "id": fact.id} for fact in self.rests_on
            ],
            "explanation": self.explanation,
        }
        if why:
            plain["ledger"] = [
                {"on": day.on.isoformat(), "counted": day.counted, "number": day.number, "reason": day.reason,
                 "nations": list(day.nations)}
                for day in self.ledger()
            ]  # fmt: skip
        return plain


def _skipped_in_words(count: Count) -> str:
    """The named days and pauses that made the count longer; weekends go without saying."""
    parts = []
    if count.limit.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
        if holidays := _holidays_in_words(count):
            several = len(holidays) > 1 or " to " in holidays[0].partition("(")[0]
            parts.append(f"{listed(holidays)} {'are' if several else 'is'} not counted")
        if count.limit.unit is Unit.SCHOOL_DAYS:
            parts.append("days outside the school’s terms are not counted")
    elif count.nominal != count.due:
        parts.append(f"moved from {in_words(count.nominal)}, which is not a working day")
    for pause in count.pauses:
        if pause.first <= count.due and pause.last > count.start:
            span = f"from {in_words(pause.first)} to {in_words(pause.last)}"
            parts.append(f"the days {span} are not counted (clock stopped: {pause.reason})")
    return "; ".join(parts)


def _holidays_in_words(count: Count) -> list[str]:
    """Weekdays skipped for a named reason; a run of days with the same reason is one item."""
    named = [day for day in count.ledger() if not day.counted and day.nations and day.on.weekday() < 5]
    items = []
    for reason, run in groupby(named, key=lambda day: day.reason):
        days = [in_words(day.on) for day in run]
        span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        items.append(f"{span} ({reason.replace(' (', ', ').replace(')', '')})")
    return items
