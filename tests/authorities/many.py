"""Generated lists of authorities, with mistakes of every kind in them."""

from __future__ import annotations

from collections.abc import Iterator

HEADER = ["Public Authority", "Short name", "Category", "Nation", "Website", "FOI Email", "GSS code", "Notes"]
_PLACES = ("Ashby", "Barrow", "Caxton", "Dunmore", "Elmley", "Farrow", "Gilden", "Harby", "Ickford", "Jarrow")
_BODIES = (
    "Parish Council",
    "Primary School",
    "Medical Practice",
    "Town Council",
    "Academy",
    "District Council",
)
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
MISTAKES = (
    ("FOI Email", "FOI Team"),
    ("FOI Email", "foi@example,gov"),
    ("FOI Email", "foi@@x"),
    ("Website", "not a web address"),
    ("Website", "javascript:alert(1)"),
    ("Nation", "Atlantis"),
    ("GSS code", "E123"),
    ("Public Authority", ""),
    ("double", ""),
)
"""A column and what stands in it by mistake; "double" is a row that contradicts the one before."""


def good_row(number: int) -> list[str]:
    name = f"{_PLACES[number % 10]} {number} {_BODIES[number % 6]}"
    host = f"body{number}.example.org"
    return [
        *(name, f"{_PLACES[number % 10]} {number}", _BODIES[number % 6], _NATIONS[number % 4]),
        *(
            f"www.{host}",
            f"FOI team <mailto:foi@{host}>; records@{host}",
            f"E{number:08d}",
            "A note, as people write",
        ),
    ]


def rows(count: int, *, wrong_every: int = 0) -> Iterator[list[str]]:
    """So many rows under `HEADER`; every so many of them with the next of the mistakes."""
    for number in range(count):
        row = good_row(number)
        if wrong_every and number % wrong_every == wrong_every - 1:
            column, cell = MISTAKES[number // wrong_every % len(MISTAKES)]
            if column == "double":
                row = [*good_row(number - 1)[:1], *row[1:]]
            else:
                row[HEADER.index(column)] = cell
        yield row
