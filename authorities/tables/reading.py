"""From the bytes of a file, or pasted cells, to rows of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from authorities.tables.errors import NotATable, TooMuch
from authorities.tables.limits import BIGGEST_FILE, MB
from authorities.tables.quoting import Fault
from authorities.tables.sheets import is_workbook, read_sheet
from authorities.tables.text import decode, split

_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a letter"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read. `rows[0]` is row 1 of the file; empty rows are kept, so that numbers agree.

    `kind` tells what it was ("CSV, UTF-8, semicolons"); `notes` what somebody should know, a sentence each. `faults`:
    what is wrong with a row as it was read, by its number; its cells are a guess.
    """

    rows: list[list[str]]
    kind: str
    notes: tuple[str, ...] = ()
    faults: Mapping[int, Fault] = field(default_factory=dict)


def read_table(data: bytes, *, sheet: str = "") -> Table:
    """Read a CSV, XLSX or ODS file, whatever its name says. `sheet` names the sheet wanted of a workbook.

    Raises a `TableError`: too big, protected, damaged, harmful, empty, no table.
    """
    if len(data) > BIGGEST_FILE:
        raise TooMuch(f"The file is bigger than {BIGGEST_FILE // MB} MB: split it.")
    if is_workbook(data):
        return _workbook(data, sheet)
    for mark, what in _OTHERS:
        if data.startswith(mark):
            raise NotATable(f"This is {what}, no table: save the table as CSV, XLSX or ODS.")
    text, encoding = decode(data)
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise NotATable("This is a web page, no table: save the table as CSV, XLSX or ODS.")
    return _text(text, f"CSV, {encoding}")


def read_pasted(text: str) -> Table:
    """Cells copied from a spreadsheet or typed in. Raises a `TableError`."""
    return _text(text, "Pasted cells")


def _text(text: str, kind: str) -> Table:
    cells = split(text)
    if not any(any(row) for row in cells.rows):
        raise NotATable("There is nothing in it.")
    return Table(cells.rows, f"{kind}, {cells.between}", cells.notes, cells.faults)


def _workbook(data: bytes, wanted: str) -> Table:
    sheet = read_sheet(data, wanted)
    notes = []
    if sheet.others:
        names = ", ".join(f"“{name}”" for name in sheet.others[:5])
        notes.append(
            f"The sheet “{sheet.name}” was read; not {names}. Bring in the others one by one, by their names."
        )
    if sheet.has_macros:
        notes.append("The file holds macros: they were not looked at, and nothing of them is kept.")
    if not any(any(row) for row in sheet.rows):
        raise NotATable("There is nothing in it.")
    return Table(sheet.rows, f"{sheet.kind}, sheet “{sheet.name}”", tuple(notes))
