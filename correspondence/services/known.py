"""What letters to many authorities are written from, asked of the database once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When, prefetch_related_objects

from correspondence.models import Message
from correspondence.models.message import MessageQuerySet
from correspondence.senders import NOBODY
from correspondence.shown_letter import is_unverified, known_to_write
from requests_app.deadlines import Calendar
from requests_app.models import InformationRequest
from requests_app.services.calendars import calendars


@dataclass(frozen=True)
class Known:
    """`answered`: by request, the letter of theirs that a letter of ours answers; `written`: the latest that a person
    sent from an address. A request without one is not in it.
    """

    calendar_of: Callable[[str], Calendar]
    answered: Mapping[int, Message]
    written: Mapping[int, Message]


def know(requests: Sequence[InformationRequest]) -> Known:
    """Eight queries, however many requests; they come with their authorities and teams, and have the rest fetched."""
    prefetch_related_objects(requests, "events", "references", "questions", "authority__contacts")
    theirs = letters_of_theirs(Message.objects.filter(request__in=[request.pk for request in requests]))
    return Known(
        calendar_of=calendars(),
        answered=_answered(requests, theirs),
        written={each.request_id: each for each in _last(by_people(theirs))},
    )


def _answered(requests: Sequence[InformationRequest], theirs: MessageQuerySet) -> dict[int, Message]:
    """By request, the letter of theirs that a letter of ours answers. One query."""
    letters: dict[int, list[Message]] = {}
    for each in theirs.order_by("position").defer("body_text", "quoted_text", "search"):
        letters.setdefault(each.request_id, []).append(each)
    found = {request.pk: last_of_theirs(request, letters.get(request.pk, ())) for request in requests}
    return {pk: letter for pk, letter in found.items() if letter}


def last_of_theirs(request: InformationRequest, letters: Iterable[Message]) -> Message | None:
    """The last of these letters, in the order of the thread, that a person wrote for the authority; else the last of
    its machines; None without any.

    What a stranger wrote is none, whoever filed it here: our answer would tell the authority of a letter it never sent.
    """
    theirs = [each for each in verified(request, letters) if each.automatic not in Message.REPORTS]
    return next((each for each in reversed(theirs) if not each.automatic), theirs[-1] if theirs else None)


def verified(request: InformationRequest, letters: Iterable[Message]) -> list[Message]:
    """Those of these letters that are ours, or come from a sender known to write for the authority."""
    kept = list(letters)
    mailed = any(each.is_incoming and each.raw for each in kept)
    known = known_to_write(request.authority) if mailed else NOBODY
    return [each for each in kept if not is_unverified(each, known)]


def letters_of_theirs(letters: MessageQuerySet) -> MessageQuerySet:
    return letters.standing().filter(direction=Message.Direction.INCOMING)


def by_people(letters: MessageQuerySet) -> MessageQuerySet:
    """Those that no machine wrote, and that say from which address they came."""
    return letters.filter(automatic="").exclude(author_email="")


def _last(letters: MessageQuerySet) -> MessageQuerySet:
    """The last of each request: of those that a person wrote, else of all."""
    machine = Case(When(automatic="", then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = letters.annotate(machine=machine).order_by("request_id", "machine", "-position")
    return ordered.distinct("request_id").defer("body_text", "quoted_text", "search")
