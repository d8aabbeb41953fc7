"""Files that an authority leaves at its link: taken in by pieces, handed over as one letter, exactly once."""

from __future__ import annotations

import logging
import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.audit import record
from correspondence.digests import words_digest
from correspondence.errors import CorrespondenceError, TooBig
from correspondence.file_names import kept, shown
from correspondence.models import Attachment, Delivery, LeftFile, Message, UploadLink
from correspondence.services import filing, staging
from correspondence.services.files import store, written_files
from correspondence.services.mail import plain
from correspondence.services.scanning import scan
from correspondence.services.suggestions import suggest

log = logging.getLogger(__name__)
State = LeftFile.State
MOST_FILES = 500  # in one delivery
_MOST_TOGETHER = 10  # times the biggest file, in one delivery
_SPARE = 500_000_000  # bytes of the disk that are left for mail
ABANDONED_AFTER = timedelta(hours=24)
UNFINISHED = (
    "The sender did not press “Finish”: these files were taken over a day after the last one arrived."
)


class NoRoom(OSError):
    """The disk has no room for the file."""


def begin_file(*, link: UploadLink, key: str, name: str, content_type: str, size: int) -> LeftFile:
    """Announce a file, or find it again by its key where it was announced before. Raises `CorrespondenceError`."""
    biggest = settings.MAX_UPLOAD_MB * 1024 * 1024
    if size > biggest:
        raise TooBig(f"“{shown(name)}”", size, biggest)
    if size < 1:
        raise CorrespondenceError(f"“{shown(name)}” is empty.")
    with transaction.atomic():
        delivery = _open_delivery(link)
        known = delivery.files.filter(key=key).first()
        if known:
            return known
        files = list(delivery.files.values_list("size", flat=True))
        if len(files) >= MOST_FILES or sum(files) + size > _MOST_TOGETHER * biggest:
            raise CorrespondenceError(
                "That is more than can be taken at once: finish, and then send the rest."
            )
        if shutil.disk_usage(staging.folder()).free < size + _SPARE:
            raise NoRoom
        return delivery.files.create(
            key=key,
            filename=kept(name),
            content_type=plain(content_type, 255),
            size=size,
        )


def _open_delivery(link: UploadLink) -> Delivery:
    """The delivery of a link that is not finished yet; locked, so that it is not finished meanwhile."""
    try:
        with transaction.atomic():
            Delivery.objects.get_or_create(link=link, finished_at=None)
    except IntegrityError:  # somebody else began it at the same moment
        pass
    return Delivery.objects.select_for_update().get(link=link, finished_at=None)


def add_piece(*, left: LeftFile, offset: int, stream: staging.Readable, at: datetime) -> LeftFile:
    """Write a piece of a file, and look at the whole once it is there.

    Raises `staging.WrongPlace`, `staging.MoreThanSaid`, `OSError` (disk full); what was written stays.
    """
    if left.state != State.COMING:
        raise staging.WrongPlace(left.size)
    try:
        staging.append(left.staged, offset=offset, size=left.size, stream=stream)
    finally:
        left.received = staging.size_of(left.staged)
        LeftFile.objects.filter(pk=left.pk).update(received=left.received)
        Delivery.objects.filter(pk=left.delivery_id).update(touched_at=at)
    if left.received == left.size:
        _complete(left)
    return left


def _complete(left: LeftFile) -> None:
    left.sha256 = staging.digest_of(left.staged)
    left.scanner_said = scan(str(staging.folder() / left.staged))
    left.state = State.SUSPECT if left.scanner_said else State.COMPLETE
    left.save(update_fields=["sha256", "scanner_said", "state"])


@transaction.atomic
def remove_file(*, left: LeftFile) -> None:
    """Take a file back out of a delivery, because its sender asks for it before handing it over."""
    delivery = Delivery.objects.select_for_update().get(pk=left.delivery_id)
    if delivery.finished_at is None and left.state != State.SUSPECT:
        LeftFile.objects.filter(pk=left.pk).delete()
        transaction.on_commit(lambda: staging.remove(left.staged))


def finish(*, delivery: Delivery, sender: str, note: str, at: datetime) -> Message | None:
    """Hand the complete files over as one letter of the request; None where there is none. Twice gives one letter.

    Effects: one `Message` of the channel "upload" with its `Attachment`s, and an audit entry; no clock moves. What is
    not complete is left behind and removed.
    """
    with written_files() as keys, transaction.atomic():
        locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if locked.finished_at is not None:
            return locked.letter
        files = list(locked.files.exclude(state=State.COMING))
        if not files:
            return None
        letter = _letter(locked, sender, note, at)
        for left in files:
            _attach(letter, left, keys)
        suggest(messages=[letter])
        locked.letter, locked.finished_at = letter, at
        locked.save(update_fields=["letter", "finished_at"])
        request = locked.link.request_id
        record(actor=None, action="upload.received", subject=letter, request=request, files=len(files))
    for left in locked.files.all():
        staging.remove(left.staged)
    return letter


def _letter(delivery: Delivery, sender: str, note: str, at: datetime) -> Message:
    request = delivery.link.request
    filing.lock(request)
    text = note.replace("\0", "").strip()
    on = at.date()
    letter = Message(
        direction=Message.Direction.INCOMING,
        channel=Message.Channel.UPLOAD,
        author_name=plain(sender, 255),
        organisation=request.authority.name,
        subject="Files from the upload page",
        body_text=text,
        body_sha256=words_digest(text),
        on=on,
    )
    filing.insert(request, [letter], filing.place_for(request, on))
    return letter


def _attach(letter: Message, left: LeftFile, keys: list[str]) -> None:
    row = Attachment(
        message=letter,
        filename=left.filename,
        content_type=left.content_type,
        kept_back=left.scanner_said,
    )
    with staging.StagedFile(left.staged) as file:
        store(row, file, keys, digest=left.sha256)


def sweep_uploads(*, at: datetime) -> int:
    """Hand over what a sender left without finishing, and remove what never became complete; how many deliveries."""
    stale = Delivery.objects.filter(finished_at=None, touched_at__lt=at - ABANDONED_AFTER)
    done = 0
    for delivery in stale.select_related("link__request__authority"):
        if finish(delivery=delivery, sender="", note=UNFINISHED, at=at) is None:
            for left in delivery.files.all():
                staging.remove(left.staged)
            delivery.delete()
        done += 1
    _remove_strays(at)
    return done


def _remove_strays(at: datetime) -> None:
    """Staged files of which no row knows: a process ended between the two."""
    known = set(LeftFile.objects.filter(delivery__finished_at=None).values_list("staged", flat=True))
    for path in staging.folder().iterdir():
        old = at.timestamp() - path.stat().st_mtime > ABANDONED_AFTER.total_seconds()
        if old and path.name.partition(".")[0] not in known:
            path.unlink(missing_ok=True)
