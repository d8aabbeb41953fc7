"""The rows of an import as a file in their own columns, with what is wrong and what would be right beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import F

from authorities.import_models import ImportFinding, ImportRow, ImportRun
from authorities.services.imports.refused import own_places
from authorities.tables.fields import RESULT, RIGHT, ROW, WRONG
from authorities.tables.writing import Value

LEFT_OUT = ("error", "maybe", "overtaken")


def header_of(run: ImportRun) -> list[str]:
    return [ROW, *(run.columns[index] for index in own_places(run)), RESULT, WRONG, RIGHT]


def rows_of(run: ImportRun, *, statuses: Sequence[str] = ()) -> Iterator[list[Value]]:
    """The rows with these statuses (all where none is given), in the order of the file.

    The first cell is the row's number in the file. Corrected and brought in again the file is known by its columns;
    ours hold no data then.
    """
    places = own_places(run)
    found = ImportFinding.objects.filter(run=run).order_by("number")
    if statuses:
        found = found.filter(status__in=statuses)
    columns = ("number", "status", "problems", "candidates", "notes")
    numbers = found.values_list("number", flat=True)
    cells = (
        ImportRow.objects.filter(run=run, number__in=numbers)
        .order_by("number")
        .values_list("number", F("cells"))
    )
    for (_, row), (number, status, problems, candidates, notes) in zip(
        cells.iterator(2000), found.values_list(*columns).iterator(2000), strict=True
    ):
        own = [row[index] if index < len(row) else "" for index in places]
        yield [number, *own, ImportFinding.Status(status).label, *_words(status, problems, candidates, notes)]


def _words(
    status: str, problems: list[list[str]], candidates: list[list[object]], notes: list[str]
) -> list[str]:
    """What is wrong and what would be right, or what to know."""
    if status == "maybe":
        return [
            "It may be an authority that is here already",
            "; ".join(notes) or "Say in the preview what it is",
        ]
    if status == "overtaken":
        return ["Something else has changed the authority since the preview", "Bring the row in again"]
    wrong = "; ".join(f"{column}: {what}" for column, _, what, _ in problems)
    right = "; ".join(right for _, _, _, right in problems)
    return [wrong or "; ".join(notes), right]
