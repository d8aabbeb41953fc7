"""Tables as files, for every list of the site: CSV whose cells no spreadsheet computes, XLSX whose texts are texts."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from authorities.tables.cells import inert

Value = str | date | int | float | None
LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; Excel's limit)."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 65_536  # characters


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The file in pieces: UTF-8 with a mark, so that Excel reads accents; dates as 2018-08-20; no cell is a formula."""
    yield codecs.BOM_UTF8
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(map(_plain, header))
    for row in rows:
        writer.writerow(map(_plain, row))
        if buffer.tell() > _PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return inert(value)
    return value.isoformat() if isinstance(value, date) else value


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def xlsx_file(
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    widths: Mapping[str, int] | None = None,
) -> IO[bytes]:
    """A workbook with one sheet, in a temporary file, at its beginning. `widths`: characters, by a column's letter.

    Every text is typed as text, also one that looks like a formula or a number; dates are dates.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, width in (widths or {}).items():
        sheet.column_dimensions[column].width = width
    sheet.append([_heading(sheet, name) for name in header])
    for row in rows:
        sheet.append([_typed(sheet, value) if isinstance(value, str) else value for value in row])
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it, and it is gone)
    book.save(file)
    file.seek(0)
    return file


def _heading(sheet: object, text: str) -> WriteOnlyCell:
    cell = _text_cell(sheet, _fitting(text))
    cell.font = Font(bold=True)
    return cell


def _typed(sheet: object, text: str) -> Any:
    """The text as a string cell: openpyxl takes "=…" for a formula and "#N/A" for an error unless told."""
    text = _fitting(text)
    return _text_cell(sheet, text) if text.startswith(("=", "#")) else text or None


def _text_cell(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _fitting(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
