"""What a dataset is made of: questions and fields across, requests down, a cell where they meet. Pure.

Cells and their parts are tuples with names: there are tens of thousands of them, and they are made in half the time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from requests_app.field_values import Value
from requests_app.outcomes import ANSWER_LABELS, SHADES

DISPUTED, NOT_CODED = "disputed", ""
CELL_LABELS = {**ANSWER_LABELS, DISPUTED: "Coders differ", NOT_CODED: "Not coded yet"}
"""What can stand where a request and a question meet, in the order in which it is counted."""


class Relied(NamedTuple):
    """A ground that the authority relied on: "FOIA", "s43(2)", its kind, and whether the letter weighs the interest."""

    law: str
    section: str
    kind: str
    weighs_public_interest: bool

    @property
    def words(self) -> str:
        return f"{self.law} {self.section}"


class Quote(NamedTuple):
    """Words that show an answer: of which letter of the thread, of what day; of which page of which file of it."""

    letter: int
    on: date | None
    file: str
    page: int | None
    text: str


class Cell(NamedTuple):
    """What came back for one question of a request.

    outcome: a key of `CELL_LABELS`. What stands beside it belongs to the answers that count: of coders who differ none
    does. text: the question, where it is none of the campaign's. codings: who said what; empty in what is public.
    """

    question: int
    outcome: str = NOT_CODED
    is_settled: bool = False
    exemptions: tuple[Relied, ...] = ()
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    codings: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the campaign. code: "q2", the same through all versions of the letter, whatever its label."""

    code: str
    label: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A research field. code: "field_price"."""

    code: str
    name: str
    kind: str
    help_text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One request. cells: one for each question of the campaign, None where it was not asked.

    others: what else it asked. values: of research fields, by their codes. identifiers: by scheme. link: where it was
    sent, if elsewhere.
    """

    request: int
    authority: str
    kind: str
    nation: str
    law: str
    state: str
    outcome: str
    received_on: date | None
    due_on: date | None
    answered_on: date | None
    sent_on: date | None
    our_reference: str
    link: str
    cells: tuple[Cell | None, ...]
    their_references: tuple[str, ...] = ()
    others: tuple[Cell, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> list[Cell]:
        """Everything it asked: the campaign's questions and the others."""
        return [*(cell for cell in self.cells if cell), *self.others]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A campaign's requests with what came back. public: without people, notes, coders and links of ours."""

    campaign: int
    title: str
    description: str
    team: str
    public: bool
    questions: tuple[Asked, ...]
    fields: tuple[Noted, ...]
    rows: tuple[Row, ...]

    def of(self, rows: Iterable[Row]) -> Dataset:
        """The same with these rows alone."""
        return replace(self, rows=tuple(rows))

    @property
    def totals(self) -> list[Counter[str]]:
        """For each question how many requests have which outcome, by the keys of `CELL_LABELS`."""
        counted: list[Counter[str]] = [Counter() for _ in self.questions]
        for row in self.rows:
            for count, cell in zip(counted, row.cells, strict=True):
                if cell:
                    count[cell.outcome] += 1
        return counted

    @property
    def outcomes(self) -> Counter[str]:
        """How many requests came to what (`requests_app.outcomes.REQUEST_LABELS`, and "")."""
        return Counter(row.outcome for row in self.rows)


def shade(outcome: str) -> str:
    """The kind of the design system that a cell is drawn with."""
    return "late" if outcome == DISPUTED else SHADES.get(outcome, "neutral")
