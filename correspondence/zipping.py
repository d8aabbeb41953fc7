"""A zip of many files, made while it is being sent: never more of it in memory than a piece of one file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from correspondence.file_names import for_download

_PIECE = 256 * 1024  # bytes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = (
    "file",
    "name as sent",
    "letter",
    "date",
    "from",
    "bytes",
    "sha256",
    "terms of re-use",
    "about the terms",
)


@dataclass(frozen=True, slots=True)
class ZippedFile:
    """A file to be put in: `opened` gives a readable stream of its bytes, or raises `OSError`.

    `folder`: the name of the folder it is put into, "" for none.
    """

    opened: Any
    name: str
    letter: int
    on: date | None
    sender: str
    size: int
    sha256: str
    terms: str = ""
    note: str = ""
    folder: str = ""


class _Sink(io.RawIOBase):
    """What a zip is written to: holds the bytes until they are sent on."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        pieces, self.pieces = self.pieces, []
        yield from filter(None, pieces)


def zip_of(files: Iterable[ZippedFile]) -> Iterator[bytes]:
    """The bytes of a zip of the files and, last, `manifest.csv` about them.

    Names begin with the letter's number, are safe on any file system and differ also where case does not count. A file
    that the storage has no longer is left out, and the manifest says so.
    """
    sink, rows, used = _Sink(), [list(_HEAD)], {"manifest.csv"}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            folder = f"{for_download(file.folder, otherwise='files')}/" if file.folder else ""
            plain = f"{file.letter:03d} {for_download(file.name, otherwise='attachment')}"
            name = _unique(folder + plain, used)
            try:
                yield from _put(archive, sink, file, name)
            except FileNotFoundError:
                name = "(no longer in the storage)"
            rows.append(_row(file, name))
        archive.writestr("manifest.csv", _csv(rows))
    yield from sink.taken()


def _put(archive: zipfile.ZipFile, sink: _Sink, file: ZippedFile, name: str) -> Iterator[bytes]:
    day = max(file.on, date(1980, 1, 1)) if file.on else date(1980, 1, 1)  # what a zip can date
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    with file.opened() as stored, archive.open(entry, "w", force_zip64=file.size > 2**30) as target:
        while piece := stored.read(_PIECE):
            target.write(piece)
            yield from sink.taken()


def _unique(name: str, used: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, found = 1, name
    while found.casefold() in used:
        number += 1
        found = f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
    used.add(found.casefold())
    return found


def _row(file: ZippedFile, name: str) -> list[str]:
    day = file.on.isoformat() if file.on else ""
    return [
        name,
        file.name,
        str(file.letter),
        day,
        file.sender,
        str(file.size),
        file.sha256,
        file.terms,
        file.note,
    ]


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
