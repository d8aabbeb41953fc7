"""Text files and pasted cells: their encoding, what stands between their cells, and the cells. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from authorities.tables.cells import clean
from authorities.tables.errors import NotATable, TooMuch
from authorities.tables.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from authorities.tables.quoting import BadlyQuoted, Fault, Read, mended_rows, well_quoted_rows

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
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
NAMED = 5
"""How many rows a note names."""
MOST_FAULTS = 1_000
_BADLY_QUOTED = f"In more than {MOST_FAULTS:,} rows a quotation mark is missing: save the file anew as CSV."


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
    if head.count(0) > len(head) // 5 or (b"\0" in head and _BINARY.search(head)):
        raise NotATable("This is no table: save it as CSV, XLSX or ODS.")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


class Cells(NamedTuple):
    """The rows, the name of what stands between their cells, what is wrong with rows (by their numbers), notes."""

    rows: list[list[str]]
    between: str
    faults: dict[int, Fault]
    notes: tuple[str, ...]


def split(text: str) -> Cells:
    """The cells of the text. A quotation mark that is missing is a fault of its row and spoils no other.

    Raises `TooMuch` for more rows, cells or text in a cell than are read, `NotATable` for a thousand faults.
    """
    between, start = _dialect(text)
    body = text[start:]
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows, faults, empty = _taken(well_quoted_rows(body, between))
    except BadlyQuoted:
        rows, faults, empty = _taken(mended_rows(body, between))
    return Cells(rows, _BETWEEN[between], faults, _about_empty_bytes(empty))


def _taken(read: Iterable[Read]) -> tuple[list[list[str]], dict[int, Fault], list[int]]:
    """The rows with clean cells, the faults, and the numbers of the rows with bytes of nothing in them."""
    rows: list[list[str]] = []
    faults: dict[int, Fault] = {}
    empty: list[int] = []
    cells = 0
    try:
        for row, fault in read:
            cells += len(row)
            if len(rows) >= MOST_ROWS or cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                raise TooMuch(too_much())
            cleaned = [clean(cell) for cell in row]
            rows.append(cleaned)
            if fault:
                faults[len(rows)] = fault
                if len(faults) > MOST_FAULTS:
                    raise NotATable(_BADLY_QUOTED)
            if cleaned != row and any("\0" in cell for cell in row):
                empty.append(len(rows))
    except csv.Error as error:
        raise TooMuch(
            f"Row {len(rows) + 1} has a cell of more than {LONGEST_CELL:,} characters: is a quotation mark missing?"
        ) from error
    return rows, faults, empty


def _about_empty_bytes(numbers: list[int]) -> tuple[str, ...]:
    if not numbers:
        return ()
    named = ", ".join(map(str, numbers[:NAMED]))
    more = f" and {len(numbers) - NAMED:,} more" if len(numbers) > NAMED else ""
    rows = f"Row {named} holds" if len(numbers) == 1 else f"Rows {named}{more} hold"
    return (f"{rows} bytes that are no text (NUL): they were taken out, so look at what is left.",)


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
