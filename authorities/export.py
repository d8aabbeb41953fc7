"""The list as CSV and as a workbook, in bounded memory, with no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from authorities.columns import HEADERS, cells
from authorities.querysets import AuthorityQuerySet

CHUNK = 2_000
"""Authorities that are in memory at once."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula (OWASP, CSV injection)."""

LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; Excel's limit)."""


def rows(authorities: AuthorityQuerySet) -> Iterator[list[str]]:
    """The header, then an authority a row, read `CHUNK` at a time."""
    yield list(HEADERS)
    whole = authorities.select_related("replaced_by").prefetch_related(
        "other_names", "contacts", "identifiers", "tags"
    )
    for authority in whole.iterator(chunk_size=CHUNK):
        yield cells(authority)


def csv_lines(table: Iterable[list[str]]) -> Iterator[bytes]:
    """The table as CSV, a piece at a time: UTF-8 with a mark, so that Excel reads the accents."""
    yield b"\xef\xbb\xbf"
    held = _Held()
    writer = csv.writer(held)
    for row in table:
        writer.writerow([inert(cell) for cell in row])
        if len(held.lines) == CHUNK:
            yield held.taken()
    yield held.taken()


def inert(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def workbook(table: Iterable[list[str]]) -> IO[bytes]:
    """The table as a workbook in a temporary file, at its start. Every cell is a string."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Authorities")
    sheet.freeze_panes = "A2"
    for row in table:
        sheet.append([_typed(sheet, cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it, and it is gone)
    book.save(file)
    file.seek(0)
    return file


def _typed(sheet: object, text: str) -> object:
    """Nothing for an empty cell. openpyxl takes "=…" for a formula and "#N/A" for an error unless told."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell


class _Held:
    """What the writer of CSV writes to, until it is taken."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(line)

    def taken(self) -> bytes:
        text, self.lines = "".join(self.lines), []
        return text.encode()
