"""Putting right what was brought in: the facts about a letter, and letters that belong elsewhere."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.errors import OpensRequest
from correspondence.models import Arrival, Message
from correspondence.services import filing
from correspondence.services.suggestions import suggest

_LONGEST = {"author_name": 255, "subject": 500}


@transaction.atomic
def edit_letter(
    *, message: Message, on: date | None, author_name: str, subject: str, direction: str, by: User | None
) -> list[str]:
    """Change the facts about a letter; its words stay as they came. Returns the names of the fields that changed.

    Effects: the letter moves to the place its date asks for; one that turns out to be the authority's gets its
    `Suggestion`s; an entry of the audit with what stood there before. No clock moves. Raises `OpensRequest` where the
    letter that made the request would become the authority's.
    """
    locked = _lock(message)
    if locked.opens_request and direction != Message.Direction.OUTGOING:
        raise OpensRequest
    wanted: dict[str, date | str | None] = {
        "on": on,
        "author_name": author_name.strip()[: _LONGEST["author_name"]],
        "subject": subject.strip()[: _LONGEST["subject"]],
        "direction": direction,
    }
    before = {name: getattr(locked, name) for name, value in wanted.items() if getattr(locked, name) != value}
    if not before:
        return []
    for name in before:
        setattr(locked, name, wanted[name])
    if "direction" in before:
        locked.organisation = locked.request.authority.name if locked.is_incoming and not locked.raw else ""
    if on:
        locked.date_note = ""
    locked.save()
    filing.move(locked.request, locked)
    suggest(messages=[locked])
    details = {f"{name}_was": value for name, value in before.items()}
    details |= {f"{name}_now": wanted[name] for name in before}
    record(actor=by, action="message.edited", subject=locked, request=locked.request_id, **details)
    return list(before)


@transaction.atomic
def remove_letter(*, message: Message, because: str, by: User | None) -> None:
    """Take a letter out of the story: it is kept, with who did it, when and why, and can be put back.

    The same letter brought in again stays out. Raises `OpensRequest` for the letter that made the request. Doing it
    twice does it once.
    """
    locked = _lock(message)
    if locked.opens_request:
        raise OpensRequest
    if locked.removed_at:
        return
    locked.removed_at, locked.removed_by, locked.removed_because = timezone.now(), by, because.strip()[:300]
    locked.save(update_fields=["removed_at", "removed_by", "removed_because"])
    record(
        actor=by,
        action="message.removed",
        subject=locked,
        request=locked.request_id,
        because=locked.removed_because,
    )


@transaction.atomic
def put_back(*, message: Message, by: User | None) -> None:
    """Take a removed letter into the story again, at its place. Doing it twice does it once."""
    locked = _lock(message)
    if not locked.removed_at:
        return
    locked.removed_at, locked.removed_by, locked.removed_because = None, None, ""
    locked.save(update_fields=["removed_at", "removed_by", "removed_because"])
    filed = {"state": Arrival.State.FILED, "how": Arrival.How.PERSON, "reason": ""}
    locked.arrivals.unfiled().update(**filed, handled_by=by, handled_at=timezone.now())
    record(actor=by, action="message.put_back", subject=locked, request=locked.request_id)


def _lock(message: Message) -> Message:
    """The letter as it stands now, its thread held."""
    filing.lock(message.request)
    return Message.objects.select_related("request__authority").get(pk=message.pk)
