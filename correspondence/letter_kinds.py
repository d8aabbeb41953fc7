"""The kinds of letter that may be written in a case, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from correspondence.models import OutgoingLetter
from requests_app.deadlines import law
from requests_app.models import InformationRequest
from requests_app.querysets import AWAITING_THEM

Kind = OutgoingLetter.Kind
State = InformationRequest.State
_WORDS = {
    Kind.REQUEST: ("Send the request", "The letter that asks for the information."),
    Kind.CHASER: (
        "Ask where the answer is",
        "A reminder that names the last lawful day, and how late it is where it is late.",
    ),
    Kind.REVIEW: ("Ask for a review", "It says what is to be looked at again. Sending it is recorded."),
    Kind.CLARIFICATION: ("Make the request clearer", "An answer to what they asked you."),
    Kind.REPLY: ("Reply", "To the last letter of theirs."),
    Kind.THANKS: ("Thank them", "A line costs little."),
    Kind.COMPLAINT: (
        "Complain to the regulator",
        "An application for a decision; it does not go to the authority.",
    ),
}


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter, what it is called as something to do, and one sentence about it."""

    kind: str
    title: str
    words: str
    regulator: str = ""


def kinds_for(request: InformationRequest, *, on: date) -> list[LetterKind]:
    """What may be written: a review or a complaint only where the law knows one, the request until they have it.

    A reminder while something is awaited of them, and what they asked to be made clear once they have asked.
    """
    under = law(request.law)
    left_out = {
        Kind.REVIEW: under.review is None,
        Kind.COMPLAINT: under.complaint is None,
        Kind.REQUEST: request.events.standing().filter(kind="received").exists(),
        Kind.CHASER: request.state not in AWAITING_THEM,
        Kind.CLARIFICATION: request.state != State.AWAITING_CLARIFICATION,
    }
    first = _first(request, on)
    order = sorted((each for each in _WORDS if not left_out.get(each)), key=lambda each: each not in first)
    return [
        LetterKind(each.value, *_WORDS[each], regulator=under.regulator if each is Kind.COMPLAINT else "")
        for each in order
    ]


def _first(request: InformationRequest, on: date) -> tuple[Kind, ...]:
    """The likeliest in the state the request is in."""
    late = bool(request.due_on and request.due_on < on)
    match request.state:
        case State.AWAITING_CLARIFICATION | State.AWAITING_FEE:
            return (Kind.CLARIFICATION, Kind.REPLY)
        case State.AWAITING_RESPONSE | State.IN_REVIEW if late:
            return (Kind.CHASER, Kind.REVIEW)
        case State.AWAITING_RESPONSE if not request.messages.standing().filter(opens_request=True).exists():
            return (Kind.REQUEST,)
        case State.ANSWERED:
            return (Kind.THANKS, Kind.REVIEW)
    return (Kind.REPLY,)
