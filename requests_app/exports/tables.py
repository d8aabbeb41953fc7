"""Tables for other programs. What somebody typed stays text there: no cell of it becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from requests_app.exports.rows import COLUMNS, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection")."""
LONGEST_CELL = 32_767
WIDTHS = {"A": 34, "B": 44, "C": 18, "D": 34, "L": 20, "M": 24, "O": 40}


class _Line:
    """A file for the csv module that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[tuple[Value, ...]]) -> Iterator[str]:
    """The lines of a CSV file, header first; dates as 2018-08-20. It begins with a mark by which Excel knows UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def _plain(value: Value) -> Value:
    """A cell of a CSV file: a text that a spreadsheet would run gets an apostrophe before it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def xlsx_file(rows: Iterable[tuple[Value, ...]]) -> IO[bytes]:
    """A workbook in a temporary file, at its beginning. Texts are typed as texts, dates as dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Requests")
    sheet.freeze_panes = "A2"
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    head = [_text(sheet, name) for name in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row])
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file


def _text(sheet: object, value: str) -> WriteOnlyCell:
    """A cell that stays text, whatever it begins with; what a workbook cannot hold is left out."""
    cell = WriteOnlyCell(sheet, value="")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
    cell.data_type = "s"
    return cell
