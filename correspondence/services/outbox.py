"""The outbox: sending letters off, calling them back, and a row's way from waiting to what became of it.

A letter waits a minute, in which it can be called back. A worker then claims it: it marks the row `sending` and commits
that before it speaks to the mail server, and holds a lock of its database connection meanwhile. When the worker dies,
the lock goes with it; a row that is `sending` without its lock is *uncertain*, and only a person sends it again. So
nothing is sent twice by the program, and nothing that may be lost goes unseen.
"""

from __future__ import annotations

import logging
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from authorities.models import Contact
from correspondence.errors import BadLetter, TooLate
from correspondence.letter_texts import gaps
from correspondence.models import OutgoingLetter
from correspondence.services.composing import hold_draft
from correspondence.services.files import written_files
from correspondence.services.handing_over import Handed, Outcome, hand_over
from correspondence.services.outbox_mail import Headers, build, check_headers, headers_of
from correspondence.services.sent import file_sent

log = logging.getLogger(__name__)
State = OutgoingLetter.State
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)
MOST_ATTEMPTS = 12  # with these waits about two days and a half
LONGEST_RUN = 180  # seconds: with the last letter's worst it stays below CELERY_TASK_TIME_LIMIT, which kills
# Longer than any attempt takes: a row that is `sending` for so long is uncertain even if its lock still seems held.
LEASE = timedelta(minutes=30)
NOT_SENT = {
    "state": State.DRAFT,
    "raw": "",
    "batch": None,
    "send_after": None,
    "next_attempt_at": None,
    "claimed_at": None,
    "attempts": 0,
}
"""The columns of a letter that was called back."""
_LOCKS = 0x464F49  # our space of advisory locks: "FOI"


@transaction.atomic
def queue(
    *,
    letter: OutgoingLetter,
    by: User,
    at: datetime,
    seen_version: int | None = None,
    batch: uuid.UUID | None = None,
) -> OutgoingLetter:
    """Send a draft off: it goes once its time to be called back is over; `batch` joins those that belong together.

    Raises `BadLetter` where it cannot go out as it stands, `NotADraft`, `EditedMeanwhile`.
    """
    locked = hold_draft(letter, seen_version)
    check_ready(locked)
    locked.written_by = by
    check_headers(locked)
    for name, value in waiting(by=by, at=at, batch=batch).items():
        setattr(locked, name, value)
    locked.save()
    record(actor=by, action="mail.queued", subject=locked.request, kind=locked.kind, to=locked.to_email)
    return locked


def waiting(*, by: User, at: datetime, batch: uuid.UUID | None) -> dict[str, Any]:
    """The columns of a letter that was sent off just now."""
    return {
        "written_by": by,
        "state": State.WAITING,
        "batch": batch,
        "send_after": at + timedelta(seconds=settings.SEND_DELAY_SECONDS),
        "attempts": 0,
        "next_attempt_at": None,
        "last_error": "",
        "settled_by": None,
        "settled_at": None,
    }


def check_ready(letter: OutgoingLetter) -> None:
    """Raises `BadLetter` where the letter is empty, or has a gap that nobody has filled."""
    if not letter.body.strip():
        raise BadLetter("The letter is empty.")
    if left := gaps(letter.body):
        raise BadLetter(f"Fill the gap in the letter first: {left[0]}")


@transaction.atomic
def call_back(*, letter: OutgoingLetter, by: User) -> OutgoingLetter:
    """Make a waiting letter a draft again: it was not sent. Raises `TooLate` where a worker has it already."""
    locked = OutgoingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.state == State.DRAFT:
        return locked
    if locked.state != State.WAITING:
        raise TooLate(locked)
    back_to_draft(locked)
    record(actor=by, action="mail.called_back", subject=locked.request, kind=locked.kind)
    return locked


def back_to_draft(letter: OutgoingLetter) -> None:
    """A locked row as a draft: what an attempt had built is thrown away, for the text may change."""
    if key := letter.raw.name:
        transaction.on_commit(lambda: default_storage.delete(key))
    for name, value in NOT_SENT.items():
        setattr(letter, name, value)
    letter.save()


def send_due(*, clock: Callable[[], datetime] = timezone.now, at_most: int = 500) -> int:
    """Mark what dead workers left, send what is due one by one, and put it into the threads; how many were sent.

    `clock` is asked before and after each letter. Any number of workers may do it at the same time.
    """
    mark_abandoned(at=clock())
    _take_back_discarded()
    sent, began = 0, monotonic()
    for _ in range(at_most):
        outcome = _send_next(clock) if monotonic() - began < LONGEST_RUN else None
        if outcome is None:
            break
        sent += outcome is Outcome.TAKEN
    file_sent()
    return sent


def mark_abandoned(*, at: datetime) -> int:
    """Rows that are `sending` though nobody sends them become uncertain; how many."""
    found = 0
    for pk, claimed_at in OutgoingLetter.objects.filter(state=State.SENDING).values_list("pk", "claimed_at"):
        with _held(pk) as free:
            if free or (claimed_at and claimed_at < at - LEASE):
                left = OutgoingLetter.objects.filter(pk=pk, state=State.SENDING, claimed_at=claimed_at)
                found += left.update(
                    state=State.UNCERTAIN, last_error="The program ended while the letter was being sent."
                )
    return found


