"""The time limit that a request's page shows large, and the next lawful steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.deadlines import Calendar, Deadline, DeadlineKind, EventKind, Life, State
from requests_app.standing import SOON

_LONGEST_RULER = 65  # cells that still have a width on a telephone
_WORKING = "working days"
_WATCHED: dict[State, tuple[DeadlineKind, ...]] = {
    State.AWAITING_RESPONSE: (DeadlineKind.RESPONSE,),
    State.AWAITING_CLARIFICATION: (DeadlineKind.CLARIFICATION,),
    State.AWAITING_FEE: (DeadlineKind.FEE_PAYMENT,),
    State.ANSWERED: (DeadlineKind.RESPONSE,),
    State.IN_REVIEW: (DeadlineKind.REVIEW_OUTCOME,),
}


_DAY_ZERO = {
    EventKind.RECEIVED: "Received",
    EventKind.SENT: "Sent",
    EventKind.CLARIFICATION_GIVEN: "Clarified",
}


@dataclass(frozen=True)
class Clock:
    """A time limit as the components `due` and `ruler_large` show it.

    `days_left` and `days_late` are counted in `unit`; late over a weekend is late by 0 working days. `cells` is 0 where
    the limit is not the authority's, or not counted in days.
    """

    limit: Deadline
    title: str
    kind: str
    unit: str
    days_left: int | None = None
    days_late: int | None = None
    met_on: date | None = None
    cells: int = 0
    counted: int = 0
    late_cells: int = 0
    label: str = ""

    @property
    def starts_on(self) -> date:
        return self.limit.ledger()[0].on

    @property
    def from_label(self) -> str:
        """What day 0 was."""
        first = self.limit.rests_on[0].kind
        return _DAY_ZERO.get(first, first.label)


def watched(life: Life, *, on: date, calendar: Calendar) -> Clock | None:
    """The clock that tells where the request stands; None where none runs."""
    for kind in _WATCHED.get(State(life.state), ()):
        if limit := life.deadline(kind):
            return clock(limit, on=on, calendar=calendar)
    return None


def next_right(life: Life, *, on: date, calendar: Calendar) -> Clock | None:
    """What we may still do after an answer, and until when; None where nothing is open or another clock runs."""
    if life.state != State.ANSWERED or life.due is None or life.due.due_on < on:
        return None
    return clock(life.due, on=on, calendar=calendar)


def clock(limit: Deadline, *, on: date, calendar: Calendar) -> Clock:
    """A time limit as at a day. The due day itself is not late."""
    until = min(limit.met_on or on, on)
    working = str(limit.unit) == _WORKING
    left = _days(limit.due_on, until, working, calendar) if until <= limit.due_on else None
    late = _days(until, limit.due_on, working, calendar) if until > limit.due_on else None
    gone = sum(day.counted and day.on <= until for day in limit.ledger())
    cells = limit.days or 0 if limit.owed_by == "authority" else 0
    met = limit.met_on is not None
    return Clock(
        limit=limit,
        title=limit.kind.label,
        kind=_kind(limit, met, left, late),
        unit="working day" if working else "day",
        days_left=None if met else left,
        days_late=late,
        met_on=limit.met_on,
        cells=cells if cells <= _LONGEST_RULER else 0,
        counted=gone,
        late_cells=late or 0,
        label=_label(met, gone, late),
    )


def _days(later: date, earlier: date, working: bool, calendar: Calendar) -> int:
    """Days after the earlier one up to and including the later one."""
    if not working:
        return (later - earlier).days
    return calendar.count(earlier, later) - calendar.is_working(earlier)


def _kind(limit: Deadline, met: bool, left: int | None, late: int | None) -> str:
    if met:
        return "ok" if late is None else "late"
    if limit.owed_by == "requester":
        return "us" if late is None else "neutral"
    return "late" if late is not None else "soon" if left is not None and left <= SOON else "neutral"


def _label(met: bool, gone: int, late: int | None) -> str:
    what = "Answered" if met else "Today"
    if late is None:
        return f"{what}, day {gone}"
    return f"{what}, {late} late" if late else f"{what}, late"


@dataclass(frozen=True)
class Step:
    """Something that may have happened, or that we may do, next; `words` go on its button."""

    kind: EventKind
    words: str
    ours: bool


_WORDS: dict[EventKind, tuple[str, bool]] = {
    EventKind.RECEIVED: ("Date of receipt is known", False),
    EventKind.ACKNOWLEDGED: ("They acknowledged it", False),
    EventKind.CLARIFICATION_ASKED: ("They asked us to clarify", False),
    EventKind.CLARIFICATION_GIVEN: ("We clarified", True),
    EventKind.FEES_NOTICE: ("They asked for a fee", False),
    EventKind.FEE_PAID: ("We paid the fee", True),
    EventKind.EXTENSION: ("They need more time", False),
    EventKind.RESPONSE: ("They answered", False),
    EventKind.REVIEW_ASKED: ("We asked for a review", True),
    EventKind.REVIEW_EXTENSION: ("The review takes longer", False),
    EventKind.REVIEW_DECIDED: ("The review is decided", False),
    EventKind.COMPLAINT: ("We complained to the regulator", True),
    EventKind.COMPLAINT_DECIDED: ("The regulator decided", False),
    EventKind.WITHDRAWN: ("We withdrew it", True),
}
# The steps that a request in the state is waiting for, the likeliest first.
_FIRST: dict[State, tuple[EventKind, ...]] = {
    State.AWAITING_RESPONSE: (
        EventKind.RESPONSE,
        EventKind.REVIEW_ASKED,
        EventKind.ACKNOWLEDGED,
        EventKind.RECEIVED,
    ),
    State.AWAITING_CLARIFICATION: (EventKind.CLARIFICATION_GIVEN,),
    State.AWAITING_FEE: (EventKind.FEE_PAID,),
    State.ANSWERED: (EventKind.REVIEW_ASKED, EventKind.COMPLAINT),
    State.IN_REVIEW: (EventKind.REVIEW_DECIDED, EventKind.REVIEW_EXTENSION),
    State.WITH_REGULATOR: (EventKind.COMPLAINT_DECIDED,),
}


def steps(life: Life) -> list[Step]:
    """The lawful next steps, the likeliest first. `life` is replayed as at today."""
    first = _FIRST.get(State(life.state), ())
    ordered = sorted(life.next_steps, key=lambda kind: first.index(kind) if kind in first else len(first))
    return [Step(kind, *_WORDS[kind]) for kind in ordered if kind in _WORDS]
