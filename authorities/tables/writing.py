"""Tables as files, for every list of the site: CSV whose cells no spreadsheet computes, XLSX whose texts are texts."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import IO

from authorities.tables.cells import inert
from authorities.tables.workbook import LONGEST_CELL, Value, write_workbook

__all__ = ["LONGEST_CELL", "XLSX", "Value", "csv_lines", "xlsx_file"]
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
    return write_workbook(header, rows, title=title, widths=widths)
