"""Take the mails out of a file that somebody brings in: one mail, an mbox, or a ZIP of folders of both.

Nothing is unpacked to the disk, no name in a ZIP becomes a path, and a ZIP says how large it is before it is opened.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from correspondence.doors.mbox import is_mbox, mails_in
from correspondence.mail.parse import why_no_mail

MB = 1024 * 1024
BIGGEST_BUNDLE = 500 * MB
MOST_UNPACKED = 4_000 * MB
MOST_MEMBERS = 100_000
BIGGEST_MAIL = 150 * MB
STEEPEST = 200  # times that a member may grow when it is unpacked; mail grows two to ten times
_ALWAYS_FINE = 10 * MB  # what stays below this may grow as it likes
_HEAD = 200_000
_PASSED_OVER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class BundleRefused(ValueError):
    """The file as a whole is not taken; `str()` is a sentence for the screen."""


@dataclass(frozen=True)
class Found:
    """A mail of the file: `raw`, at its beginning, until the next one is asked for; or why something was no mail.

    `done`: bytes of the file, unpacked, that lie behind it.
    """

    name: str
    done: int
    raw: IO[bytes] | None = None
    why_not: str = ""


def unpacked_size(file: IO[bytes]) -> int:
    """How many bytes there are to go through. Raises `BundleRefused` for a ZIP that is damaged or too much."""
    if not _is_zip(file):
        return _size(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise BundleRefused("The ZIP file is damaged and cannot be opened.") from error
    if len(members) > MOST_MEMBERS:
        raise BundleRefused(f"The ZIP file holds {len(members):,} files; {MOST_MEMBERS:,} is the most.")
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        raise BundleRefused(
            f"Unpacked it would be {total // MB:,} MB; {MOST_UNPACKED // MB:,} MB is the most. "
            "Bring it in in several parts."
        )
    return total


def found_in(file: IO[bytes], name: str) -> Iterator[Found]:
    """Each mail in the file, always in the same order, and each thing in it that is none with the reason.

    Raises `BundleRefused` as `unpacked_size` does.
    """
    if _is_zip(file):
        unpacked_size(file)
        file.seek(0)
        yield from _in_zip(file)
    else:
        yield from _in_file(file, name, 0)


def _is_zip(file: IO[bytes]) -> bool:
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    return head in (b"PK\x03\x04", b"PK\x05\x06")


def _in_zip(file: IO[bytes]) -> Iterator[Found]:
    done = 0
    with zipfile.ZipFile(file) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if member.is_dir() or member.filename.lower().endswith(_PASSED_OVER[1:]):
                continue
            if member.filename.lower().startswith(_PASSED_OVER[0]):
                continue
            if why_not := _why_not_opened(member):
                yield Found(member.filename, done + member.file_size, why_not=why_not)
            else:
                yield from _in_member(archive, member, done)
            done += member.file_size


def _why_not_opened(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 0x1:
        return "it is locked with a password"
    grows = member.file_size / max(member.compress_size, 1)
    if member.file_size > _ALWAYS_FINE and grows > STEEPEST:
        return f"unpacked it would grow {grows:,.0f} times, as no mail does"
    return ""


def _in_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, done: int) -> Iterator[Found]:
    try:
        with archive.open(member) as opened:
            head = opened.read(_HEAD)
            if is_mbox(head):
                opened.seek(0)
                yield from _in_file(opened, member.filename, done)
                return
            if why_not := _why_none(head, member.file_size):
                yield Found(member.filename, done + member.file_size, why_not=why_not)
                return
            with SpooledTemporaryFile(max_size=2 * MB) as spool:  # what has a stranger's name goes no further
                spool.write(head)
                shutil.copyfileobj(opened, spool)
                spool.seek(0)
                yield Found(member.filename, done + member.file_size, raw=spool)
    except _DAMAGED:
        yield Found(member.filename, done + member.file_size, why_not="it is damaged")


def _in_file(file: IO[bytes], name: str, done: int) -> Iterator[Found]:
    """What one file holds: an mbox is taken apart, anything else is one mail or none."""
    head = file.read(_HEAD)
    file.seek(0)
    if is_mbox(head):
        for number, mail in enumerate(mails_in(file), start=1):
            yield _judged(f"{name}, mail {number}", mail.raw, done + mail.end)
        return
    yield _judged(name, file, done + _size(file))


def _judged(name: str, raw: IO[bytes], done: int) -> Found:
    if why_not := _why_none(raw.read(_HEAD), _size(raw)):
        return Found(name, done, why_not=why_not)
    raw.seek(0)
    return Found(name, done, raw=raw)


def _why_none(head: bytes, size: int) -> str | None:
    """Why something that begins like this is no mail, or none that is taken."""
    if head.startswith(b"PK\x03\x04"):
        return "it is a ZIP file within a ZIP file"
    if size > BIGGEST_MAIL:
        return f"it is {size // MB:,} MB; {BIGGEST_MAIL // MB} MB is the most"
    return why_no_mail(head)


def _size(file: IO[bytes]) -> int:
    """How many bytes a file has; it is at its beginning afterwards."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size
