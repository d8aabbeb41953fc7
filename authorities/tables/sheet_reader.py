"""The process that reads a workbook: bytes on standard input, rows on standard output.

It has a process of its own, with little memory and time: whatever a file does to it, the worker lives on. Started by
`authorities.tables.sheets` as `python -m authorities.tables.sheet_reader`.
"""

from __future__ import annotations

import io
import marshal
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from authorities.tables.cells import text_of
from authorities.tables.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, READER_MEMORY, READER_SECONDS

BLOCK = 500
_MOST_FILLED = 200_000


def main() -> None:
    """Write marshalled messages: ("sheet", name, other names), ("rows", rows)…, ("end",), or ("refused", why)."""
    resource.setrlimit(resource.RLIMIT_AS, (READER_MEMORY, READER_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (READER_SECONDS, READER_SECONDS))
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    out = sys.stdout.buffer
    try:
        for message in read(sys.stdin.buffer.read(), wanted):
            marshal.dump(message, out)
    except PasswordError:
        marshal.dump(("refused", "locked"), out)
    except (CalamineError, MemoryError, OSError, ValueError):
        marshal.dump(("refused", "broken"), out)


def read(data: bytes, wanted: str) -> Iterator[tuple[Any, ...]]:
    """The messages about one sheet: the one wanted by name, else the visible one with the most cells."""
    book = CalamineWorkbook.from_filelike(_file(data))
    visible = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible or meta.name == wanted
    ]
    if wanted and wanted not in visible:
        yield "no such sheet", visible
        return
    sheets = [book.get_sheet_by_name(name) for name in ([wanted] if wanted else visible)]
    full = [sheet for sheet in sheets if sheet.height and sheet.width]
    if not full:
        yield ("empty",)
        return
    sheet = max(full, key=lambda each: each.height * each.width)
    if sheet.total_height > MOST_ROWS or sheet.total_height * min(sheet.total_width, 64) > MOST_CELLS * 8:
        yield ("too much",)
        return
    yield "sheet", sheet.name, [each.name for each in full if each is not sheet]
    yield from _rows(sheet)
    yield ("end",)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[Any, ...]]:
    """The rows, from the first of the sheet on, each without what is empty at its end; merged cells filled."""
    fill = _merged(sheet)
    block: list[list[str]] = []
    cells = 0
    kept: dict[tuple[int, int], str] = {}
    for number, values in enumerate(sheet.iter_rows()):
        row = [text_of(value) for value in values]
        for column, source in fill.get(number, ()):
            if source == (number, column):
                kept[source] = row[column] if column < len(row) else ""
            elif column < len(row) and not row[column]:
                row[column] = kept.get(source, "")
        while row and not row[-1]:
            row.pop()
        cells += len(row)
        if cells > MOST_CELLS or len(row) > MOST_COLUMNS:
            yield ("too much",)
            return
        block.append(row)
        if len(block) >= BLOCK:
            yield "rows", block
            block = []
    yield "rows", block


def _merged(sheet: CalamineSheet) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row the merged columns in it and the cell that holds their value."""
    found: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    filled = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        filled += (bottom - top + 1) * (right - left + 1)
        if filled > _MOST_FILLED:
            break
        for row in range(top, bottom + 1):
            found.setdefault(row, []).extend((column, (top, left)) for column in range(left, right + 1))
    return found


def _file(data: bytes) -> BinaryIO:
    return io.BytesIO(data)


if __name__ == "__main__":
    main()
