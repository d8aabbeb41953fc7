"""Fetching letters from the mailboxes of the teams. What a killed worker had not stored is fetched again."""

from __future__ import annotations

import errno
import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.template.defaultfilters import filesizeformat

from correspondence.doors.imap import Folder, LetterGone, LetterTrouble, MailboxTrouble, open_folder
from correspondence.models import Arrival, Mailbox
from correspondence.sealing import CannotUnseal
from correspondence.services.inbound import STORE_TROUBLE, receive
from correspondence.services.mail import plain
from correspondence.services.mailboxes import PlaceRefused, account_of

log = logging.getLogger(__name__)
BIGGEST = 150 * 1024 * 1024  # bytes of a letter that is fetched
LONGEST = 240.0  # seconds that one mailbox is read for; the rest has its turn a minute later
LONGEST_WAIT = timedelta(hours=1)
BREAKS_OFF = 3  # so often a letter may break the connection before those behind it go first
MOST_TRIES = 8  # so often a letter that was left behind is asked for again by itself


@dataclass
class Fetched:
    """What one turn gave: `count` letters fetched; `busy`: another worker is at it; `trouble`: a sentence, or ""."""

    count: int = 0
    busy: bool = False
    trouble: str = ""


def fetch_mailbox(*, mailbox: Mailbox, now: datetime, seconds: float = LONGEST) -> Fetched:
    """Store what is new in a mailbox, one transaction a letter, and note how it went.

    Never raises for what is wrong with the mailbox or the disk: that is noted, and the next turn comes later each time.
    Raises `OperationalError` where the database is away.
    """
    fetched = Fetched()
    with _alone_at(mailbox) as free:
        if not free:
            return Fetched(busy=True)
        try:
            with open_folder(account_of(mailbox)) as folder:
                for _ in _letters(mailbox, folder, until=time.monotonic() + seconds):
                    fetched.count += 1
        except (MailboxTrouble, PlaceRefused, CannotUnseal) as error:
            fetched.trouble = str(error)
        except STORE_TROUBLE as error:
            log.warning("a letter of mailbox %s could not be stored: %s", mailbox.pk, error)
            fetched.trouble = _why_not_stored(error)
        _note(mailbox, fetched, now)
    return fetched


def _letters(mailbox: Mailbox, folder: Folder, *, until: float) -> Iterator[Arrival]:
    """Store each letter that is new, then try those left behind again."""
    _begin(mailbox, folder.uid_validity)
    new = folder.uids_after(mailbox.last_uid)
    left = mailbox.unfetched
    breaks_off = [uid for uid in new if left.get(str(uid), {}).get("tries", 0) >= BREAKS_OFF]
    first = [uid for uid in new if uid not in breaks_off]
    again = [int(uid) for uid, each in left.items() if int(uid) not in new and each["tries"] < MOST_TRIES]
    for uid in [*first, *breaks_off, *again]:
        if time.monotonic() > until:
            return
        if arrival := _take(mailbox, folder, uid):
            yield arrival


def _begin(mailbox: Mailbox, uid_validity: int) -> None:
    """A folder that numbers its letters anew is read from its beginning (RFC 9051 s.2.3.1.1)."""
    mailbox.refresh_from_db()
    if mailbox.uid_validity != uid_validity:
        mailbox.uid_validity, mailbox.last_uid, mailbox.unfetched = uid_validity, 0, {}
        mailbox.save(update_fields=["uid_validity", "last_uid", "unfetched"])


def _take(mailbox: Mailbox, folder: Folder, uid: int) -> Arrival | None:
    """Store one letter. One that the server does not hand out is left behind, and noted."""
    try:
        size = folder.size(uid)
        if size > BIGGEST:
            most = filesizeformat(BIGGEST)
            raise LetterTrouble(
                f"It is {filesizeformat(size)}; {most} is the most. Upload it without its files."
            )
        with folder.letter(uid) as raw:
            return receive(
                raw=raw,
                door=Arrival.Door.IMAP,
                team=mailbox.team,
                mailbox=mailbox,
                uid_validity=folder.uid_validity,
                uid=uid,
            )
    except LetterGone:
        _leave_behind(mailbox, uid, "", moves_on=True)
    except LetterTrouble as error:
        _leave_behind(mailbox, uid, str(error), moves_on=True)
    except MailboxTrouble as error:
        _leave_behind(mailbox, uid, str(error), moves_on=False)
        raise
    return None


@transaction.atomic
def _leave_behind(mailbox: Mailbox, uid: int, said: str, *, moves_on: bool) -> None:
    """Note a letter that did not come. `moves_on`: those behind it are next; else it is asked for again first."""
    held = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    tries = held.unfetched.pop(str(uid), {}).get("tries", 0)
    if said:
        held.unfetched[str(uid)] = {"tries": tries + 1, "said": plain(said, 300)}
    if moves_on:
        held.last_uid = max(held.last_uid, uid)
    held.save(update_fields=["unfetched", "last_uid"])


def _note(mailbox: Mailbox, fetched: Fetched, now: datetime) -> None:
    """When it answered; or since when it fails, why, and when its next turn is."""
    row = Mailbox.objects.filter(pk=mailbox.pk)
    if not fetched.trouble:
        row.update(checked_at=now, failing_since=None, last_error="", failures=0, next_check_at=None)
        return
    mailbox.refresh_from_db()
    wait = min(timedelta(minutes=2 ** min(mailbox.failures, 10)), LONGEST_WAIT)
    row.update(
        failing_since=mailbox.failing_since or now,
        last_error=plain(fetched.trouble, 500),
        failures=F("failures") + 1 if mailbox.failures < 1000 else 1000,
        next_check_at=now + wait * random.uniform(0.8, 1.2),  # noqa: S311
    )


def _why_not_stored(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The letters could not be stored: the disk is full. They wait on their server."
    return "The letters could not be stored for now. They wait on their server."


@contextmanager
def _alone_at(mailbox: Mailbox) -> Iterator[bool]:
    """Whether nobody else is fetching from the same mailbox; the database lets go where a worker dies."""
    key = f"mailbox {mailbox.pk}"
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free:
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])
