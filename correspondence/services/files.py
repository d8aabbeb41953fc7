"""Keeping files: under a random key, in whatever storage is set, with their digest, size and sniffed type."""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile, TemporaryFile

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, transaction
from django.db.models.fields.files import FieldFile

from accounts.models import User
from correspondence.errors import CorrespondenceError, TooBig
from correspondence.file_names import kept, same_name, shown
from correspondence.mail.sources import Raw
from correspondence.models import Attachment, Message
from correspondence.sniffing import sniff

MB = 1024 * 1024
BIGGEST_FILE = 50 * MB
MOST_FILES = 20


@contextmanager
def written_files() -> Iterator[list[str]]:
    """Storage keys written inside: when what follows fails, the files go as the rows do.

    Stands outside the transaction, so that a failing commit counts too. Where the connection broke, nobody knows
    whether the commit took place: then the files stay, because one too many is better than a row without its letter.
    """
    keys: list[str] = []
    try:
        yield keys
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        for key in keys:
            default_storage.delete(key)
        raise


def check_uploads(files: Sequence[File[bytes]]) -> None:
    """Raise `CorrespondenceError` where there are too many files, or one is too big or empty."""
    if len(files) > MOST_FILES:
        raise CorrespondenceError(f"That is {len(files)} files: choose {MOST_FILES} at most at a time.")
    for file in files:
        if file.size > BIGGEST_FILE:
            raise TooBig(f"“{shown(file.name or '')}”", file.size, BIGGEST_FILE)
        if not file.size:
            raise CorrespondenceError(f"“{shown(file.name or '')}” is empty.")


def attach_files(
    *, message: Message, files: Sequence[File[bytes]], by: User | None, place: Attachment | None = None
) -> list[Attachment]:
    """Attach uploaded files to a letter; each takes the place of an attachment that the letter only mentions.

    The first file takes the `place` given, where nobody has filled it meanwhile. Else a mention of the same name is
    fulfilled first, then the first without a name; a file that the letter holds already is not doubled. Raises
    `CorrespondenceError` (nothing is kept then).
    """
    check_uploads(files)
    with written_files() as keys, transaction.atomic():
        Message.objects.select_for_update().get(pk=message.pk)
        rows = list(message.attachments.all())
        attached = []
        for file in files:
            mention = next((row for row in rows if row == place and not row.is_held), None)
            attached.append(_attach(message, file, rows, keys, by, mention))
            place = None
        return attached


def _attach(
    message: Message,
    file: File[bytes],
    rows: list[Attachment],
    keys: list[str],
    by: User | None,
    mention: Attachment | None,
) -> Attachment:
    digest, name = sha256_of(file), kept(file.name or "")
    for row in rows:
        if row.is_held and row.sha256 == digest and row.filename == name:
            return row
    attachment = mention or _mention_for(name, rows) or Attachment(message=message)
    attachment.filename = name
    attachment.scanner_said = attachment.decided_because = ""  # of the copy that was deleted there
    attachment.decided_by = attachment.decided_at = None
    attachment.content_type = (getattr(file, "content_type", "") or "")[:255]
    store(attachment, file, keys, digest=digest, by=by)
    if attachment not in rows:
        rows.append(attachment)
    return attachment


def store(
    attachment: Attachment, file: File[bytes], keys: list[str], *, digest: str = "", by: User | None = None
) -> None:
    """Write the bytes of an attachment to the storage and save its row. The key is noted in `keys`."""
    attachment.sha256 = digest or sha256_of(file)
    attachment.size = file.size
    attachment.sniffed_type = sniff(file)
    attachment.added_by = by
    attachment.file.save("", file, save=False)
    keys.append(attachment.file.name or "")
    attachment.save()


@contextmanager
def spooled(pieces: Iterable[bytes]) -> Iterator[File[bytes]]:
    """Bytes that come piece by piece as a file that can be read again: in memory while small, on disk beyond."""
    with SpooledTemporaryFile(max_size=MB) as spool:
        for piece in pieces:
            spool.write(piece)
        spool.seek(0)
        yield File(spool)


def mapped(stored: FieldFile) -> Raw:
    """The bytes of a stored file without reading them into memory: mapped, from a copy where the store is no disk.

    Raises `OSError` where the store is away, `FileNotFoundError` where the file is gone.
    """
    with stored.open("rb") as file, TemporaryFile() as copy:
        try:
            stored.path  # noqa: B018 - a store that is no disk has none
            number = file.fileno()
        except NotImplementedError:
            shutil.copyfileobj(file, copy)
            copy.flush()
            number = copy.fileno()
        return mmap.mmap(number, 0, access=mmap.ACCESS_READ) if os.fstat(number).st_size else b""


def settle(stored: FieldFile) -> None:
    """Have the disk write a file down for good before its row says that it is there. A bucket does that by itself."""
    try:
        path = stored.path
    except NotImplementedError:
        return
    for name, flags in ((path, os.O_RDONLY), (os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)):
        number = os.open(name, flags)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _mention_for(name: str, rows: list[Attachment]) -> Attachment | None:
    mentions = [row for row in rows if not row.is_held]
    same = [row for row in mentions if row.filename and same_name(row.filename) == same_name(name)]
    unnamed = [row for row in mentions if not row.filename]
    return next(iter([*same, *unnamed]), None)


def sha256_of(file: File[bytes]) -> str:
    """The digest of a file in hexadecimal; leaves it at its start."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
