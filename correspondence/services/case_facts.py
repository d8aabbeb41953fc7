"""The facts of a case as a letter states them, from its events and its stored columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from correspondence.letter_texts import Case
from correspondence.models import OutgoingLetter
from requests_app.deadlines import Calendar, Deadline, DeadlineKind, FactsError, Life, in_words, law
from requests_app.models import Event, InformationRequest
from requests_app.services.calendars import current_calendar
from requests_app.services.life import life_of
from requests_app.standing import days_between

Kind = OutgoingLetter.Kind


@dataclass(frozen=True)
class CaseFacts:
    """`words`: what each placeholder becomes; `case`: what decides between texts."""

    words: dict[str, str]
    case: Case


def case_facts(
    request: InformationRequest,
    *,
    kind: str,
    by: User | None,
    today: date,
    name: str = "",
    calendar: Calendar | None = None,
) -> CaseFacts:
    """The facts of a request on that day. Events that make no sense leave out what would follow from them.

    `calendar`: the one of its law, where it is at hand. What is fetched with the request is not asked for again.
    """
    calendar = calendar or current_calendar(request.law)
    life = _life(request, today, calendar)
    due = life.due if life and life.due and life.due.owed_by == "authority" else None
    answer_due = life.deadline(DeadlineKind.RESPONSE) if life else None
    under = law(request.law)
    reference = next((each for each in request.references.all() if each.role == "authority"), None)
    events = [each for each in request.events.all() if each.withdrawn_at is None]
    late = bool(due and due.is_late(today))
    words = {
        "authority": request.authority.name,
        "their_reference": reference.value if reference else "",
        "title": request.title,
        "questions": "\n".join(f"{q.position}. {' '.join(q.text.split())}" for q in request.questions.all()),
        "when": _when(events, to_regulator=kind == Kind.COMPLAINT),
        "sent_on": _day(_day_of(events, "sent")),
        "received_on": _day(request.received_on),
        "answered_on": _day(life.responded_on if life else None),
        "due_on": _day(due.due_on if due else None),
        "answer_due_on": _day(answer_due.due_on if answer_due else None),
        "days_late": _days_late(calendar, due, today) if late else "",
        "today": in_words(today),
        "law": under.name,
        "section": due.section if due else "",
        "review_asked_on": _day(life.review_asked_on if life else None),
        "review_decided_on": _day(life.review_decided_on if life else None),
        "regulator": under.regulator,
        "team": request.team.name,
        "name": name or (by.name if by else ""),
    }
    case = Case(
        law=request.law,
        answered=bool(life and life.responded_on),
        late=late,
        in_review=request.state == InformationRequest.State.IN_REVIEW,
        review_asked=bool(life and life.review_asked_on),
        review_decided=bool(life and life.review_decided_on),
    )
    return CaseFacts(words, case)


def _life(request: InformationRequest, today: date, calendar: Calendar) -> Life | None:
    try:
        return life_of(request, on=today, calendar=calendar)
    except FactsError:
        return None


def _days_late(calendar: Calendar, due: Deadline | None, today: date) -> str:
    """How many working days of the law's calendar have gone since the last lawful day."""
    if due is None:
        return ""
    days = days_between(calendar, due.due_on, today)
    return f"{days} working day{'' if days == 1 else 's'}"


def _when(events: Sequence[Event], *, to_regulator: bool) -> str:
    """When the clock began, as the record has it: the receipt, or the sending where that alone is known."""
    if received := _day_of(events, "received"):
        who = "The authority" if to_regulator else "You"
        return f"{who} received it on {in_words(received)}."
    sent = _day_of(events, "sent")
    return f"I sent it on {in_words(sent)}." if sent else ""


def _day_of(events: Sequence[Event], kind: str) -> date | None:
    return next((each.on for each in events if each.kind == kind), None)


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
