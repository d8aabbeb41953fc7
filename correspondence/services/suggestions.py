"""What letters seem to say: written down when they arrive, answered by a person, and only then recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from correspondence.case_numbers import is_short_for, number_key
from correspondence.errors import AlreadyAnswered
from correspondence.findings import READER_VERSION, Finding, find_in_letter
from correspondence.models import Attachment, Message, Suggestion
from requests_app.deadlines import EventKind, FactsError, law
from requests_app.errors import RequestError
from requests_app.models import Event, InformationRequest, Reference
from requests_app.services.life import correct_event, record_event
from requests_app.services.requests import add_reference

Kind = Suggestion.Kind
CODED = (Kind.ANSWER, Kind.EXEMPTION)
"""What is asked about question by question, on the coding page."""


def suggest(*, messages: Sequence[Message]) -> list[Suggestion]:
    """Write down what the incoming letters among these seem to say. Safe to run again: each finding stands once."""
    rows = [
        Suggestion(message=message, **{name: getattr(finding, name) for name in _OF_A_FINDING})
        for message in messages
        if message.is_incoming and not message.is_note
        for finding in find_in_letter(
            message.body_text,
            subject=message.subject,
            written_on=message.on,
            automatic=bool(message.automatic),
        )
    ]
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(reader_version=READER_VERSION)
    return Suggestion.objects.bulk_create(rows, ignore_conflicts=True)


_OF_A_FINDING = [each.name for each in fields(Finding)]


def read_unread(*, at_most: int = 50) -> int:
    """Read letters that no reader, or only an earlier one, has read; returns how many. Safe to run twice at once."""
    with transaction.atomic():
        unread = Message.objects.filter(
            direction=Message.Direction.INCOMING, reader_version__lt=READER_VERSION
        ).select_for_update(skip_locked=True, of=("self",))
        found = list(unread.order_by("pk")[:at_most])
        suggest(messages=found)
    return len(found)


@dataclass(frozen=True)
class Standing:
    """What is recorded already, to compare suggestions with: dates by kind of event, and reference numbers."""

    days: dict[str, list[date]]
    references: tuple[str, ...]
    state: str

    @property
    def awaits_answer(self) -> bool:
        return self.state in ("awaiting_response", "awaiting_clarification", "awaiting_fee")

    def holds(self, number: str) -> bool:
        """Whether a number is recorded, however it is spelled, or with the letters that this one leaves out."""
        key = number_key(number)
        return any(number_key(held) == key or is_short_for(number, held) for held in self.references)


def standing_of(
    request: InformationRequest, events: Iterable[Event], references: Iterable[Reference]
) -> Standing:
    days: dict[str, list[date]] = {}
    for event in events:
        if event.withdrawn_at is None:
            days.setdefault(event.kind, []).append(event.on)
    return Standing(
        days=days,
        references=tuple(reference.value for reference in references),
        state=request.state,
    )


def still_news(suggestion: Suggestion, standing: Standing) -> bool:
    """Whether the record does not say it already."""
    if suggestion.kind == Kind.REFERENCE:
        return not standing.holds(suggestion.value)
    if suggestion.kind == Kind.RECEIVED:
        return suggestion.on not in standing.days.get(Kind.RECEIVED, [])
    if suggestion.kind == Kind.ACKNOWLEDGED:
        return Kind.ACKNOWLEDGED not in standing.days
    if suggestion.kind == Kind.ATTACHMENT:
        return _is_missing(suggestion)
    if suggestion.kind == Kind.RESPONSE:
        return standing.awaits_answer and Kind.RESPONSE not in standing.days
    asked_in = "in_review" if suggestion.kind == Kind.REVIEW_DECIDED else "awaiting_response"
    return standing.state == asked_in and suggestion.kind not in standing.days


def _is_missing(suggestion: Suggestion) -> bool:
    """Whether a letter names a file while nothing came with it but what it names: no row stands for it yet."""
    message = suggestion.message
    names = {attachment.filename for attachment in message.attachments.all()}
    named = {each.value for each in message.suggestions.all() if each.kind == Kind.ATTACHMENT}
    return suggestion.value not in names and names <= named


def open_suggestions(suggestions: Iterable[Suggestion], standing: Standing) -> list[Suggestion]:
    """Those worth asking about, in the order of the thread: news, unanswered, the same thing once.

    Answers to questions and the exemptions in them are asked about on the coding page. The suggestions come with their
    letters, and those with their attachments and suggestions.
    """
    found: dict[tuple[object, ...], Suggestion] = {}
    for suggestion in suggestions:
        if suggestion.answer or suggestion.kind in CODED or not still_news(suggestion, standing):
            continue
        key = (suggestion.kind, *_told_apart_by(suggestion))
        found.setdefault(key, suggestion)
    return list(found.values())


def suggestions_of(
    request: InformationRequest, events: Iterable[Event], references: Iterable[Reference]
) -> list[Suggestion]:
    """What the page of a request asks about. Three queries."""
    waiting = Suggestion.objects.filter(message__request=request).waiting().exclude(kind__in=CODED)
    fetched = waiting.select_related("message").prefetch_related(
        "message__attachments", "message__suggestions"
    )
    return open_suggestions(fetched, standing_of(request, events, references))


def _told_apart_by(suggestion: Suggestion) -> tuple[object, ...]:
    if suggestion.kind == Kind.ATTACHMENT:
        return (suggestion.message_id, suggestion.value)
    if suggestion.kind in (Kind.RECEIVED, Kind.REFERENCE):
        return (suggestion.on, number_key(suggestion.value))
    return ()


@transaction.atomic
def confirm(
    *, suggestion: Suggestion, by: User, on: date | None = None
) -> Event | Reference | Attachment | None:
    """Record what a letter says because a person says so.

    Effects: a `Reference`, an `Attachment` without a file, or an `Event` on the day given and everything derived from
    it (an earlier date of receipt is corrected, and stays in the record); an undated letter takes the date of the event
    that it is. The day that an extension names counts where its law sets no length. Raises `AlreadyAnswered`,
    `FactsError`, `AlreadyRecorded`.
    """
    locked = _lock(suggestion)
    message = locked.message
    _answer(locked, Suggestion.Answer.TAKEN, by)
    if locked.kind == Kind.REFERENCE:
        return add_reference(request=message.request, value=locked.value)
    if locked.kind == Kind.ATTACHMENT:
        return Attachment.objects.create(message=message, filename=locked.value, added_by=by)
    day = on or locked.on
    if day is None:
        raise ValueError("an event needs a day")
    if message.on is None and locked.kind != Kind.RECEIVED:
        Message.objects.filter(pk=message.pk).update(on=day)
    if locked.kind == Kind.RECEIVED:
        earlier = message.request.events.standing().filter(kind=Kind.RECEIVED).order_by("on").first()
        if earlier:
            return correct_event(
                event=earlier, on=day, by=by, because=f"Letter {message.position} gives this date"
            )
    note = f"Read in letter {message.position}"
    extension = law(message.request.law).extension
    named = locked.until if extension and extension.more is None else None
    return record_event(
        request=message.request, kind=EventKind(locked.kind), on=day, by=by, note=note, until=named
    )


def confirm_all(*, suggestions: Iterable[Suggestion], by: User) -> tuple[int, list[str]]:
    """Record every one that can be recorded as it stands; how many were, and why the others were not, a sentence each.

    One after the other, so that what the law refuses keeps nothing else back. One without a date is left for a person.
    """
    done, refused = 0, []
    for suggestion in suggestions:
        if suggestion.on is None and suggestion.kind not in (Kind.REFERENCE, Kind.ATTACHMENT):
            refused.append(f"{suggestion.get_kind_display()}: say when, the letter gives no date.")
            continue
        try:
            confirm(suggestion=suggestion, by=by)
            done += 1
        except (AlreadyAnswered, FactsError, RequestError) as error:
            refused.append(f"{suggestion.get_kind_display()}: {error}")
    return done, refused


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
