"""Mail that comes in by itself: stored byte for byte first, read afterwards, and never dropped."""

from __future__ import annotations

import logging
import random
from datetime import date, timedelta
from typing import IO

from django.core.files.base import ContentFile, File
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team, User
from correspondence.digests import words_digest
from correspondence.errors import AlreadyHere
from correspondence.mail.parse import parse
from correspondence.mail.sources import Raw
from correspondence.mail.types import ParsedMail
from correspondence.models import Arrival, Mailbox, MailUpload
from correspondence.services.bounces import note_bounce
from correspondence.services.files import mapped, settle, sha256_of, written_files
from correspondence.services.mail import heading, plain, put_mail
from correspondence.services.sorting import Decision, decide
from correspondence.waiting_mail import MOST_FILES, contents_of, name_of
from requests_app.models import InformationRequest

log = logging.getLogger(__name__)
State, How = Arrival.State, Arrival.How
MOST_TRIES = 3
FIRST_WAIT = timedelta(minutes=1)
STORE_TROUBLE = (OSError, OperationalError, InterfaceError)
"""What the disk or the database raises when it is full or away: the mail is not to blame and is tried again."""


class RawGone(Exception):
    """The bytes of a mail are no longer in the storage."""


def receive(
    *,
    raw: bytes | IO[bytes],
    door: str,
    team: Team | None,
    mailbox: Mailbox | None = None,
    uid_validity: int | None = None,
    uid: int | None = None,
    envelope_to: str = "",
    upload: MailUpload | None = None,
    upload_part: int | None = None,
) -> Arrival:
    """Keep a mail as it came; it is safe the moment this returns, and nothing has been read yet.

    `raw`: the bytes, or a file at its beginning, which is copied piece by piece. A letter of a mailbox that is kept
    already (the same UIDVALIDITY and UID) is not kept twice; how far the mailbox has been read is written in the same
    transaction. Raises what the storage or the database raise (`OSError`, `DatabaseError`): then nothing is kept, and
    the sender must try again.
    """
    file: File[bytes] = ContentFile(raw) if isinstance(raw, bytes) else File(raw)
    arrival = Arrival(
        team=team,
        door=door,
        mailbox=mailbox,
        uid_validity=uid_validity,
        uid=uid,
        upload=upload,
        upload_part=upload_part,
        envelope_to=plain(envelope_to, 320),
        raw_sha256=sha256_of(file),
        size=file.size,
    )
    with written_files() as keys, transaction.atomic():
        known = _known(arrival)
        if known is None:
            arrival.raw.save("", file, save=False)
            keys.append(arrival.raw.name or "")
            settle(arrival.raw)
            arrival.save()
        if mailbox is not None and uid is not None:
            _note_in_mailbox(mailbox, uid_validity, uid, new=known is None)
    return known or arrival


def receive_unread(*, raw: bytes, door: str, team: Team | None, because: str) -> Arrival:
    """Keep what came through a door and is no mail we can read: among what could not be read, for a person."""
    with transaction.atomic():
        arrival = receive(raw=raw, door=door, team=team)
        arrival.state, arrival.reason = State.QUARANTINED, plain(because, 300)
        arrival.save(update_fields=["state", "reason"])
    return arrival


def _known(arrival: Arrival) -> Arrival | None:
    """The row that the letter has already: by its number, or under an older one where its server numbers anew."""
    if arrival.upload:
        return Arrival.objects.filter(upload=arrival.upload, upload_part=arrival.upload_part).first()
    if arrival.uid is None:
        return None
    held = Arrival.objects.filter(mailbox=arrival.mailbox)
    if same := held.filter(uid_validity=arrival.uid_validity, uid=arrival.uid).first():
        return same
    older = held.filter(raw_sha256=arrival.raw_sha256).exclude(uid_validity=arrival.uid_validity).first()
    if older:
        older.uid_validity, older.uid = arrival.uid_validity, arrival.uid
        older.save(update_fields=["uid_validity", "uid"])
    return older


