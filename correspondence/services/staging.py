"""Bytes on their way in: a file of its own each, in a folder of this machine, appended to as they arrive."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core.files.base import File
from django.http import UnreadablePostError

PIECE = 256 * 1024  # bytes in memory at a time


class Readable(Protocol):
    """What bytes are read from: a file, or the body of an HTTP request."""

    def read(self, size: int, /) -> bytes: ...


class WrongPlace(ValueError):
    """A piece that does not begin where the file ends so far, which is at `offset`."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"The file has {offset} bytes so far.")


class MoreThanSaid(ValueError):
    """More bytes than the file was said to have."""


def folder() -> Path:
    path = Path(settings.UPLOAD_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def append(staged: str, *, offset: int, size: int, stream: Readable) -> int:
    """Write what comes behind `offset`; how many bytes there are now, also where the connection broke.

    Raises `WrongPlace` (also while another piece is being written), `MoreThanSaid`, and `OSError` where the disk is
    full: what was written before stays.
    """
    with _locked(staged) as file:
        here = file.seek(0, os.SEEK_END)
        if here != offset:
            raise WrongPlace(here)
        try:
            while piece := stream.read(PIECE):
                if here + len(piece) > size:
                    raise MoreThanSaid
                file.write(piece)
                here += len(piece)
        except UnreadablePostError:  # the connection broke: it is taken up again from here
            return here
        return here


@contextmanager
def _locked(staged: str) -> Iterator[IO[bytes]]:
    descriptor = os.open(folder() / staged, os.O_RDWR | os.O_CREAT, 0o600)
    with open(descriptor, "r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongPlace(os.fstat(descriptor).st_size) from error
        yield file


def size_of(staged: str) -> int:
    try:
        return (folder() / staged).stat().st_size
    except FileNotFoundError:
        return 0


def digest_of(staged: str) -> str:
    with (folder() / staged).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(staged: str) -> None:
    for name in (staged, f"{staged}.move"):
        (folder() / name).unlink(missing_ok=True)


class StagedFile(File):
    """A staged file as the storage takes it: by renaming a second name of it, so that nothing is copied.

    The first name stays until the letter is committed: when that fails, nothing was lost.
    """

    def __init__(self, staged: str) -> None:
        self.second = folder() / f"{staged}.move"
        self.second.unlink(missing_ok=True)
        os.link(folder() / staged, self.second)
        super().__init__(self.second.open("rb"), name=str(self.second))

    def temporary_file_path(self) -> str:
        return str(self.second)
