"""States of a request, and the steps that are lawful in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from .deadline import Deadline
from .facts import EventKind
from .rules import DeadlineKind
from .story import Story


class State(StrEnum):
    """Where a request stands. *Overdue* is no state: it is awaiting a response after the due day."""

    AWAITING_RESPONSE = "awaiting_response"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    ANSWERED = "answered"
    IN_REVIEW = "in_review"
    WITH_REGULATOR = "with_regulator"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The state in plain English."""
        return _STATE_LABELS[self]


_STATE_LABELS: dict[State, str] = {
    State.AWAITING_RESPONSE: "Awaiting a response",
    State.AWAITING_CLARIFICATION: "Awaiting our clarification",
    State.AWAITING_FEE: "Awaiting our fee",
    State.ANSWERED: "Answered",
    State.IN_REVIEW: "In review",
    State.WITH_REGULATOR: "With the regulator",
    State.CLOSED: "Closed",
}


_STEPS: dict[State, tuple[EventKind, ...]] = {
    State.AWAITING_RESPONSE: (
        EventKind.RECEIVED,
        EventKind.ACKNOWLEDGED,
        EventKind.CLARIFICATION_ASKED,
        EventKind.FEES_NOTICE,
        EventKind.EXTENSION,
        EventKind.RESPONSE,
        EventKind.REVIEW_ASKED,
        EventKind.COMPLAINT,
        EventKind.WITHDRAWN,
    ),
    State.AWAITING_CLARIFICATION: (EventKind.CLARIFICATION_GIVEN, EventKind.RESPONSE, EventKind.WITHDRAWN),
    State.AWAITING_FEE: (EventKind.FEE_PAID, EventKind.RESPONSE, EventKind.WITHDRAWN),
    State.ANSWERED: (EventKind.REVIEW_ASKED, EventKind.COMPLAINT, EventKind.RESPONSE, EventKind.WITHDRAWN),
    State.IN_REVIEW: (
        EventKind.REVIEW_EXTENSION,
        EventKind.REVIEW_DECIDED,
        EventKind.RESPONSE,
        EventKind.COMPLAINT,
        EventKind.WITHDRAWN,
    ),
    State.WITH_REGULATOR: (
        EventKind.REVIEW_DECIDED,
        EventKind.RESPONSE,
        EventKind.COMPLAINT_DECIDED,
        EventKind.WITHDRAWN,
    ),
    State.CLOSED: (),
}


def next_steps(
    state: State, story: Story, by_kind: Mapping[DeadlineKind, Deadline], on: date | None
) -> tuple[EventKind, ...]:
    """The lawful next facts. What needs the time to have run out is offered only as at a day (``on``)."""
    law = story.law

    def run_out(kind: DeadlineKind) -> bool:
        found = by_kind.get(kind)
        return on is not None and found is not None and found.due_on < on

    def decided() -> bool:
        asked = story.last(EventKind.REVIEW_ASKED)
        return asked is not None and story.first(EventKind.REVIEW_DECIDED, asked.on) is not None

    answered = bool(story.of(EventKind.RESPONSE))
    silent = not answered and run_out(DeadlineKind.RESPONSE)
    review_over = decided() or run_out(DeadlineKind.REVIEW_OUTCOME)
    if law.complaint and law.complaint.review_first:
        complaint_open = review_over or (silent and law.complaint.after_silence)
    else:
        complaint_open = answered or silent
    may: dict[EventKind, bool] = {
        EventKind.RECEIVED: story.assumed,
        EventKind.ACKNOWLEDGED: not story.of(EventKind.ACKNOWLEDGED),
        EventKind.FEES_NOTICE: law.fee is not None,
        EventKind.EXTENSION: law.extension is not None
        and not (story.extension or run_out(DeadlineKind.RESPONSE)),
        EventKind.REVIEW_ASKED: law.review is not None
        and not story.of(EventKind.REVIEW_ASKED)
        and (answered or silent),
        EventKind.REVIEW_EXTENSION: bool(law.review and law.review.longer)
        and not story.of(EventKind.REVIEW_EXTENSION),
        EventKind.REVIEW_DECIDED: bool(story.of(EventKind.REVIEW_ASKED)) and not decided(),
        EventKind.COMPLAINT: complaint_open,
    }
    return tuple(step for step in _STEPS[state] if may.get(step, True))