def _note_in_mailbox(mailbox: Mailbox, uid_validity: int | None, uid: int, *, new: bool) -> None:
    """How far the mailbox has been read; a letter that had been left behind is so no longer."""
    held = Mailbox.objects.select_for_update().filter(pk=mailbox.pk, uid_validity=uid_validity).first()
    if held is None:
        return
    held.last_uid = max(held.last_uid, uid)
    held.unfetched.pop(str(uid), None)
    if new:
        held.last_arrival_at = timezone.now()
    held.save(update_fields=["last_uid", "unfetched", "last_arrival_at"])


def process_waiting(*, today: date, at_most: int = 500) -> int:
    """Read and file what waits, one transaction each; how many were looked at. Any number of workers may do it."""
    for done in range(at_most):
        arrival = _claim()
        if arrival is None:
            return done
        _try(arrival, today)
    return at_most


@transaction.atomic
def _claim() -> Arrival | None:
    """Take the next one that is due. The try is counted before it begins: what kills the worker counts too."""
    due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())
    waiting = Arrival.objects.stored().filter(due).order_by("next_attempt_at", "pk")
    arrival = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if arrival is None:
        return None
    arrival.attempts += 1
    wait = FIRST_WAIT * 2**arrival.attempts * random.uniform(0.8, 1.2)  # noqa: S311
    arrival.next_attempt_at = timezone.now() + wait
    arrival.save(update_fields=["attempts", "next_attempt_at"])
    return arrival


def _try(arrival: Arrival, today: date) -> None:
    """Read and file one; what goes wrong with it is its own affair, and the next ones go on."""
    if arrival.attempts > MOST_TRIES:
        _give_up(arrival, arrival.last_error or "The program ended while it was being read.")
        return
    try:
        process(arrival=arrival, today=today)
    except STORE_TROUBLE as error:  # the disk or the database, not the mail: no try of its three
        log.warning("mail %s could not be stored yet: %s", arrival.pk, error)
        Arrival.objects.filter(pk=arrival.pk).update(
            attempts=arrival.attempts - 1, last_error=plain(str(error), 500)
        )
    except Exception as error:
        log.exception("mail %s could not be read", arrival.pk)
        said = plain(f"{type(error).__name__}: {error}", 500)
        Arrival.objects.filter(pk=arrival.pk).update(last_error=said)
        if arrival.attempts == MOST_TRIES:
            _give_up(arrival, said)


def _give_up(arrival: Arrival, because: str) -> None:
    Arrival.objects.filter(pk=arrival.pk, state=State.STORED).update(
        state=State.QUARANTINED, reason="It could not be read in three tries.", last_error=because
    )


def process(*, arrival: Arrival, today: date) -> Arrival:
    """Read a stored mail and file it, or leave it in the unfiled inbox with the reason."""
    mail = parse(_bytes_of(arrival))
    with written_files() as keys, transaction.atomic():
        held = Arrival.objects.select_for_update(of=("self",)).select_related("team")
        locked = held.get(pk=arrival.pk)
        if locked.state != State.STORED:
            return locked
        _note_what_it_says(locked, mail)
        bounced = note_bounce(mail=mail, team=locked.team)
        if bounced:
            decision = Decision(bounced.request, How.BOUNCE)
        else:
            decision = decide(mail, team=locked.team, envelope_to=locked.envelope_to)
        if decision.request:
            _file(locked, mail, decision, today, keys, by=None)
        else:
            _leave_unfiled(locked, decision.reason)
            locked.contents = contents_of(mail)
        locked.save()
    return locked


