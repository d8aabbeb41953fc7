"""Bringing in a mailbox as a file: kept first, taken in by the worker, each mail an arrival of its own."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team, User
from correspondence.doors.bundles import BIGGEST_BUNDLE, BundleRefused, Found, found_in, unpacked_size
from correspondence.errors import TooBig
from correspondence.file_names import kept
from correspondence.models import Arrival, MailUpload
from correspondence.services.files import written_files
from correspondence.services.inbound import STORE_TROUBLE, receive
from correspondence.services.mail import plain

log = logging.getLogger(__name__)
LONGEST = 240.0  # seconds of work at a time; the next turn goes on where this one stopped
MOST_ATTEMPTS = 5  # so often it may be begun without getting any further
MOST_LISTED = 500  # things that were no mail whose names are kept
_NOTED_EVERY = 20  # mails passed over between two notes of how far it has come


@dataclass(frozen=True)
class Report:
    """What became of the mails of an upload so far; what was no mail is counted apart."""

    taken: int
    waiting: int
    filed: int
    unfiled: int
    doubles: int
    unreadable: int
    not_mail: int

    @property
    def read(self) -> int:
        """Those of which it is known what became of them."""
        return self.taken - self.waiting


def bring_in(*, team: Team, file: File[bytes], by: User) -> MailUpload:
    """Keep a file of mails, to be taken in by the worker. Raises `TooBig`, `BundleRefused` (nothing is kept then)."""
    if file.size > BIGGEST_BUNDLE:
        raise TooBig("That file", file.size, BIGGEST_BUNDLE)
    upload = MailUpload(
        team=team,
        filename=kept(file.name or ""),
        size=file.size,
        total_bytes=unpacked_size(file),
        uploaded_by=by,
    )
    file.seek(0)
    with written_files() as keys, transaction.atomic():
        upload.file.save("", file, save=False)
        keys.append(upload.file.name or "")
        upload.save()
        record(actor=by, action="mail.brought_in", subject=upload, size=upload.size)
    return upload


def report_on(upload: MailUpload) -> Report:
    """The counts for the page, from the arrivals themselves."""
    state = Arrival.State
    rows = Arrival.objects.filter(upload=upload).order_by().values_list("state").annotate(Count("pk"))
    counts = dict(rows)
    return Report(
        taken=upload.taken,
        waiting=counts.get(state.STORED, 0),
        filed=counts.get(state.FILED, 0),
        unfiled=counts.get(state.UNFILED, 0) + counts.get(state.NOT_OURS, 0),
        doubles=counts.get(state.DUPLICATE, 0),
        unreadable=counts.get(state.QUARANTINED, 0),
        not_mail=upload.skipped_count,
    )


def work_on_uploads(*, seconds: float = LONGEST) -> int:
    """Take in what waits, one upload after the other, for so long; how many mails were stored."""
    until, stored = time.monotonic() + seconds, 0
    for pk in MailUpload.objects.unfinished().order_by("uploaded_at", "pk").values_list("pk", flat=True):
        if time.monotonic() > until:
            break
        stored += _work_on(pk, until)
    return stored


def _work_on(pk: int, until: float) -> int:
    """Go on with one upload, unless another worker has it. What is wrong with the file ends it with the reason."""
    key = f"mail upload {pk}"
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        if not cursor.fetchone()[0]:
            return 0
        try:
            upload = MailUpload.objects.select_related("team").get(pk=pk)
            return _take_in(upload, until) if upload.finished_at is None else 0
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])


def _take_in(upload: MailUpload, until: float) -> int:
    """Store each mail that is not stored yet. Where the disk is full, it goes on at a later turn."""
    if upload.attempts >= MOST_ATTEMPTS:
        _finish(
            upload, upload.last_error or "It could not be taken in: the program ended at it again and again."
        )
        return 0
    MailUpload.objects.filter(pk=upload.pk).update(attempts=upload.attempts + 1)
    stored = mails = passed = 0
    try:
        with upload.file.open("rb") as file:
            for found in found_in(file, upload.filename):
                if found.raw is None:
                    passed += 1
                    _pass_over(upload, found, passed)
                    continue
                mails += 1
                if mails > upload.taken:
                    _store(upload, found, mails)
                    stored += 1
                    if time.monotonic() > until:
                        return stored
    except (BundleRefused, FileNotFoundError) as error:
        _finish(upload, str(error) if isinstance(error, BundleRefused) else "The file is no longer there.")
        return stored
    except STORE_TROUBLE as error:  # no fault of the file: it goes on at the next turn
        log.warning("upload %s waits: %s", upload.pk, error)
        MailUpload.objects.filter(pk=upload.pk).update(attempts=0)
        return stored
    _finish(upload, "")
    return stored


def _store(upload: MailUpload, found: Found, number: int) -> None:
    assert found.raw is not None  # noqa: S101 - for the type checker: the caller has looked
    with transaction.atomic():
        receive(raw=found.raw, door=Arrival.Door.UPLOAD, team=upload.team, upload=upload, upload_part=number)
        upload.taken, upload.done_bytes, upload.attempts = number, found.done, 0
        upload.save(update_fields=["taken", "done_bytes", "attempts"])


def _pass_over(upload: MailUpload, found: Found, number: int) -> None:
    """Note something that is no mail, once: a worker that takes over passes it again."""
    if number <= upload.skipped_count:
        return
    upload.skipped_count = number
    if len(upload.skipped) < MOST_LISTED:
        upload.skipped.append([plain(found.name, 300), plain(found.why_not, 200)])
    if number % _NOTED_EVERY == 1:
        upload.done_bytes = found.done
        upload.save(update_fields=["skipped", "skipped_count", "done_bytes"])


def _finish(upload: MailUpload, trouble: str) -> None:
    """All is stored, or nothing more can be: the file is let go, its mails stay."""
    upload.finished_at, upload.last_error = timezone.now(), trouble
    if not trouble:
        upload.done_bytes = upload.total_bytes
    name, storage = upload.file.name, upload.file.storage
    upload.file.name = ""
    upload.save()
    if name:
        storage.delete(name)
