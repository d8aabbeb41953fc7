"""Where a request stands on a day, in words and numbers for a row or a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.deadlines import Calendar, DeadlineKind
from requests_app.models import InformationRequest
from requests_app.querysets import AWAITING_THEM

SOON = 3
State = InformationRequest.State


@dataclass(frozen=True)
class Standing:
    """What the `due`, `tag` and `ruler` components need.

    `kind`: late, soon, ok, us or neutral. `days_left` and `days_late` are working days of the law's calendar;
    `counted` and `limit` are the days of the running limit that have gone and that there are.
    """

    kind: str
    word: str
    next_step: str
    due_on: date | None
    days_left: int | None = None
    days_late: int | None = None
    met_on: date | None = None
    stopped: str = ""
    limit: int = 20
    counted: int = 0

    @property
    def late(self) -> int:
        return self.days_late or 0


def standing(request: InformationRequest, *, on: date, calendar: Calendar) -> Standing:
    """How the request stands on that day. Uses the stored columns alone: no query."""
    if request.state in AWAITING_THEM and request.due_on and request.received_on:
        return _running(request, request.due_on, request.received_on, on, calendar)
    kind, word, step, stopped = _STILL[State(request.state)]
    answered = request.state == State.ANSWERED
    return Standing(
        kind=kind,
        word=word,
        next_step=_after_an_answer(request, on) if answered else step,
        due_on=None if answered else request.due_on,
        met_on=request.answered_on if answered else None,
        stopped=stopped,
    )


def _after_an_answer(request: InformationRequest, on: date) -> str:
    """What may still be done about an answer: a right that runs out, not something late."""
    if request.due_kind == DeadlineKind.REVIEW_REQUEST and request.due_on and request.due_on >= on:
        return f"Read it; ask for a review by {request.due_on:%-d %B %Y} if it falls short"
    return "Read the answer"


def days_between(calendar: Calendar, after: date, until: date) -> int:
    """How many working days there are after one day, up to and including the other."""
    return calendar.count(after + timedelta(days=1), until)


def _running(
    request: InformationRequest, due_on: date, received_on: date, on: date, calendar: Calendar
) -> Standing:
    limit = request.due_days or days_between(calendar, received_on, due_on)
    left = days_between(calendar, on, due_on) if on <= due_on else None
    late = days_between(calendar, due_on, on) if on > due_on else None
    kind = "late" if late is not None else "soon" if left is not None and left <= SOON else "neutral"
    word, step = _RUNNING[State(request.state), kind]
    return Standing(
        kind=kind,
        word=word,
        next_step=step,
        due_on=due_on,
        days_left=left,
        days_late=late,
        limit=max(limit, 1),
        counted=max(limit - (left or 0), 0),
    )


_RUNNING: dict[tuple[State, str], tuple[str, str]] = {
    (State.AWAITING_RESPONSE, "neutral"): ("Awaiting a response", "Wait"),
    (State.AWAITING_RESPONSE, "soon"): ("Due soon", "Get ready to chase"),
    (State.AWAITING_RESPONSE, "late"): ("Overdue", "Chase, or ask for an internal review"),
    (State.IN_REVIEW, "neutral"): ("In internal review", "Wait for the review"),
    (State.IN_REVIEW, "soon"): ("Review due soon", "Wait for the review"),
    (State.IN_REVIEW, "late"): ("Review overdue", "Complain to the regulator"),
}
_STILL: dict[State, tuple[str, str, str, str]] = {
    State.AWAITING_RESPONSE: (
        "neutral",
        "No date of receipt",
        "Record when it was received",
        "no date of receipt",
    ),
    State.AWAITING_CLARIFICATION: (
        "us",
        "Clarification asked",
        "Clarify the request",
        "clock stopped until we clarify",
    ),
    State.AWAITING_FEE: (
        "us",
        "Fee asked",
        "Pay the fee or narrow the request",
        "clock stopped until the fee is paid",
    ),
    State.ANSWERED: ("ok", "Answered", "Read the answer", ""),
    State.IN_REVIEW: ("neutral", "In internal review", "Wait for the review", "no date of the review"),
    State.WITH_REGULATOR: ("neutral", "With the regulator", "Wait for the regulator", "with the regulator"),
    State.CLOSED: ("neutral", "Closed", "Nothing", "closed"),
}
