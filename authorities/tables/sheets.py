"""Workbooks (XLSX, XLSM, ODS): looked over before they are opened, and read in a process of their own."""

from __future__ import annotations

import io
import marshal
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from authorities.tables.errors import Locked, NotATable, TableError, TooMuch
from authorities.tables.limits import (
    BIGGEST_UNPACKED,
    MB,
    MOST_CELLS,
    MOST_PARTS,
    MOST_TIMES_SMALLER,
    READER_SECONDS,
)
from authorities.tables.text import too_much

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "The file is damaged: open it in a spreadsheet program and save it again as XLSX or CSV."
_LOCKED = "The file is protected by a password: save it without one."
_HARMLESS = 10 * MB  # a small part may be packed as tightly as it likes
_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; `others` are the sheets with cells that were not read."""

    name: str
    rows: list[list[str]]
    others: list[str]
    kind: str
    has_macros: bool


def is_workbook(data: bytes) -> bool:
    return data.startswith((ZIP, OLE))


def read_sheet(data: bytes, wanted: str = "") -> Sheet:
    """The sheet of that name, else the visible one with the most cells. Macros are never looked at.

    Raises a `TableError` for what is no workbook, is protected, is damaged, or unpacks to too much.
    """
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Locked(_LOCKED)
        raise NotATable("This is the old format of Excel: save it as XLSX or CSV.")
    kind, has_macros = _look_over(data)
    name, others, rows = _read(data, wanted)
    return Sheet(name, rows, others, kind, has_macros)


def _look_over(data: bytes) -> tuple[str, bool]:
    """The kind of the workbook and whether it holds macros. Raises a `TableError` before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            names = {part.filename for part in parts}
            kind = "ODS" if "content.xml" in names else "XLSX" if "xl/workbook.xml" in names else ""
            if not kind:
                raise NotATable("This is no spreadsheet: save it as CSV, XLSX or ODS.")
            if any(part.flag_bits & 1 for part in parts):
                raise Locked(_LOCKED)
            _check_sizes(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(book, part, kind)
                if part.filename.startswith("xl/worksheets/") or part.filename == "content.xml":
                    _check_cells(book, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotATable(_BROKEN) from error
    return kind, "xl/vbaProject.bin" in names or any(name.startswith("Basic/") for name in names)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > BIGGEST_UNPACKED:
        raise TooMuch(too_much())
    for part in parts:
        if part.file_size > max(_HARMLESS, part.compress_size * MOST_TIMES_SMALLER):
            raise TooMuch(
                "The file unpacks to far more than it holds, as harmful files do: it is not opened."
            )


def _check_xml(book: zipfile.ZipFile, part: zipfile.ZipInfo, kind: str) -> None:
    """Refuse a part that defines entities, or hides what it is in another encoding; ODS that says it is encrypted."""
    with book.open(part) as stream:
        head = stream.read(65536)
    if b"<!ENTITY" in head or b"<!DOCTYPE" in head or b"\0" in head[:400]:
        raise NotATable("The file defines entities, as harmful files do: it is not opened.")
    if kind == "ODS" and part.filename == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise Locked(_LOCKED)


def _check_cells(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Count the cells as the part streams by: opening a sheet of ten million takes too long to find it out."""
    mark, cells, tail = (b"<table:table-cell" if part.filename == "content.xml" else b"<c"), 0, b""
    with book.open(part) as stream:
        while piece := stream.read(1 << 20):
            cells += (tail + piece).count(mark)
            tail = piece[1 - len(mark) :]
            if cells > MOST_CELLS * 2:  # empty ones, and words that begin alike, are counted too
                raise TooMuch(too_much())


def _read(data: bytes, wanted: str) -> tuple[str, list[str], list[list[str]]]:
    command = [sys.executable, "-m", "authorities.tables.sheet_reader", *([wanted] if wanted else [])]
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            command, input=data, capture_output=True, timeout=READER_SECONDS * 2, cwd=_ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TooMuch(too_much()) from error
    return _messages(done.stdout, done.returncode)


def _messages(out: bytes, code: int) -> tuple[str, list[str], list[list[str]]]:
    """What the reader said. A reader that was stopped by its limits says nothing at the end."""
    stream = io.BytesIO(out)
    name = ""
    others: list[str] = []
    rows: list[list[str]] = []
    while True:
        try:
            message = marshal.load(stream)  # noqa: S302 (written by our own process)
        except (EOFError, ValueError, TypeError):
            raise TooMuch(too_much()) if code else NotATable(_BROKEN) from None
        match message:
            case ("sheet", name, others):
                continue
            case ("rows", block):
                rows.extend(block)
            case ("end",):
                return name, others, rows
            case _:
                raise _refusal(message)


def _refusal(message: tuple[object, ...]) -> TableError:
    match message:
        case ("no such sheet", list(names)):
            return NotATable(f"The file has no such sheet; it has: {', '.join(map(str, names))}.")
        case ("refused", "locked"):
            return Locked(_LOCKED)
        case ("too much",):
            return TooMuch(too_much())
        case ("empty",):
            return NotATable("The file has no cells with anything in them.")
    return NotATable(_BROKEN)
