"""A row of the file, checked cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from authorities.importing import values as cells_say
from authorities.importing.values import NOTHING, Wrong
from authorities.names import fold
from authorities.tables.fields import EMAIL_ROLES, SCHEMES
from authorities.tables.joining import LONGEST_NOTHING

SCALARS = (
    *("kind", "nation", "law", "body", "website", "publication_scheme", "disclosure_log", "notes"),
    "is_active",
)
WEB = ("website", "publication_scheme", "disclosure_log")
ERASABLE = ("other_names", "tags", *WEB, "notes", *EMAIL_ROLES, *SCHEMES)
"""What an empty cell may erase, where the admin says so."""

_READ: dict[str, Callable[[str], Any]] = {
    "kind": cells_say.kind,
    "nation": cells_say.nation,
    "law": cells_say.law,
    **dict.fromkeys(WEB, cells_say.web),
    "is_active": cells_say.yes,
    **dict.fromkeys(EMAIL_ROLES, cells_say.emails),
    "notes": lambda cell: cell[: cells_say.LONGEST_NOTES],
    "replaced_by": lambda cell: cell[:255],
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, and what would be right."""

    column: str
    cell: str
    what: str
    right: str

    def as_json(self) -> list[str]:
        return [self.column, self.cell, self.what, self.right]


class Refusal(NamedTuple):
    """What is wrong with a row whatever its cells say, and what to know of that."""

    problems: list[Problem]
    note: str = ""


_NO_CODES: Mapping[str, list[str]] = MappingProxyType({})


@dataclass(slots=True)
class Row:
    """A checked row: what it says of each field that is not empty, what is wrong, what to know.

    There are as many at once as the file has rows: nothing is made for what nearly none of them has.

    Of several identifiers of one scheme the first is the value, the others stand in `more_codes`.
    `folded` is the name for comparing.
    `number` counts from 1 as people see it in the file. `joins` is the number of the row that speaks for this one too.
    """

    number: int
    values: dict[str, Any]
    name: str = ""
    folded: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    joins: int = 0
    more_codes: Mapping[str, list[str]] = field(default_factory=lambda: _NO_CODES)


Take = Callable[[Row, str, str], None]


@dataclass(frozen=True)
class Layout:
    """Which columns hold which field, by index; `names` are the columns' names; `erase`: empty cells erase."""

    columns: Mapping[str, Sequence[int]]
    names: Sequence[str]
    erase: bool = False

    @property
    def name_column(self) -> str:
        return self.names[self.columns["name"][0]]

    @cached_property
    def places(self) -> list[tuple[str, int, Take]]:
        """Each column's field, its index, and what reads its cells."""
        return [
            (code, index, _TAKE.get(code, _take_value))
            for code, indexes in self.columns.items()
            for index in indexes
        ]


def check_row(number: int, cells: Sequence[str], layout: Layout) -> Row:
    """What the row says. A cell with something wrong in it is a `Problem`; the others are read all the same."""
    row = Row(number, {})
    width = len(cells)
    for code, index, take in layout.places:
        cell = cells[index] if index < width else ""
        if not cell or (len(cell) <= LONGEST_NOTHING and cell.casefold() in NOTHING):
            continue
        try:
            take(row, code, cell)
        except Wrong as wrong:
            row.problems += (Problem(layout.names[index], cell[:300], wrong.what, wrong.right),)
    if not row.name and not row.problems:
        missing = Problem(layout.name_column, "", "The name is missing", "The official name of the authority")
        row.problems += (missing,)
    if layout.erase:
        for code in layout.columns.keys() & set(ERASABLE) - row.values.keys():
            row.values[code] = [] if code in ("other_names", "tags") or code in EMAIL_ROLES else ""
    if "tags" in row.values:
        _read_tags(row)
    return row


def _take_name(row: Row, code: str, cell: str) -> None:
    row.name = cells_say.name(cell)
    row.folded = fold(row.name)


def _take_other_names(row: Row, code: str, cell: str) -> None:
    _add(row, code, cells_say.other_names(cell, row.name))


def _take_emails(row: Row, code: str, cell: str) -> None:
    _add(row, code, cells_say.emails(cell))


def _take_tags(row: Row, code: str, cell: str) -> None:
    _add(row, code, cells_say.tags(cell))


def _take_body(row: Row, code: str, cell: str) -> None:
    row.values[code] = cells_say.body(cell)


def _take_value(row: Row, code: str, cell: str) -> None:
    if value := _READ[code](cell):
        row.values[code] = value
    elif code == "is_active":
        row.values[code] = False
    elif code == "kind":
        row.notes += (f"“{cell[:60]}” is no kind that is known: the name is asked instead",)


def _take_codes(row: Row, scheme: str, cell: str) -> None:
    read = cells_say.IDENTIFIERS[scheme]
    if ";" not in cell and '"' not in cell:  # as nearly all are
        row.values[scheme] = read(cell)
        return
    codes = list(dict.fromkeys(map(read, cells_say.several(cell))))
    if codes:
        row.values[scheme] = codes[0]
    if codes[1:]:
        row.more_codes = {**row.more_codes, scheme: codes[1:]}


def _add(row: Row, code: str, more: Iterable[str]) -> None:
    row.values[code] = list(dict.fromkeys([*row.values.get(code, ()), *more]))


_TAKE: dict[str, Take] = {
    "name": _take_name,
    "other_names": _take_other_names,
    **dict.fromkeys(EMAIL_ROLES, _take_emails),
    "tags": _take_tags,
    "body": _take_body,
    **dict.fromkeys(cells_say.IDENTIFIERS, _take_codes),
}


_TAGS = {
    **dict.fromkeys(("scotland", "wales", "northern_ireland"), "nation"),
    "police": "kind",
    "local_council": "kind",
    "fire_service": "kind",
    "nhs": "kind",
    "school": "kind",
    "university": "kind",
    "department": "kind",
    "ministerial_department": "kind",
    "defunct": "is_active",
}
_TAG_VALUES: dict[str, Any] = {
    "fire_service": "fire",
    "nhs": "health",
    "university": "education",
    "department": "government",
    "ministerial_department": "government",
    "defunct": False,
}


def _read_tags(row: Row) -> None:
    """Take kind, nation and existence from WhatDoTheyKnow's tags, where no column says them."""
    for tag in row.values["tags"]:
        field_of = _TAGS.get(tag)
        if field_of and field_of not in row.values:
            row.values[field_of] = _TAG_VALUES.get(tag, tag)
