"""What letters seem to say: written down when they arrive, answered by a person, and only then recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from correspondence.errors import AlreadyAnswered
from correspondence.hints import find_hints
from correspondence.models import Message, Suggestion
from requests_app.deadlines import EventKind
from requests_app.models import Event, InformationRequest, Reference
from requests_app.reference_numbers import normalise
from requests_app.services.life import correct_event, record_event
from requests_app.services.requests import add_reference

Kind = Suggestion.Kind


def suggest(*, messages: Sequence[Message]) -> list[Suggestion]:
    """Write down what the incoming letters among these seem to say. Safe to run again: each hint stands once."""
    rows = [
        Suggestion(message=message, kind=hint.kind, on=hint.on, value=hint.value, evidence=hint.evidence)
        for message in messages
        if message.is_incoming and not message.is_note
        for hint in find_hints(message.body_text, written_on=message.on, automatic=bool(message.automatic))
    ]
    return Suggestion.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True)
class Standing:
    """What is recorded already, to compare suggestions with: dates by kind of event, and reference numbers."""

    days: dict[str, list[date]]
    references: frozenset[str]
    awaits_answer: bool


def standing_of(
    request: InformationRequest, events: Iterable[Event], references: Iterable[Reference]
) -> Standing:
    days: dict[str, list[date]] = {}
    for event in events:
        if event.withdrawn_at is None:
            days.setdefault(event.kind, []).append(event.on)
    return Standing(
        days=days,
        references=frozenset(reference.normalised for reference in references),
        awaits_answer=request.state in ("awaiting_response", "awaiting_clarification", "awaiting_fee"),
    )


def still_news(suggestion: Suggestion, standing: Standing) -> bool:
    """Whether the record does not say it already."""
    if suggestion.kind == Kind.REFERENCE:
        return normalise(suggestion.value) not in standing.references
    if suggestion.kind == Kind.RECEIVED:
        return suggestion.on not in standing.days.get(Kind.RECEIVED, [])
    if suggestion.kind == Kind.ACKNOWLEDGED:
        return Kind.ACKNOWLEDGED not in standing.days
    return standing.awaits_answer and Kind.RESPONSE not in standing.days


def open_suggestions(suggestions: Iterable[Suggestion], standing: Standing) -> list[Suggestion]:
    """Those worth showing, in the order of the thread: news, unanswered, the same thing once."""
    found: dict[tuple[str, date | None, str], Suggestion] = {}
    for suggestion in suggestions:
        if suggestion.answer or not still_news(suggestion, standing):
            continue
        once = suggestion.kind in (Kind.ACKNOWLEDGED, Kind.RESPONSE)
        key = (suggestion.kind, None if once else suggestion.on, normalise(suggestion.value))
        found.setdefault(key, suggestion)
    return list(found.values())


@transaction.atomic
def confirm(*, suggestion: Suggestion, by: User, on: date | None = None) -> Event | Reference | None:
    """Record what a letter says because a person says so.

    Effects: a `Reference`, or an `Event` on the day given and everything derived from it (an earlier date of receipt
    is corrected, and stays in the record); an undated acknowledgement or answer takes the event's date. Raises
    `AlreadyAnswered`, `FactsError`, `AlreadyRecorded`.
    """
    locked = _lock(suggestion)
    message = locked.message
    _answer(locked, Suggestion.Answer.TAKEN, by)
    if locked.kind == Kind.REFERENCE:
        return add_reference(request=message.request, value=locked.value)
    day = on or locked.on
    if day is None:
        raise ValueError("an event needs a day")
    if message.on is None and locked.kind in (Kind.ACKNOWLEDGED, Kind.RESPONSE):
        Message.objects.filter(pk=message.pk).update(on=day)
    if locked.kind == Kind.RECEIVED:
        earlier = message.request.events.standing().filter(kind=Kind.RECEIVED).order_by("on").first()
        if earlier:
            return correct_event(
                event=earlier, on=day, by=by, because=f"Letter {message.position} gives this date"
            )
    note = f"Read in letter {message.position}"
    return record_event(request=message.request, kind=EventKind(locked.kind), on=day, by=by, note=note)


@transaction.atomic
def dismiss(*, suggestion: Suggestion, by: User) -> None:
    """Note that it is not so: it is not shown again. Raises `AlreadyAnswered`."""
    _answer(_lock(suggestion), Suggestion.Answer.DISMISSED, by)


def _lock(suggestion: Suggestion) -> Suggestion:
    locked = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("message__request")
        .get(pk=suggestion.pk)
    )
    if locked.answer:
        raise AlreadyAnswered
    return locked


def _answer(suggestion: Suggestion, answer: str, by: User) -> None:
    suggestion.answer = answer
    suggestion.answered_by = by
    suggestion.answered_at = timezone.now()
    suggestion.save(update_fields=["answer", "answered_by", "answered_at"])
