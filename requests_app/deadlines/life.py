"""The life of a request: its state, its next lawful steps and what is due, replayed from its facts.

Nothing is remembered between replays: correct or withdraw a fact, replay, and all of it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .calendars import Calendar, calendar_for
from .deadline import Deadline
from .facts import EventKind, Fact, Term
from .laws import law as find_law
from .next_steps import State, next_steps
from .rules import DeadlineKind, Law
from .steps import deadlines_of
from .story import Story, understand


@dataclass(frozen=True)
class Life:
    """A request as its facts tell it, as at ``on`` (None: with all of its facts).

    ``date_of_receipt``: the day the request was received, ``assumed_receipt`` if only the day of sending is
    known; ``clock_started_on``: the day the time now counts from (a clarification restarts it). ``due``: the
    deadline now running that somebody must meet, or may use; None when there is none.
    """

    state: State
    deadlines: tuple[Deadline, ...]
    due: Deadline | None
    date_of_receipt: date
    assumed_receipt: bool
    clock_started_on: date
    acknowledged_on: date | None
    responded_on: date | None
    review_asked_on: date | None
    review_decided_on: date | None
    law: str
    on: date | None
    story: Story = field(repr=False, compare=False)

    @cached_property
    def next_steps(self) -> tuple[EventKind, ...]:
        """The facts that may lawfully come next, as at ``on``."""
        return next_steps(self.state, self.story, {each.kind: each for each in self.deadlines}, self.on)

    def deadline(self, kind: DeadlineKind | str) -> Deadline | None:
        """The deadline of that kind, if there is one."""
        return next((each for each in self.deadlines if each.kind == kind), None)

    def is_overdue(self, on: date) -> bool:
        """Whether the authority is late with what is due, as at ``on``. The due day itself is not late."""
        return self.due is not None and self.due.owed_by == "authority" and self.due.is_late(on)


def replay(
    facts: Iterable[Fact],
    law: Law | str,
    body: str = "",
    *,
    calendar: Calendar | None = None,
    terms: Sequence[Term] = (),
    on: date | None = None,
) -> Life:
    """Tell the life of a request from its facts, in whatever order they were recorded.

    ``on``: as at the end of that day: later facts are left out, and what has run out by then is taken into
    account. Raises :class:`~.errors.FactsError` where the facts cannot be right, among them
    :class:`~.errors.NothingReceived` where nothing had been sent or received by ``on``.
    """
    found = find_law(law)
    known = facts if on is None else [fact for fact in facts if fact.on <= on]
    story = understand(known, found, body, calendar or calendar_for(found), terms)
    every = deadlines_of(story)
    state = _state(story)
    return Life(
        state=state,
        deadlines=every,
        due=_due(state, every, on),
        date_of_receipt=story.receipt.on,
        assumed_receipt=story.assumed,
        clock_started_on=story.start.on,
        acknowledged_on=_day(story.first(EventKind.ACKNOWLEDGED)),
        responded_on=_day(story.answer),
        review_asked_on=_day(story.last(EventKind.REVIEW_ASKED)),
        review_decided_on=_day(story.last(EventKind.REVIEW_DECIDED)),
        law=found.code,
        on=on,
        story=story,
    )


def _day(fact: Fact | None) -> date | None:
    return fact.on if fact else None


def _state(story: Story) -> State:
    """Walk through the facts in order; the last that changes the state decides."""
    state = State.AWAITING_RESPONSE
    stopped = story.stopped_by
    for fact in story.facts:
        match fact.kind:
            case EventKind.WITHDRAWN | EventKind.COMPLAINT_DECIDED | EventKind.CLOSED:
                state = State.CLOSED
            case EventKind.COMPLAINT:
                state = State.WITH_REGULATOR
            case EventKind.REVIEW_ASKED:
                state = State.IN_REVIEW
            case EventKind.REVIEW_DECIDED if state is State.IN_REVIEW:
                state = State.ANSWERED
            case EventKind.RESPONSE if state not in (State.IN_REVIEW, State.WITH_REGULATOR):
                state = State.ANSWERED
            case EventKind.CLARIFICATION_ASKED if fact is stopped:
                state = State.AWAITING_CLARIFICATION
            case EventKind.FEES_NOTICE if fact is stopped:
                state = State.AWAITING_FEE
            case EventKind.CLARIFICATION_GIVEN if fact is story.start and state is State.ANSWERED:
                state = State.AWAITING_RESPONSE
    return state


# What is due in each state, first choice first.
_DUE: dict[State, tuple[DeadlineKind, ...]] = {
    State.AWAITING_RESPONSE: (DeadlineKind.RESPONSE,),
    State.AWAITING_CLARIFICATION: (DeadlineKind.CLARIFICATION,),
    State.AWAITING_FEE: (DeadlineKind.FEE_PAYMENT,),
    State.ANSWERED: (DeadlineKind.REVIEW_REQUEST, DeadlineKind.COMPLAINT),
    State.IN_REVIEW: (DeadlineKind.REVIEW_OUTCOME,),
    State.WITH_REGULATOR: (),
    State.CLOSED: (),
}


def _due(state: State, every: tuple[Deadline, ...], on: date | None) -> Deadline | None:
    for kind in _DUE[state]:
        found = next((each for each in every if each.kind is kind), None)
        # After an answer the next step is a right, not a duty: once used or run out it is due no longer.
        if found and not (
            state is State.ANSWERED and (found.met_on or (on is not None and on > found.due_on))
        ):
            return found
    return None