def _take_back_discarded() -> None:
    """What waits for a request that was logged by mistake becomes a draft: it must not go when that is put back."""
    discarded = OutgoingLetter.objects.filter(state=State.WAITING).exclude(request__discarded_at=None)
    for pk in list(discarded.values_list("pk", flat=True)):
        with transaction.atomic():
            locked = OutgoingLetter.objects.select_for_update(of=("self",)).get(pk=pk)
            if locked.state == State.WAITING:
                back_to_draft(locked)


def _send_next(clock: Callable[[], datetime]) -> Outcome | None:
    """Send one; None where nothing is due."""
    at = clock()
    for pk in (
        OutgoingLetter.objects.due(at=at).order_by("send_after", "pk").values_list("pk", flat=True)[:50]
    ):
        with _held(pk) as free:
            claimed = _claim_or_put_off(pk, at) if free else None
            if claimed:
                return _send(*claimed, clock)
    return None


@contextmanager
def _held(pk: int) -> Iterator[bool]:
    """Hold the lock of a letter for as long as this lasts; False where somebody else holds it.

    It belongs to the database connection and so ends with the process, however that ends, whatever the clocks say.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, pk % 2**31])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCKS, pk % 2**31])


def _claim_or_put_off(pk: int, at: datetime) -> tuple[OutgoingLetter, Headers, bytes] | None:
    """A letter whose files the storage does not give now waits; the others go on."""
    try:
        return _claim(pk, at)
    except OSError as error:
        log.warning("letter %s could not be made: %s", pk, error)
        waiting = OutgoingLetter.objects.filter(pk=pk, state=State.WAITING)
        waiting.update(last_error=f"A file could not be read: {error}"[:500], next_attempt_at=at + FIRST_WAIT)
        return None


def _claim(pk: int, at: datetime) -> tuple[OutgoingLetter, Headers, bytes] | None:
    """Mark a due letter as being sent, with the bytes that will go; None where it is due no more.

    A letter that cannot be built is failed here: it has not been sent.
    """
    with written_files() as keys, transaction.atomic():
        due = OutgoingLetter.objects.due(at=at).select_related(
            "request__authority", "request__team", "answers"
        )
        letter = due.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
        if letter is None:
            return None
        try:
            headers = headers_of(letter)
            raw = _bytes_of(letter, headers, at, keys)
        except BadLetter as error:
            letter.state, letter.last_error = State.FAILED, str(error)[:500]
            letter.save(update_fields=["state", "last_error"])
            return None
        letter.state, letter.claimed_at = State.SENDING, at
        letter.attempts += 1
        letter.save(update_fields=["state", "claimed_at", "attempts", "raw"])
    return letter, headers, raw


def _bytes_of(letter: OutgoingLetter, headers: Headers, at: datetime, keys: list[str]) -> bytes:
    """What the first attempt built, so that every attempt hands over the same; else built and kept now."""
    if letter.raw:
        with letter.raw.open("rb") as kept:
            return bytes(kept.read())
    raw = build(letter, headers, at=at)
    letter.raw.save("", ContentFile(raw), save=False)
    keys.append(letter.raw.name or "")
    return raw


def _send(letter: OutgoingLetter, headers: Headers, raw: bytes, clock: Callable[[], datetime]) -> Outcome:
    """Speak to the mail server, and write down at once what it said. Any other end leaves the row uncertain."""
    handed = Handed(Outcome.UNKNOWN, "The program failed while the letter was being sent.")
    try:
        handed = hand_over(raw, sender=headers.envelope, recipient=letter.to_email)
    finally:
        _settle(letter, handed, clock())
    if handed.outcome is not Outcome.TAKEN:
        log.warning("letter %s: %s (%s)", letter.pk, handed.outcome, handed.said)
    return handed.outcome


@transaction.atomic
def _settle(letter: OutgoingLetter, handed: Handed, at: datetime) -> None:
    """Write the outcome, unless a person has said meanwhile what became of the letter."""
    ours = OutgoingLetter.objects.filter(
        pk=letter.pk,
        claimed_at=letter.claimed_at,
        state__in=(State.SENDING, State.UNCERTAIN),
        settled_at=None,
    )
    changes: dict[str, object]
    match handed.outcome:
        case Outcome.TAKEN:
            changes = {"state": State.SENT, "sent_at": at, "last_error": "", "next_attempt_at": None}
            changes["written_to"] = handed.written_to
        case Outcome.REFUSED:
            changes = {"state": State.FAILED, "last_error": handed.said}
        case Outcome.UNKNOWN:
            changes = {"state": State.UNCERTAIN, "last_error": handed.said}
        case _ if letter.attempts >= MOST_ATTEMPTS:
            changes = {"state": State.FAILED, "last_error": handed.said}
        case _:
            again = at + _wait(letter.attempts)
            changes = {"state": State.WAITING, "last_error": handed.said, "next_attempt_at": again}
    if ours.update(**changes) and handed.no_such_address:
        mark_bouncing(letter)


def _wait(attempts: int) -> timedelta:
    """How long until the next attempt: doubled each time up to a day, and never the same for two letters."""
    longest = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return longest * random.uniform(0.7, 1.0)  # noqa: S311


def mark_bouncing(letter: OutgoingLetter) -> None:
    """Note at the authority's contact that mail to the letter's address does not arrive."""
    contacts = Contact.objects.filter(authority_id=letter.request.authority_id, email__iexact=letter.to_email)
    contacts.update(status=Contact.Status.BOUNCING)
