"""The time limit that a request's page shows large, and the next lawful steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.deadlines import Basis, Calendar, Deadline, DeadlineKind, EventKind, Life, State, in_words
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


_DONE = {
    DeadlineKind.ACKNOWLEDGEMENT: "acknowledged",
    DeadlineKind.CLARIFICATION: "clarified",
    DeadlineKind.FEE_PAYMENT: "paid",
    DeadlineKind.EXTENSION_NOTICE: "given",
    DeadlineKind.RESPONSE: "answered",
    DeadlineKind.REVIEW_REQUEST: "asked for",
    DeadlineKind.REVIEW_OUTCOME: "decided",
    DeadlineKind.REVIEW_OUTCOME_LIMIT: "decided",
    DeadlineKind.COMPLAINT: "made",
}


@dataclass(frozen=True)
class Clock:
    """A time limit as the components `due` and `ruler_large` show it.

    `days_left` and `days_late` are counted in `unit`; late over a weekend is late by 0 working days. `cells` is 0 where
    the limit is not the authority's, or not counted in days. `closed_on`: the day the request was closed, where that
    stopped the clock.
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
    closed_on: date | None = None
    opens_later: bool = False

    @property
    def words(self) -> str:
        """How it went, or how it stands: "answered 29 May 2026, 9 working days late"."""
        if self.met_on:
            late = f", {self._days(self.days_late)} late" if self.days_late and not self.is_courtesy else ""
            return f"{_DONE.get(self.limit.kind, 'done')} {in_words(self.met_on)}{late}"
        if self.days_late is not None:
            return self._words_when_missed()
        if self.closed_on:
            return f"no longer runs: closed on {in_words(self.closed_on)}"
        if self.opens_later and self.limit.opens_on:
            return f"opens on {in_words(self.limit.opens_on)}"
        return f"{self._days(self.days_left or 0)} left" if self.days_left else "this is the last day"

    def _words_when_missed(self) -> str:
        if self.limit.owed_by == "requester":
            ours = self.limit.kind in (DeadlineKind.CLARIFICATION, DeadlineKind.FEE_PAYMENT)
            return "ran out" if ours else "ran out unused"
        if self.is_courtesy:
            return "none recorded"
        return f"{self._days(self.days_late)} late" if self.days_late else "late, by less than a working day"

    def _days(self, number: int | None) -> str:
        return f"{number:,} {self.unit}{'' if number == 1 else 's'}"

    @property
    def is_courtesy(self) -> bool:
        """Whether no law sets the limit: then nobody is late."""
        return self.limit.basis is Basis.COURTESY

    @property
    def starts_on(self) -> date:
        return self.limit.ledger()[0].on

    @property
    def from_label(self) -> str:
        """What day 0 was."""
        first = self.limit.rests_on[0].kind
        return _DAY_ZERO.get(first, first.label)


def watched(life: Life, *, on: date, calendar: Calendar, today: str = "Today") -> Clock | None:
    """The clock that tells where the request stands; None where none runs. `today`: what its marker calls the day."""
    for kind in _WATCHED.get(State(life.state), ()):
        if limit := life.deadline(kind):
            return clock(limit, on=on, calendar=calendar, today=today)
    return None


def every(life: Life, *, on: date, calendar: Calendar) -> list[Clock]:
    """All the clocks of the life, in the order in which it runs through them."""
    closed = _closed_on(life)
    return [clock(limit, on=on, calendar=calendar, closed_on=closed) for limit in life.deadlines]


def still_meant(life: Life) -> list[Deadline]:
    """The time limits without those that the end of the request left open."""
    closed = _closed_on(life)
    return [
        limit
        for limit in life.deadlines
        if closed is None or limit.met_on or limit.due_on < closed or limit.kind is DeadlineKind.APPEAL
    ]


def _closed_on(life: Life) -> date | None:
    """The day the request was closed; None while it is open."""
    if life.state != State.CLOSED:
        return None
    return max(fact.on for fact in life.story.facts if fact.kind in _CLOSING)


_CLOSING = (EventKind.WITHDRAWN, EventKind.COMPLAINT_DECIDED, EventKind.CLOSED)


def next_right(life: Life, *, on: date, calendar: Calendar) -> Clock | None:
    """What we may still do after an answer or a decision, and until when; None where nothing is open."""
    right = life.deadline(DeadlineKind.APPEAL) if life.state == State.CLOSED else None
    if life.state == State.ANSWERED:
        right = life.due
    if right is None or right.due_on < on:
        return None
    return clock(right, on=on, calendar=calendar)


def clock(
    limit: Deadline, *, on: date, calendar: Calendar, closed_on: date | None = None, today: str = "Today"
) -> Clock:
    """A time limit as at a day. The due day itself is not late. `closed_on`: when the request was closed."""
    opens_later = limit.opens_on is not None and limit.opens_on > on
    closed = None if limit.met_on or limit.kind is DeadlineKind.APPEAL else closed_on
    until = min(limit.met_on or closed or on, on)
    working = str(limit.unit) == _WORKING
    left = _days(limit.due_on, until, working, calendar) if until <= limit.due_on else None
    late = _days(until, limit.due_on, working, calendar) if until > limit.due_on else None
    gone = sum(day.counted and day.on <= until for day in limit.ledger())
    cells = limit.days or 0 if limit.owed_by == "authority" else 0
    met = limit.met_on is not None
    return Clock(
        limit=limit,
        title=limit.kind.label,
        kind="neutral" if opens_later or (closed and late is None) else _kind(limit, met, left, late),
        unit="working day" if working else "day",
        days_left=None if met else left,
        days_late=late,
        met_on=limit.met_on,
        cells=cells if cells <= _LONGEST_RULER else 0,
        counted=gone,
        late_cells=late or 0,
        label=_label(met, gone, late, today),
        closed_on=closed,
        opens_later=opens_later,
    )


def _days(later: date, earlier: date, working: bool, calendar: Calendar) -> int:
    """Days after the earlier one up to and including the later one."""
    if not working:
        return (later - earlier).days
    return calendar.count(earlier, later) - calendar.is_working(earlier)


def _kind(limit: Deadline, met: bool, left: int | None, late: int | None) -> str:
    if met:
        return "ok" if late is None or limit.basis is Basis.COURTESY else "late"
    if limit.owed_by == "requester":
        return "us" if late is None else "neutral"
    if limit.basis is Basis.COURTESY:
        return "neutral"
    return "late" if late is not None else "soon" if left is not None and left <= SOON else "neutral"


def _label(met: bool, gone: int, late: int | None, today: str) -> str:
    what = "Answered" if met else today
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
    EventKind.CLOSED: ("It is over, on a day nobody knows", False),
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
