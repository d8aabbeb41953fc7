"""Rows of a text file in which quotation marks may be missing: none swallows the rows after it. Pure.

A mark that is opened and never closed makes one cell of all that follows, up to the next mark. Such a row is read by
itself, as it stands in its line, and told; the rows below it are read as if it were not there.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_LINES = 500
"""Of one cell, where marks are missing somewhere in the file."""
_LOOKED_AT = 1_000  # lines
_MARK = '"'


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row as it was read: the column by its index, what is wrong, and what would be right."""

    column: int
    what: str
    right: str


NOT_CLOSED = "A quotation mark is opened here and never closed"
NOT_OPENED = "A quotation mark stands here that closes nothing"
RIGHT = "Quotation marks before and after the cell, or none; one that belongs to the text is written twice"

Read = tuple[list[str], Fault | None]


class BadlyQuoted(Exception):
    """Marks are missing: `mended_rows` is to read the text."""


def well_quoted_rows(text: str, between: str) -> Iterator[Read]:
    """The rows. Raises `BadlyQuoted`, perhaps at the end only, where a mark is missing or a cell holds whole rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    of_many_lines: list[tuple[int, int]] = []
    line = 0
    try:
        for row in reader:
            yield row, None
            if reader.line_num - line > 1:
                of_many_lines.append((line, reader.line_num))
            line = reader.line_num
    except csv.Error as error:
        raise BadlyQuoted from error
    if of_many_lines:
        lines = _lines(text)
        width = _width(lines, between)
        if any(_are_rows(lines[first:last], between, width) for first, last in of_many_lines):
            raise BadlyQuoted


def mended_rows(text: str, between: str) -> Iterator[Read]:
    """The rows, each with what is wrong with its marks. Raises `csv.Error` where a cell is too long even so."""
    lines = _lines(text)
    width = _width(lines, between)
    at, is_open = 0, False
    while at < len(lines):
        row, count = _record(lines[at : at + MOST_LINES], between, width)
        fault = None
        if row is None:
            row, fault = _alone(lines[at], between, NOT_CLOSED)
            is_open = True
        elif is_open and count == 1 and lines[at].count(_MARK) % 2:
            row, fault = _alone(lines[at], between, NOT_OPENED)
            is_open = False
        yield row, fault
        at += count


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def _width(lines: Sequence[str], between: str) -> int:
    """How many cells a row commonly has."""
    widths = Counter(line.count(between) + 1 for line in lines[:_LOOKED_AT] if line.strip())
    return max(widths.items(), key=lambda found: (found[1], found[0]))[0] if widths else 1


def _record(lines: Sequence[str], between: str, width: int) -> tuple[list[str] | None, int]:
    """The row that begins in the first of the lines, and how many it takes; no row where its marks do not fit."""
    if _MARK not in lines[0]:
        return _loose(lines[0], between), 1
    reader = csv.reader(lines, delimiter=between, strict=True)
    try:
        row = next(reader)
    except csv.Error:
        # Words after a closing mark do no harm, as long as the marks of the line come in twos.
        return (None if lines[0].count(_MARK) % 2 else _loose(lines[0], between)), 1
    if reader.line_num > 1 and _are_rows(lines[: reader.line_num], between, width):
        return None, 1
    return row, reader.line_num


def _loose(line: str, between: str) -> list[str]:
    return next(csv.reader([line], delimiter=between), [])


def _are_rows(lines: Sequence[str], between: str, width: int) -> bool:
    """Whether each of the lines that make one row looks like a whole row itself.

    In words a space follows a comma or a semicolon, between cells none does. In a list of two columns it takes three
    lines to tell.
    """
    tight = re.compile(rf"{re.escape(between)}(?! )")
    return len(lines) > (1 if width > 2 else 2) and all(
        len(tight.findall(line)) == width - 1 for line in lines
    )


def _alone(line: str, between: str, what: str) -> Read:
    """The cells of one line without regard to marks, those at the ends of a cell taken off."""
    cells = next(csv.reader([line], delimiter=between, quoting=csv.QUOTE_NONE), [])
    odd = [index for index, cell in enumerate(cells) if cell.count(_MARK) % 2]
    return [cell.strip().strip(_MARK) for cell in cells], Fault(odd[0] if odd else 0, what, RIGHT)
