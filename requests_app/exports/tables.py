"""The list of requests as tables for other programs (`authorities.tables.writing` makes them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from authorities.tables import writing
from requests_app.exports.rows import COLUMNS, Value

WIDTHS = {"A": 34, "B": 44, "C": 18, "D": 34, "L": 30, "M": 20, "N": 24, "P": 40}


def csv_lines(rows: Iterable[tuple[Value, ...]]) -> Iterator[bytes]:
    """The pieces of a CSV file, header first; dates as 2018-08-20."""
    return writing.csv_lines(COLUMNS, rows)


def xlsx_file(rows: Iterable[tuple[Value, ...]]) -> IO[bytes]:
    """A workbook in a temporary file, at its beginning. Texts are typed as texts, dates as dates."""
    return writing.xlsx_file(COLUMNS, rows, title="Requests", widths=WIDTHS)
