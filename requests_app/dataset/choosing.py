"""Which rows of a dataset are shown, in which order, in which groups. Pure but for the words of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from authorities.names import fold
from requests_app.dataset import words
from requests_app.dataset.shapes import CELL_LABELS, Dataset, Row
from requests_app.outcomes import NOT_CODED
from requests_app.reference_numbers import search_key

GROUPS: dict[str, Mapping[str, str]] = {"kind": words.KINDS, "nation": words.NATIONS}
"""By what rows can be grouped, and the words of its codes, in the order of the groups."""

SHORTEST_KEY = 3
_RANKS = {code: rank for rank, code in enumerate(CELL_LABELS)}


@dataclass(frozen=True)
class Choice:
    """text: in the authority's name, a reference or a research field. questions: the outcome asked for, by code.

    sort: authority, kind, nation, state, due, or the code of a question or field; "-" before it: the other way round.
    group: one of `GROUPS`, or "". An outcome is `NOT_CODED` for those that are not coded, since blank is "any".
    """

    text: str = ""
    state: str = ""
    kind: str = ""
    nation: str = ""
    outcome: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    sort: str = "authority"
    group: str = ""

    @property
    def is_narrowed(self) -> bool:
        facts = (self.text, self.state, self.kind, self.nation, self.outcome)
        return any((*facts, *self.questions.values()))


def chosen(dataset: Dataset, choice: Choice) -> Dataset:
    """The dataset with the rows that fit alone, in their order; grouped ones group by group."""
    rows = [row for row in dataset.rows if _fits_facts(row, choice)]
    for at, asked in enumerate(dataset.questions):
        if wanted := choice.questions.get(asked.code):
            rows = [row for row in rows if (cell := row.cells[at]) and _is(cell.outcome, wanted)]
    if choice.text:
        rows = [row for row in rows if _has(row, choice.text)]
    rows.sort(key=lambda row: fold(row.authority))
    key = _sort_key(choice.sort.removeprefix("-"), dataset)
    known = [row for row in rows if key(row) is not None]
    known.sort(key=key, reverse=choice.sort.startswith("-"))
    rows = [*known, *(row for row in rows if key(row) is None)]
    if choice.group in GROUPS:
        order = {code: n for n, code in enumerate(GROUPS[choice.group])}
        rows.sort(key=lambda row: order[getattr(row, choice.group)])
    return dataset.of(rows)


def grouped(rows: Sequence[Row], group: str) -> list[tuple[str, list[Row]]]:
    """The rows, in order, under the words of their group; under "" where they are not grouped."""
    if group not in GROUPS:
        return [("", list(rows))]
    labels = GROUPS[group]
    return [(labels[code], list(of_one)) for code, of_one in groupby(rows, lambda row: getattr(row, group))]


def _fits_facts(row: Row, choice: Choice) -> bool:
    return (
        row.state == (choice.state or row.state)
        and row.kind == (choice.kind or row.kind)
        and row.nation == (choice.nation or row.nation)
        and (not choice.outcome or _is(row.outcome, choice.outcome))
    )


def _is(outcome: str, wanted: str) -> bool:
    return outcome == ("" if wanted == NOT_CODED else wanted)


def _has(row: Row, text: str) -> bool:
    """Every word in the authority's name or a research field, or the whole as a reference number however spelled."""
    key = search_key(text)
    if len(key) >= SHORTEST_KEY and any(c.isdigit() for c in key):
        numbers = (row.our_reference, *row.their_references)
        if any(key in search_key(number) for number in numbers):
            return True
    said = fold(" ".join((row.authority, *_texts(row.values.values()))))
    return all(word in said for word in fold(text).split())


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif isinstance(value, str):
            yield value


def _sort_key(name: str, dataset: Dataset) -> Callable[[Row], Any]:
    """What a row is sorted by; None for one that has nothing of it, which comes last whatever the direction."""
    at = next((at for at, asked in enumerate(dataset.questions) if asked.code == name), None)
    if at is not None:
        return lambda row: _RANKS[cell.outcome] if (cell := row.cells[at]) else None
    kinds = {noted.code: noted.kind for noted in dataset.fields}
    if name in kinds:
        return lambda row: _comparable(kinds[name], row.values.get(name))
    if name == "due":
        return lambda row: row.due_on
    labels = {"kind": words.KINDS, "nation": words.NATIONS, "state": words.STATES}.get(name)
    return lambda row: labels[getattr(row, name)] if labels else fold(row.authority)


def _comparable(kind: str, value: Any) -> Any:
    if kind == "number" and value is not None:
        return Decimal(value)
    if isinstance(value, list):
        return fold(", ".join(value))
    return value.casefold() if isinstance(value, str) else value
