"""Text files and pasted cells: their encoding, what stands between their cells, and the cells. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from authorities.tables.cells import clean
from authorities.tables.errors import NotATable, TooMuch
from authorities.tables.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_BETWEEN = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars"}
_LOOKED_AT = 30  # lines
_WHOLE = 200_000  # characters that hold them


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes and the name of its encoding: by its mark, else UTF-8, else Windows-1252.

    Raises `NotATable` for what is no text.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, errors="replace"), name
    head = data[:4096]
    for codec, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if high.count(0) > len(high) * 0.7 and 0 not in low:  # no mark, but every other byte is empty
            return data.decode(codec, errors="replace"), "UTF-16"
    if b"\0" in head:
        raise NotATable("This is no table: save it as CSV, XLSX or ODS.")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def split(text: str) -> tuple[list[list[str]], str]:
    """The rows of the text and the name of what stands between its cells.

    Raises `TooMuch` for more rows, cells or text in a cell than are read.
    """
    between, start = _dialect(text)
    source = io.StringIO(text[start:], newline="")
    rows: list[list[str]] = []
    cells = 0
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in csv.reader(source, delimiter=between, strict=False):
            cells += len(row)
            if len(rows) >= MOST_ROWS or cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                raise TooMuch(too_much())
            rows.append([clean(cell) for cell in row])
    except csv.Error as error:
        raise TooMuch(
            f"Row {len(rows) + 1} has a cell of more than {LONGEST_CELL:,} characters: is a quotation mark missing?"
        ) from error
    return rows, _BETWEEN[between]


def too_much() -> str:
    return (
        f"That is too much: at most {MOST_ROWS:,} rows of {MOST_COLUMNS} columns, and {MOST_CELLS:,} cells in all, "
        "are read. Split the file."
    )


def _dialect(text: str) -> tuple[str, int]:
    """What stands between the cells, and where the table begins: after a line "sep=;" that Excel writes."""
    first, _, _ = text[:16].partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in _BETWEEN:
        return first[4], len(first) + 1
    return max(_BETWEEN, key=lambda mark: _fits(text[:_WHOLE], mark)), 0


def _fits(head: str, mark: str) -> tuple[int, int]:
    """How well the mark takes the first lines apart: lines of the commonest width, times that width."""
    try:
        lines = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=mark), _LOOKED_AT))
    except csv.Error:
        return 0, 0
    widths = Counter(len(line) for line in lines if len(line) > 1)
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda found: (found[1], found[0]))
    return times, width