def file_arrival(*, arrival: Arrival, request: InformationRequest, by: User, today: date) -> Arrival:
    """Put an unfiled mail into the thread of a request, because a person says so. Filed already: nothing is done."""
    mail = parse(_bytes_of(arrival))
    with written_files() as keys, transaction.atomic():
        locked = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
        if locked.state == State.FILED:
            return locked
        _note_what_it_says(locked, mail)
        _file(locked, mail, Decision(request, How.PERSON), today, keys, by=by)
        locked.handled_by, locked.handled_at = by, timezone.now()
        locked.save()
        record(actor=by, action="mail.filed", subject=locked, request=request.pk)
    return locked


def _bytes_of(arrival: Arrival) -> Raw:
    try:
        return mapped(arrival.raw)
    except FileNotFoundError as error:
        raise RawGone("Its bytes are no longer in the storage.") from error


def try_again(*, arrival: Arrival, by: User) -> bool:
    """Have a mail that could not be read be read again, with three new tries; False where it waits no longer."""
    with transaction.atomic():
        fresh = {
            "state": State.STORED,
            "attempts": 0,
            "next_attempt_at": None,
            "reason": "",
            "last_error": "",
        }
        if not Arrival.objects.quarantined().filter(pk=arrival.pk).update(**fresh):
            return False
        record(actor=by, action="mail.tried_again", subject=arrival)
    return True


def _file(
    arrival: Arrival, mail: ParsedMail, decision: Decision, today: date, keys: list[str], by: User | None
) -> None:
    """The mail becomes a letter of its request; one that is there already is not doubled."""
    assert decision.request is not None  # noqa: S101 - for the type checker: callers have looked
    arrival.team, arrival.how, arrival.reason = decision.request.team, decision.how, ""
    try:
        arrival.letter = put_mail(
            request=decision.request,
            mail=mail,
            raw_name=arrival.raw.name or "",
            by=by,
            today=today,
            keys=keys,
        )
        arrival.state = State.FILED
    except AlreadyHere as error:
        arrival.letter, arrival.state = error.message, State.DUPLICATE
        arrival.reason = str(error)


def _leave_unfiled(arrival: Arrival, reason: str) -> None:
    """One for each mail: the same again is a double of it, also where a person has dealt with the first meanwhile."""
    _hold_unfiled(arrival)
    twin = _twin(arrival)
    if twin is None:
        arrival.state, arrival.reason = State.UNFILED, reason
        return
    arrival.state, arrival.letter = State.DUPLICATE, twin.letter
    arrival.reason = (
        "The same mail waits in the unfiled inbox already."
        if twin.state == State.UNFILED
        else "The same mail came before, and has been dealt with."
    )


def _twin(arrival: Arrival) -> Arrival | None:
    """The same mail, come before to the same team: by its Message-ID and its words, else byte for byte."""
    same = (
        {"message_id": arrival.message_id, "body_sha256": arrival.body_sha256}
        if arrival.message_id
        else {"raw_sha256": arrival.raw_sha256}
    )
    read = Arrival.objects.filter(team=arrival.team, **same).exclude(pk=arrival.pk)
    return read.exclude(state__in=[State.STORED, State.QUARANTINED]).order_by("pk").first()


def _hold_unfiled(arrival: Arrival) -> None:
    """Copies of one mail that come at the same time wait for each other, so that the second sees the first."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"unfiled {arrival.message_id}"]
        )


def _note_what_it_says(arrival: Arrival, mail: ParsedMail) -> None:
    sender = mail.from_
    arrival.message_id = plain(mail.message_id or "", 500)
    arrival.author_name = heading(sender.name, 255) if sender else ""
    arrival.author_email = plain(sender.email, 254) if sender else ""
    arrival.subject = heading(mail.subject, 500)
    arrival.body_text = mail.body_text.replace("\0", "")
    arrival.body_sha256 = words_digest(arrival.body_text)
    arrival.sent_at = mail.date
    arrival.automatic = mail.kind
    arrival.attachment_names = [name_of(each) for each in mail.attachments if not each.inline][:MOST_FILES]
