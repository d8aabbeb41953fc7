"""The list as CSV and as a workbook, in bounded memory, with no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from authorities.columns import COLUMNS, HEADERS, cells
from authorities.laws import Law
from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.querysets import AuthorityQuerySet

CHUNK = 2_000
"""Authorities that are in memory at once."""

CODES = tuple(column.code for column in COLUMNS)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula (OWASP, CSV injection)."""

LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; Excel's limit)."""


WORDS = {
    "kind": dict(Authority.Kind.choices),
    "nation": dict(Authority.Nation.choices),
    "law": dict(Law.choices),
    "body": {**dict(Authority.Body.choices), "": ""},
}
"""What stands in the file for the codes of these columns."""


def rows(authorities: AuthorityQuerySet) -> Iterator[list[str]]:
    """The header, then an authority a row, read `CHUNK` at a time in one query.

    The database gathers names, addresses, identifiers and tags: objects for each of them took ten times as long.
    """
    yield list(HEADERS)
    plain = [code for code in CODES if code not in _MANY and code != "replaced_by"]
    whole = authorities.prefetch_related(None).annotate(
        **{f"many_{code}": query for code, query in _MANY.items()}
    )
    for row in whole.values(*plain, "replaced_by__name", *(f"many_{code}" for code in _MANY)).iterator(CHUNK):
        row["replaced_by"] = row["replaced_by__name"]
        row.update({code: row[f"many_{code}"] for code in _MANY})
        row.update({code: words[row[code]] for code, words in WORDS.items()})
        yield cells(row)


def _gathered(of: QuerySet[Any], what: str) -> ArraySubquery:
    return ArraySubquery(of.filter(authority=OuterRef("pk")).order_by(what).values(what))


_MANY = {
    "other_names": _gathered(AuthorityName.objects.all(), "name"),
    "tags": _gathered(Authority.tags.through.objects.all(), "tag__name"),
    **{
        f"{role}_email": _gathered(Contact.objects.filter(role=role), "email") for role in Contact.Role.values
    },
    **{
        scheme: _gathered(Identifier.objects.filter(scheme=scheme), "value")
        for scheme in Identifier.Scheme.values
    },
}


def csv_lines(table: Iterable[list[str]]) -> Iterator[bytes]:
    """The table as CSV, a piece at a time: UTF-8 with a mark, so that Excel reads the accents."""
    yield b"\xef\xbb\xbf"
    held = _Held()
    writer = csv.writer(held)
    for row in table:
        writer.writerow([inert(cell) for cell in row])
        if len(held.lines) == CHUNK:
            yield held.taken()
    yield held.taken()


def inert(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def workbook(table: Iterable[list[str]]) -> IO[bytes]:
    """The table as a workbook in a temporary file, at its start. Every cell is a string."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Authorities")
    sheet.freeze_panes = "A2"
    for row in table:
        sheet.append([_typed(sheet, cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it, and it is gone)
    book.save(file)
    file.seek(0)
    return file


def _typed(sheet: object, text: str) -> object:
    """The text as a string cell: openpyxl takes "=…" for a formula and "#N/A" for an error unless told."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    if not text.startswith(("=", "#")):
        return text or None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


class _Held:
    """What the writer of CSV writes to, until it is taken."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(line)

    def taken(self) -> bytes:
        text, self.lines = "".join(self.lines), []
        return text.encode()
