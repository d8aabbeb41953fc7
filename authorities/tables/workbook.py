"""A workbook, written row by row in bounded memory: no cell of it is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name as letters

__all__ = ["LONGEST_CELL", "Sheet", "Value", "letters", "write_sheets", "write_workbook"]
Value = str | date | int | float | Decimal | None
LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; Excel's limit)."""
LONGEST_TITLE = 31

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TABOO = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet
_OPTIONS = {
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its header, its rows. widths: characters, by a column's letter."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Mapping[str, int] = field(default_factory=dict)


def write_workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    widths: Mapping[str, int] | None = None,
) -> IO[bytes]:
    """The workbook with one sheet, in a temporary file at its beginning. `widths`: characters, by a column's letter.

    Every text is typed as text, also one that looks like a formula or a number; dates are dates.
    """
    return write_sheets([Sheet(title, header, rows, widths or {})])


def write_sheets(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook with these sheets, in that order, in a temporary file at its beginning."""
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it, and it is gone)
    with Workbook(file, _OPTIONS) as book:
        bold, time = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for each in sheets:
            _write_sheet(book.add_worksheet(_TABOO.sub(" ", each.title)[:LONGEST_TITLE]), each, bold, time)
    file.seek(0)
    return file


def _write_sheet(sheet: Any, given: Sheet, bold: object, time: object) -> None:
    for letter, width in given.widths.items():
        sheet.set_column(f"{letter}:{letter}", width)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(given.header):
        sheet.write_string(0, place, _writable(name), bold)
    for number, row in enumerate(given.rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, time)


def _write(sheet: Any, row: int, column: int, value: Value, time: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, _writable(value))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, time)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_number(row, column, value)


def _writable(text: str) -> str:
    """The text as far as a workbook can hold it; nearly every text is printable, and that is found out fast."""
    text = text[:LONGEST_CELL]
    return text if text.isprintable() else _UNWRITABLE.sub("", text)
