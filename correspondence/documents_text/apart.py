"""Reading a stranger's file in a process of its own, from which nothing comes back but words or a picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from correspondence.documents_text.child import UNREADABLE
from correspondence.documents_text.types import ReaderFailed, Unreadable

LONGEST = 400  # seconds on the clock
LONGEST_RENDER = 30
_PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Heard:
    """What the other process says of a document; `pages` gives the text of each and can be gone through once."""

    page_count: int | None
    how: str
    note: str
    pages: Iterator[str]


@contextmanager
def read(path: str, sniffed: str) -> Iterator[Heard]:
    """The words of a file, page by page. Raises `Unreadable` with a sentence, or `ReaderFailed` to try it again."""
    with _run(["read", path, sniffed or "application/octet-stream"], LONGEST) as said:
        try:
            about = json.loads(said.readline())
        except ValueError as error:
            raise ReaderFailed("Reading the file gave nothing.") from error
        yield Heard(about["page_count"], about["how"], about["note"], (json.loads(line) for line in said))


def render(path: str, page: int, width: int) -> bytes:
    """A page of a PDF, from 1, as a PNG of that width. Raises `Unreadable`, `ReaderFailed`."""
    with _run(["render", path, str(page), str(width)], LONGEST_RENDER) as said:
        return said.read()


def count_pages(path: str) -> int:
    """How many pages a PDF has. Raises `Unreadable`, `ReaderFailed`."""
    with _run(["count", path], LONGEST_RENDER) as said:
        return int(said.read())


@contextmanager
def _run(arguments: list[str], seconds: int) -> Iterator[IO[bytes]]:
    command = [sys.executable, "-m", "correspondence.documents_text.child", *arguments]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint:
        try:
            status = subprocess.run(  # noqa: S603
                command,
                cwd=_PROJECT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=complaint,
                timeout=seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired as error:
            raise ReaderFailed("Reading the file took too long.") from error
        if status:
            complaint.seek(0)
            sentence = complaint.read(2000).decode("utf-8", "replace").strip()
            if status == UNREADABLE:
                raise Unreadable(sentence.splitlines()[-1] if sentence else "The file cannot be read.")
            raise ReaderFailed("The program that reads such files broke off.")
        said.seek(0)
        yield said


def _environment() -> dict[str, str]:
    """No secret of ours: only where programs are, and that one thread is enough."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
        "HOME": tempfile.gettempdir(),
    }
