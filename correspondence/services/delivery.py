"""What a person says became of a letter that nobody knows to have arrived, or that did not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.errors import AlreadySettled
from correspondence.models import OutgoingLetter
from correspondence.services.composing import keep_draft
from correspondence.services.files import written_files
from correspondence.services.outbox import back_to_draft
from correspondence.services.recipients import first_choice
from correspondence.services.sent import file_sent

State = OutgoingLetter.State


@transaction.atomic
def it_arrived(*, letter: OutgoingLetter, by: User, at: datetime) -> OutgoingLetter:
    """An uncertain letter did arrive: it stands in the thread as sent on the day it was handed over."""
    locked = _hold(letter, State.UNCERTAIN)
    locked.state, locked.sent_at = State.SENT, locked.claimed_at or at
    _settle(locked, by, at, "arrived")
    transaction.on_commit(file_sent)
    return locked


@transaction.atomic
def send_again(*, letter: OutgoingLetter, by: User, at: datetime) -> OutgoingLetter:
    """The same letter goes once more, the very same bytes under the same Message-ID; it can be called back again."""
    locked = _hold(letter, State.UNCERTAIN, State.FAILED)
    locked.state, locked.send_after = State.WAITING, at + timedelta(seconds=settings.SEND_DELAY_SECONDS)
    locked.attempts, locked.next_attempt_at = 0, None
    _settle(locked, by, at, "sent again")
    # What comes of the new attempt is open again; who sent it stays in the audit.
    locked.settled_by = locked.settled_at = None
    locked.save(update_fields=["settled_by", "settled_at"])
    return locked


@transaction.atomic
def drop(*, letter: OutgoingLetter, by: User, at: datetime) -> OutgoingLetter:
    """It did not arrive, and is not wanted any more. One that came back stays in the thread, and off the list."""
    locked = _hold(letter, State.UNCERTAIN, State.FAILED, State.SENT)
    if locked.state != State.SENT:
        locked.state = State.DROPPED
    _settle(locked, by, at, "dropped")
    return locked


def write_again(*, letter: OutgoingLetter, by: User, at: datetime) -> OutgoingLetter:
    """A draft with the same words, to be sent to another address.

    A letter that failed, and so is in no thread, becomes the draft itself; one that came back stays in the thread.
    """
    with written_files() as keys, transaction.atomic():
        locked = _hold(letter, State.FAILED, State.SENT)
        better = first_choice(locked.request, locked.kind) or locked.to_email
        if locked.state == State.FAILED:
            _settle(locked, by, at, "written again")
            locked.to_email = better
            back_to_draft(locked)
            return locked
        _settle(locked, by, at, "written again")
        files = []
        for each in locked.files.all():
            with each.file.open("rb") as opened:
                files.append(ContentFile(opened.read(), name=each.filename))
        again = keep_draft(
            request=locked.request,
            kind=locked.kind,
            to_email=better,
            subject=locked.subject,
            body=locked.body,
            by=by,
            answers=locked.answers,
            files=files,
        )
        keys.extend(each.file.name or "" for each in again.files.all())
    return again


def _hold(letter: OutgoingLetter, *states: str) -> OutgoingLetter:
    """The letter, locked, if it is still to be settled. Raises `AlreadySettled`."""
    found = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("request__authority")
    locked = found.get(pk=letter.pk)
    if locked.state not in states or (
        locked.state == State.SENT and (locked.settled_at or not locked.came_back)
    ):
        raise AlreadySettled
    return locked


def _settle(letter: OutgoingLetter, by: User, at: datetime, how: str) -> None:
    letter.settled_by, letter.settled_at = by, at
    letter.save()
    record(
        actor=by, action="mail.settled", subject=letter.request, kind=letter.kind, how=how, to=letter.to_email
    )
