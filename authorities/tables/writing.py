"""Tables as files: CSV whose cells no spreadsheet computes, and XLSX whose cells are typed as text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from authorities.tables.cells import inert

_LONGEST = 32_767  # characters of a cell of a workbook


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces: UTF-8 with a mark, so that Excel reads accents; no cell is a formula."""
    yield codecs.BOM_UTF8
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in _all(header, rows):
        writer.writerow([inert(cell) for cell in row])
        if buffer.tell() > 65536:
            yield _taken(buffer)
    yield _taken(buffer)


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]], file: IO[bytes], *, title: str) -> None:
    """Write a workbook with one sheet. Every cell is text, also one that looks like a formula or a number."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    for number, row in enumerate(_all(header, rows)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
            cell.data_type = "s"
            if not number:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


def _all(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield header
    yield from rows


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
