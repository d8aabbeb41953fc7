"""What letters to many authorities are written from, asked of the database once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When, prefetch_related_objects

from correspondence.models import Message
from correspondence.models.message import MessageQuerySet
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
        answered={each.request_id: each for each in _last(theirs.exclude(automatic__in=Message.REPORTS))},
        written={each.request_id: each for each in _last(by_people(theirs))},
    )


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
