"""Which column holds what: by its name, else by what stands in it. Pure; a guess, to be looked over by a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from authorities.tables.fields import OUR_COLUMNS, Field
from authorities.tables.headers import Header, known_names, plain

SAMPLED = 200
SHOWN = 3
MOSTLY = 0.6

_NATIONS = {
    "england",
    "wales",
    "cymru",
    "scotland",
    "northern ireland",
    "ni",
    "uk",
    "united kingdom",
    "uk wide",
}
_KINDS = re.compile(
    r"council|district|borough|unitary|county|police|nhs|health|universit|school|government", re.I
)


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda cell: compiled.search(cell) is not None


LOOKS: dict[str, Callable[[str], bool]] = {
    "email": _matches(r"[^\s@]+@[^\s@]+\.[a-z]{2,}"),
    "web": _matches(r"^(https?://|www\.)\S+$"),
    "gss": _matches(r"^[EWSNK]\d{8}$"),
    "la code": _matches(r"^(principal-)?local-authority(?:-[a-z]{3})?:"),
    "nation": lambda cell: plain(cell) in _NATIONS,
    "law": _matches(r"^(foia|foisa|eirs?|foi act|freedom of information)"),
    "kind": lambda cell: len(cell) < 40 and _KINDS.search(cell) is not None,
    "yes": lambda cell: cell.casefold() in ("yes", "no", "true", "false", "y", "n"),
    "name": lambda cell: len(cell) > 3 and any(c.isalpha() for c in cell) and "@" not in cell,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name, the field it holds ("" for none), and a few of its cells."""

    index: int
    name: str
    field: str
    samples: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.samples


def guess_columns(rows: Sequence[Sequence[str]], header: Header, fields: Sequence[Field]) -> list[Column]:
    """Each column of the file with the field it seems to hold. A field that is not `many` is given once."""
    samples = [_samples(rows, header.first, index) for index in range(len(header.names))]
    found = _by_name(header, fields, samples)
    _by_content(found, header, fields, samples)
    return [
        Column(index, name, found.get(index, ""), tuple(dict.fromkeys(samples[index]))[:SHOWN])
        for index, name in enumerate(header.names)
    ]


def _samples(rows: Sequence[Sequence[str]], first: int, index: int) -> list[str]:
    cells = (row[index] for row in rows[first : first + SAMPLED] if index < len(row))
    return [cell for cell in cells if cell]


def _by_name(header: Header, fields: Sequence[Field], samples: Sequence[Sequence[str]]) -> dict[int, str]:
    known, many = known_names(fields), {field.code for field in fields if field.many}
    order = {code: rank for rank, code in enumerate(dict.fromkeys(known.values()))}
    canonical = {plain(field.header): field.code for field in fields}
    found: dict[int, str] = {}
    # A column with the very name of a field goes before one with a likely name, a full one before an empty one.
    ranked = sorted(
        range(len(header.names)),
        key=lambda n: (not samples[n], plain(header.names[n]) not in canonical, _likely(header.names[n]), n),
    )
    for index in ranked:
        code = known.get(plain(header.names[index]), "") if header.found else ""
        if code in order and (code in many or code not in found.values()):
            found[index] = code
    return found


def _likely(name: str) -> int:
    """Names that say more go first: "local authority code" before "open council data id"."""
    return 0 if "code" in plain(name) or "official" in plain(name) else 1


def _by_content(
    found: dict[int, str], header: Header, fields: Sequence[Field], samples: Sequence[Sequence[str]]
) -> None:
    """Give the columns whose names say nothing what their cells look like; the name of the thing last."""
    for field in sorted(fields, key=lambda each: each.looks == "name"):
        if not field.looks or field.code in found.values():
            continue
        looks = LOOKS[field.looks]
        if (
            field.looks != "name"
            and header.found
            and field.looks not in ("email", "web", "gss", "la code", "nation")
        ):
            continue
        for index, cells in enumerate(samples):
            if index in found or not cells or plain(header.names[index]) in OUR_COLUMNS:
                continue
            share = sum(map(looks, cells)) / len(cells)
            different = len(set(cells)) / len(cells)
            if share >= MOSTLY and _repeats(field.looks, different, len(cells)):
                found[index] = field.code
                break


def _repeats(looks: str, different: float, count: int) -> bool:
    """Whether the cells repeat as they should: names hardly do, kinds and answers of yes and no always."""
    if looks == "name":
        return different > 0.5 or count < 5
    return looks not in ("kind", "law", "yes") or (different <= 0.5 and count > 3)
