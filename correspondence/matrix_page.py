"""The matrix of a campaign as a page shows it: heads, rows, totals.

Rows are written here and not in a template: at 1,000 x 20 a template takes several seconds for the cells alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe

from requests_app.dataset import words
from requests_app.dataset.choosing import grouped
from requests_app.dataset.shapes import CELL_LABELS, Asked, Cell, Dataset, Noted, Row, shade
from requests_app.field_values import Value
from requests_app.outcomes import NOT_CODED, SHADES

_SHORT = {
    "partly_disclosed": "Partly",
    "published_elsewhere": "Published",
    "no_answer": "No answer",
    "": "Not coded",
}
"""The beginning of a label that is shown; the rest is there for those who hear it."""

_MOST_SECTIONS, _LONGEST_VALUE = 2, 80
_TOGETHER = 12  # rows that are drawn at once: fewer make scrolling slow, more make it jerk
_NOT_ASKED = '<td role="cell" class="matrix__not">Not asked</td>'


@dataclass(frozen=True)
class Head:
    """The head of a column: the address that sorts by it, and how it is sorted now ("ascending", ...)."""

    label: str
    name: str
    address: str
    sorted: str


@dataclass(frozen=True)
class Total:
    """A question and how often each outcome came: the number, its words, kind and the address of exactly those."""

    asked: Asked
    numbers: list[tuple[int, str, str]]
    asked_of: int


@dataclass(frozen=True)
class Body:
    """Rows, and before the first of a group its words and how many rows it has."""

    label: str
    number: int
    rows: list[SafeString]


@dataclass(frozen=True)
class MatrixPage:
    heads: dict[str, Head]
    questions: list[Head]
    fields: list[Head]
    bodies: list[Body]
    totals: list[Total]
    outcomes: list[tuple[str, str]]

    @property
    def width(self) -> int:
        return len(self.heads) + len(self.questions) + len(self.fields)


def matrix_page(
    chosen: Dataset, shown: Sequence[Row], *, query: QueryDict, sort: str, group: str
) -> MatrixPage:
    """chosen: the rows that fit; shown: those of this page. query: the address as it stands."""

    def head(code: str, label: str, name: str = "") -> Head:
        way = {code: "ascending", f"-{code}": "descending"}.get(sort, "")
        return Head(label, name, _with(query, sort=f"-{code}" if way == "ascending" else code), way)

    first = {"authority": "Authority", "state": "State", "due": "Due"}
    rows = _Rows(chosen)
    return MatrixPage(
        heads={code: head(code, label) for code, label in first.items()},
        questions=[head(each.code, each.label, each.name or each.text) for each in chosen.questions],
        fields=[head(each.code, each.name) for each in chosen.fields],
        bodies=[body for label, of_one in grouped(shown, group) for body in _bodies(label, of_one, rows)],
        totals=totals(chosen, query),
        outcomes=[(label, shade(code)) for code, label in CELL_LABELS.items()],
    )


def _bodies(label: str, of_one: Sequence[Row], rows: _Rows) -> Iterator[Body]:
    """The rows of a group by the handful: a browser draws those in sight. The first has the words of the group."""
    for at in range(0, len(of_one), _TOGETHER):
        written = [rows.written(row) for row in of_one[at : at + _TOGETHER]]
        yield Body("" if at else label, len(of_one), written)


def totals(dataset: Dataset, query: QueryDict | None = None) -> list[Total]:
    """For each question its numbers, each with the address (of the matrix) that shows exactly those requests."""
    query = query or QueryDict()
    return [
        Total(asked, [_number(asked, code, counted, query) for code in CELL_LABELS], counted.total())
        for asked, counted in zip(dataset.questions, dataset.totals, strict=True)
    ]


def _number(asked: Asked, code: str, counted: Counter[str], query: QueryDict) -> tuple[int, str, str]:
    return counted[code], CELL_LABELS[code], _with(query, **{asked.code: code or NOT_CODED})


def _with(query: QueryDict, **changed: str) -> str:
    """The address with something changed, from its first page."""
    words_of = {**query.dict(), **changed}
    words_of.pop("page", None)
    return "?" + urlencode({name: value for name, value in words_of.items() if value})


class _Rows:
    """Writes the rows of a dataset, all with the same columns."""

    def __init__(self, dataset: Dataset) -> None:
        self.fields = dataset.fields
        self._page = reverse("correspondence:request", args=[0]).rsplit("0", 1)
        self._code = reverse("correspondence:code", args=[0]).rsplit("0", 1)
        self._query = f"?campaign={dataset.campaign}"
        self._cells = {code: _opened(code) for code in CELL_LABELS}

    def written(self, row: Row) -> SafeString:
        coding = f"{self._code[0]}{row.request}{self._code[1]}{self._query}"
        parts = ['<tr role="row">', self._first(row), _state(row), _due(row.due_on)]
        parts += [self._cell(cell, coding) for cell in row.cells]
        parts += [_value(each, row.values.get(each.code)) for each in self.fields]
        return mark_safe("".join((*parts, "</tr>")))  # noqa: S308 (each part is escaped where it is made)

    def _first(self, row: Row) -> str:
        address = f"{self._page[0]}{row.request}{self._page[1]}"
        about = (words.KINDS[row.kind], words.NATIONS[row.nation], *row.their_references)
        return (
            f'<th role="rowheader" scope="row"><a href="{address}">{escape(row.authority)}</a>'
            f'<span class="table__sub">{escape(" · ".join(about))}</span></th>'
        )

    def _cell(self, cell: Cell | None, coding: str) -> str:
        if cell is None:
            return _NOT_ASKED
        before, after = self._cells[cell.outcome]
        sections = _sections(cell) if cell.exemptions else ""
        return f"{before}{coding}#question-{cell.question}{after}{sections}</td>"


def _opened(code: str) -> tuple[str, str]:
    """What stands before the address of a cell, and behind it."""
    label = CELL_LABELS[code]
    short = _SHORT.get(code, label)
    rest = label.removeprefix(short)
    said = f'{short}<span class="vh">{rest}</span>' if rest else short
    return f'<td role="cell" class="is-{shade(code)} m-{code or "none"}"><a href="', f'">{said}</a>'


def _sections(cell: Cell) -> str:
    shown = [each.section for each in cell.exemptions[:_MOST_SECTIONS]]
    more = len(cell.exemptions) - len(shown)
    return f"<small>{escape(', '.join(shown))}{f' and {more} more' if more else ''}</small>"


def _state(row: Row) -> str:
    outcome = words.OUTCOMES.get(row.outcome, "Not coded yet")
    return (
        f'<td role="cell" class="is-{SHADES.get(row.outcome, "neutral")}">{escape(words.STATES[row.state])}'
        f'<span class="table__sub">{escape(outcome)}</span></td>'
    )


def _due(on: date | None) -> str:
    return f'<td role="cell">{on:%-d %b %Y}</td>' if on else '<td role="cell"></td>'


def _value(field: Noted, value: Value | None) -> str:
    if value is None:
        return '<td role="cell" class="matrix__value"></td>'
    said = _said(field.kind, value)
    cut = f"{said[:_LONGEST_VALUE]} …" if len(said) > _LONGEST_VALUE else said
    return f'<td role="cell" class="matrix__value">{escape(cut)}</td>'


def _said(kind: str, value: Value) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    if kind == "number":
        return f"{Decimal(value):,}"
    return f"{date.fromisoformat(value):%-d %B %Y}" if kind == "date" else value
