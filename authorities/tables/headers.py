"""Where the header of a table is, under title rows, and what its columns are called. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from authorities.tables.fields import OUR_COLUMNS, Field
from authorities.tables.workbook import letters

LOOKED_AT = 30
_KNOWN = 100  # what a name that is known counts, against one of any other cell
_NO_HEADER = re.compile(r"@|^https?://|^www\.|^[\d.,/ :-]+$|.{90}", re.IGNORECASE | re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns' names as they stand, and the index of the first row of data (0 where there is no header)."""

    names: tuple[str, ...]
    first: int
    found: bool

    @property
    def signature(self) -> str:
        """What makes two files of one kind: the names of their columns, without those we add to a file of errors."""
        return "|".join(plain(name) for name in self.names if plain(name) not in OUR_COLUMNS)


def plain(name: str) -> str:
    """A column's name for comparing: "FOI_Email " and "foi email" meet, "Gss-Code" and "gss code" too."""
    text = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name) if not name.isupper() else name)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def known_names(fields: Sequence[Field]) -> dict[str, str]:
    """Every name a column may have, to the code of its field."""
    names: dict[str, str] = {}
    for field in fields:
        for name in (field.header, field.code, *field.also):
            names.setdefault(plain(name), field.code)
            names.setdefault(plain(name).replace(" ", ""), field.code)
    return names


def find_header(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> Header:
    """The header: the row near the top with the most names that are known, else the first that looks like names."""
    known = known_names(fields)
    width = max((len(row) for row in rows[: LOOKED_AT * 4]), default=0)
    scores = [_score(row, known) for row in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    if best <= 0 or (best < _KNOWN and _is_data(scores.index(best), rows)):
        return Header(tuple(f"Column {letters(n)}" for n in range(width)), 0, found=False)
    at = scores.index(best)
    above = _group(rows[at - 1]) if at else []
    names = [_name(n, rows[at], above, known) for n in range(width)]
    return Header(tuple(names), at + 1, found=True)


def _score(row: Sequence[str], known: dict[str, str]) -> int:
    cells = [cell for cell in row if cell]
    different = {cell.casefold() for cell in cells}
    if len(different) < 2 and len(row) > 1:  # a title, perhaps over merged cells
        return 0 if not any(plain(cell) in known for cell in different) or len(cells) > 1 else 1
    if any(_NO_HEADER.search(cell) for cell in cells):
        return 0
    return _KNOWN * len({known[plain(cell)] for cell in cells if plain(cell) in known}) + min(
        len(different), 50
    )


def _is_data(at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the row is like those below it: it stands alone in its column, or says what they say too."""
    row, below = rows[at], rows[at + 1 : at + 1 + LOOKED_AT * 4]
    if sum(bool(cell) for cell in row) < 2:
        return True
    return any(
        cell and any(n < len(each) and each[n] == cell for each in below) for n, cell in enumerate(row)
    )


def _group(row: Sequence[str]) -> list[str]:
    """A row of headings over several columns: each holds until the next one."""
    held, last = [], ""
    for cell in row:
        last = cell or last
        held.append(last)
    return held


def _name(n: int, row: Sequence[str], above: Sequence[str], known: dict[str, str]) -> str:
    own = row[n] if n < len(row) else ""
    over = above[n] if n < len(above) else ""
    if own and plain(own) in known and plain(f"{over} {own}") not in known:
        return own
    if own and over and plain(f"{over} {own}") in known and plain(over) != plain(own):
        return f"{over} {own}"
    if not own and plain(over) in known and (n == 0 or n >= len(above) or over not in above[:n]):
        return over
    return own or f"Column {letters(n)}"
