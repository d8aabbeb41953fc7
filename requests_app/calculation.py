"""A case put to the calculator, and its answer: the date asked for, and every other clock of the case's life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.deadlines import (
    Calendar,
    Deadline,
    DeadlineKind,
    Fact,
    Law,
    Life,
    Term,
    Unit,
    deadline_of,
    deadlines,
    replay,
)

LONGEST_LEDGER = 140
"""Days: five months of calendars; what is counted in months or years has no day-by-day reasons anyway."""

_BY_DAYS = (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS)
_BY_WORKING_DAYS = (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS)


@dataclass(frozen=True)
class Case:
    """What was put: a law, a kind of body, dated facts, school terms, and the kind of deadline asked for ("": next)."""

    law: Law
    body: str
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Answer:
    """`shown` is the deadline asked for; None where no time limit runs. `limits` are all, conditional ones too."""

    case: Case
    life: Life
    limits: tuple[Deadline, ...]
    shown: Deadline | None


def answer(case: Case, calendar: Calendar) -> Answer:
    """Work the case out. Raises :class:`~requests_app.deadlines.FactsError` where its facts cannot be right."""
    life = replay(case.facts, case.law, case.body, calendar=calendar, terms=case.terms)
    limits = deadlines(case.facts, case.law, case.body, calendar=calendar, terms=case.terms, conditional=True)
    shown = life.due
    if case.kind:
        shown = next((limit for limit in limits if limit.kind == case.kind), None)
        # Where there is none, the clock says why in its own words.
        shown = shown or deadline_of(case.kind, case.facts, case.law, case.body, case.terms)
    return Answer(case, life, limits, shown)


def label_of(kind: DeadlineKind) -> str:
    """The kind of deadline in words for somebody who is not one of us."""
    return "Your clarification" if kind is DeadlineKind.CLARIFICATION else kind.label


def limit_in_words(law: Law) -> str:
    """The ordinary time to answer: "20 working days", "1 month"."""
    limit = law.response.limit
    return f"{limit.amount} {limit.unit if limit.amount != 1 else limit.unit.removesuffix('s')}"


def has_ledger(limit: Deadline) -> bool:
    """Whether the limit is counted day by day, and is short enough to be shown as calendars."""
    return limit.unit in _BY_DAYS and (limit.due_on - limit.count.start).days <= LONGEST_LEDGER


@dataclass(frozen=True)
class Ruler:
    """What the component `ruler_large` needs."""

    limit: int
    counted: int
    late: int
    kind: str
    start_label: str
    start_on: date
    due_on: date
    today_label: str


def ruler(limit: Deadline, *, on: date) -> Ruler | None:
    """The limit as a strip of working days, as at that day; None where it is not counted in working days.

    A limit that was met is shown as at the day it was met. One that has run out is full: whether it was missed
    nobody can say who does not know all the facts.
    """
    if limit.unit not in _BY_WORKING_DAYS or not limit.days or not has_ledger(limit):
        return None
    ledger = limit.ledger()
    today = limit.met_on or on
    counted = sum(day.counted and day.on <= today for day in ledger)
    late = _working_days_after(limit, limit.due_on, limit.met_on) if limit.met_on else 0
    words = "Done" if limit.met_on else "Today"
    label = f"{words}, day {counted}"
    if late:
        label = f"Done, {late} late"
    elif not limit.met_on and not ledger[0].on <= on <= limit.due_on:
        label = "Run out" if on > limit.due_on else ""
    return Ruler(
        limit=sum(day.counted for day in ledger),
        counted=counted,
        late=late,
        kind="late" if late else "ok" if limit.met_on else "neutral",
        start_label="Time ran out" if limit.origin else limit.rests_on[0].kind.label,
        start_on=ledger[0].on,
        due_on=limit.due_on,
        today_label=label,
    )


def when_in_words(limit: Deadline, *, on: date) -> str:
    """How far off the last day is, or that the thing was done: "in 5 working days", "3 working days ago"."""
    if limit.met_on:
        return "Done in time" if limit.met_on <= limit.due_on else "Done late"
    if limit.due_on == on:
        return "Today is the last day"
    ahead = limit.due_on > on
    days = _working_days_after(limit, min(on, limit.due_on), max(on, limit.due_on))
    span = f"{days:,} working day{'' if days == 1 else 's'}"
    return f"In {span}" if ahead else f"{span} ago"


def _working_days_after(limit: Deadline, after: date, until: date) -> int:
    """How many working days there are after one day, up to and including the other; none if it is not later."""
    return limit.count.calendar.count(after + timedelta(days=1), until)
