"""Putting letters into the thread of a request, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from correspondence.attachments_said import attachments_said
from correspondence.digests import words_digest
from correspondence.models import Attachment, Message
from requests_app.models import InformationRequest


def lock(request: InformationRequest) -> None:
    """Hold the thread of a request until the transaction ends: positions are given out one at a time."""
    InformationRequest.everything.select_for_update(of=("self",)).get(pk=request.pk)


def opens(request: InformationRequest, message: Message) -> bool:
    """Whether this is the letter that made the request: ours, with the words that were logged, and the first such."""
    return bool(
        request.letter.strip()
        and message.direction == Message.Direction.OUTGOING
        and message.body_sha256 == words_digest(request.letter)
        and not request.messages.filter(opens_request=True).exists()
    )


def place_for(request: InformationRequest, on: date | None) -> int:
    """The position for a letter of that date: before the first later one, else at the end. Lock first."""
    thread = list(request.messages.order_by("position").values_list("position", "on"))
    last = thread[-1][0] if thread else 0
    if on is None:
        return last + 1
    return next((position for position, dated in thread if dated and dated > on), last + 1)


def move(request: InformationRequest, message: Message) -> None:
    """Give a letter the place its date asks for, once that has changed; it stays where it fits already. Lock first."""
    thread = list(request.messages.exclude(pk=message.pk).order_by("position"))
    before = [each.on for each in thread if each.position < message.position and each.on]
    after = [each.on for each in thread if each.position > message.position and each.on]
    on = message.on
    if on is None or (max(before, default=on) <= on <= min(after, default=on)):
        return
    place = next((place for place, each in enumerate(thread) if each.on and each.on > on), len(thread))
    thread.insert(place, message)
    for position, each in enumerate(thread, start=1):
        each.position = position
    Message.objects.bulk_update(thread, ["position"])


def insert(request: InformationRequest, messages: Sequence[Message], at: int) -> None:
    """Give the messages the positions from `at` on, move what stands there down, and save them. Lock first."""
    if not messages:
        return
    request.messages.filter(position__gte=at).update(position=F("position") + len(messages))
    for position, message in enumerate(messages, start=at):
        message.request = request
        message.position = position
    Message.objects.bulk_create(messages)


def note_missing(message: Message) -> None:
    """A place for each attachment that a letter of theirs counts and that did not come with it.

    Call it once its attachments are saved, in the same transaction.
    """
    if not message.is_incoming or message.is_note:
        return
    here = message.attachments.filter(is_inline=False).count()
    missing = attachments_said(message.body_text) - here
    Attachment.objects.bulk_create(Attachment(message=message) for _ in range(missing))
