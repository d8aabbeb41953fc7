"""Rows that are wrong whatever their cells say: badly written in the file, or refused before and not changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from authorities.import_models import ImportRow, ImportRun
from authorities.importing.rows import Problem, Refusal
from authorities.services.imports.copying import fetch
from authorities.tables.fields import OUR_COLUMNS, WRONG
from authorities.tables.headers import plain

MOST_RUNS = 20
"""How many earlier imports of the same kind of file are looked through, the latest first."""
_OURS = frozenset(map(plain, OUR_COLUMNS))
_REFUSED = """
SELECT r.cells, f.problems FROM authorities_importfinding f
JOIN authorities_importrow r ON r.run_id = f.run_id AND r.number = f.number
WHERE f.run_id = %(run)s AND f.status = 'error' ORDER BY f.number
"""
_WAY_OUT = f"Correct it; or, where it is right as it stands, empty its “{WRONG}”"
_A_ROW = re.compile(r"^Row \d+(?! of)\b")

Key = tuple[str, ...]


def own_places(run: ImportRun) -> list[int]:
    """The columns of the file itself, by their indexes: without those that we add to a file of errors."""
    return [index for index, name in enumerate(run.columns) if plain(name) not in _OURS]


def wrong_already(run: ImportRun, numbers: Sequence[int] | None = None) -> dict[int, Refusal]:
    """What is wrong with rows of the run whatever their cells say, by the rows' numbers."""
    rows = ImportRow.objects.filter(run=run)
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    faults = rows.exclude(fault=None).values_list("number", "cells", "fault")
    found = {number: Refusal([_problem(run, cells, fault)]) for number, cells, fault in faults}
    return refused_before(run, rows.values_list("number", "cells")) | found


def _problem(run: ImportRun, cells: Sequence[str], fault: Any) -> Problem:
    column, what, right = fault
    name = run.columns[column] if column < len(run.columns) else ""
    return Problem(name, cells[column][:300] if column < len(cells) else "", what, right)


def refused_before(run: ImportRun, rows: Iterable[tuple[int, list[str]]]) -> dict[int, Refusal]:
    """The rows of a file of errors that came back as they were refused, with the reasons there were.

    Alone each of them may look right: the row that it contradicts is in the file no more. A row counts as corrected
    where any cell of it has changed, where its "what is wrong" was emptied, or where the column in question holds
    something else now.
    """
    told = next((index for index, name in enumerate(run.columns) if plain(name) == plain(WRONG)), None)
    if told is None or not run.signature:
        return {}
    places = own_places(run)
    waiting: dict[Key, list[int]] = {}
    for number, cells in rows:
        if told < len(cells) and cells[told]:
            waiting.setdefault(_key(cells, places), []).append(number)
    found: dict[int, Refusal] = {}
    earlier = ImportRun.objects.filter(signature=run.signature, pk__lt=run.pk).order_by("-pk")
    for before in earlier[:MOST_RUNS] if waiting else ():
        for numbers, problems in _refused_in(before, waiting):
            if still := [each for each in problems if _holds(before, each) == _holds(run, each)]:
                note = f"It stands as it was refused in {before.file_name}. {_WAY_OUT}"
                found |= dict.fromkeys(numbers, Refusal(still, note))
    return found


def _refused_in(
    before: ImportRun, waiting: dict[Key, list[int]]
) -> Iterator[tuple[list[int], list[Problem]]]:
    """Take those that wait for it and that this import refused out of `waiting`."""
    places = own_places(before)
    for cells, problems in fetch(_REFUSED, run=before.pk):
        if numbers := waiting.pop(_key(cells, places), None):
            yield numbers, [_of_first_file(*problem) for problem in json.loads(problems)]


def _of_first_file(column: str, cell: str, what: str, right: str) -> Problem:
    """The problem with the rows it speaks of named as what they are: rows of the file that was refused first."""
    return Problem(column, cell, _A_ROW.sub(r"\g<0> of the first file", what), right)


def _key(cells: Sequence[str], places: Sequence[int]) -> Key:
    own = [cells[place] if place < len(cells) else "" for place in places]
    while own and not own[-1]:
        own.pop()
    return tuple(own)


def _holds(run: ImportRun, problem: Problem) -> str:
    """The field that the column of the problem holds in the run."""
    return dict(zip(run.columns, run.layout, strict=False)).get(problem.column, "")
