"""A dataset as tables: a row a request, a row a question of a request, a row a quotation.

What a column is stands with it once: exports, the data package and the codebook say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.dataset import words
from requests_app.dataset.shapes import Asked, Cell, Dataset, Noted, Quote, Row

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """kind: string, integer, number, date or boolean ("yes", "no"). codes: what each value means, if they are few."""

    name: str
    title: str
    kind: str = "string"
    meaning: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """rows: made anew each time they are asked for, a value a column. key: the columns that tell rows apart."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[Value, ...]]]


REQUEST = Column("request", "Request", "integer", "Number of the request; the same in every table.")


def wide(dataset: Dataset) -> Table:
    """A row a request: its facts, the research fields, and for each question what came back."""
    columns = (*_facts(dataset), *map(_of_field, dataset.fields))
    asked = tuple(column for each in dataset.questions for column in _of_question(each, dataset))

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in dataset.rows:
            cells = [value for cell in row.cells for value in _cell_values(cell, dataset)]
            yield (*_fact_values(row, dataset), *_field_values(row, dataset), *cells)

    return Table("requests", "A row a request", (*columns, *asked), ("request",), rows)


def long(dataset: Dataset) -> Table:
    """A row a request and question, with the request's facts; questions that are none of the campaign's too."""
    asked = (
        Column(
            "question", "Question", meaning="Of the campaign: as in the other tables. Blank: another one."
        ),
        Column("item", "Item", "integer", "Number of this question; tells apart what one request asked."),
        Column("question_label", "Number in the letter", meaning="In the latest letter that asks it."),
        Column("question_text", "What was asked"),
        *_answer_columns("", "", dataset),
        *(_SETTLED if not dataset.public else ()),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in dataset.rows:
            facts = _fact_values(row, dataset)
            for each, cell in zip(dataset.questions, row.cells, strict=True):
                if cell:
                    yield (*facts, *_long_values(cell, each, dataset))
            for cell in row.others:
                yield (*facts, *_long_values(cell, None, dataset))

    return Table(
        "answers", "A row a request and question", (*_facts(dataset), *asked), ("request", "item"), rows
    )


def quotations(dataset: Dataset) -> Table:
    """A row a quotation: the words that show what came back."""
    columns = (
        REQUEST,
        Column("item", "Item", "integer", "Number of the question, as in the table of answers."),
        Column("question", "Question", meaning="Of the campaign. Blank: another one."),
        Column("letter", "Letter", "integer", "Its place among the letters of the request, from 1."),
        Column("letter_on", "Date of the letter", "date"),
        Column(
            "file",
            "File",
            meaning="The file of that letter in which the words stand. Blank: the letter itself.",
        ),
        Column("page", "Page", "integer", "Of the file, from 1."),
        Column("words", "Words", meaning="As they stand there." + words.redacted(dataset)),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in dataset.rows:
            codes = [each.code for each in dataset.questions]
            own = [(code, cell) for code, cell in zip(codes, row.cells, strict=True) if cell]
            for code, cell in (*own, *(("", cell) for cell in row.others)):
                for one in cell.quotes:
                    yield (row.request, cell.question, code, one.letter, one.on, one.file, one.page, one.text)

    return Table("evidence", "A row a quotation", columns, (), rows)


def _facts(dataset: Dataset) -> tuple[Column, ...]:
    identifiers = (
        Column(f"authority_{code.replace('-', '_')}", title, meaning="What others call the authority.")
        for code, title in words.SCHEMES.items()
    )
    links = (
        () if dataset.public else (Column("link", "Where it was sent", meaning="If it was sent elsewhere."),)
    )
    return (
        REQUEST,
        Column("authority", "Authority", meaning="Its official name."),
        Column("authority_kind", "Kind of authority", codes=words.KINDS),
        Column("authority_nation", "Nation", codes=words.NATIONS),
        *identifiers,
        Column("our_reference", "Our reference"),
        Column("their_references", "Their references", meaning="One a line."),
        Column("law", "Law", meaning="Under which it was asked.", codes=words.LAWS),
        Column("sent_on", "Sent", "date"),
        Column("received_on", "Received", "date", "The date of receipt, from which the time limit counts."),
        Column("due_on", "Due", "date", "The last lawful day of the limit that runs. Blank: none runs."),
        Column("answered_on", "Answered", "date"),
        Column("state", "State", meaning="Where the request stood when this was made.", codes=words.STATES),
        Column("outcome", "Outcome", meaning=words.OUTCOME, codes=words.OUTCOMES),
        *links,
    )


def _fact_values(row: Row, dataset: Dataset) -> tuple[Value, ...]:
    return (
        row.request,
        row.authority,
        row.kind,
        row.nation,
        *(row.identifiers.get(code, "") for code in words.SCHEMES),
        row.our_reference,
        "\n".join(row.their_references),
        row.law,
        row.sent_on,
        row.received_on,
        row.due_on,
        row.answered_on,
        row.state,
        row.outcome,
        *(() if dataset.public else (row.link,)),
    )


_FIELD_KINDS = {"number": "number", "yes_no": "boolean", "date": "date"}


def _of_field(each: Noted) -> Column:
    """Options stand in words and are no codes: what was chosen before they were changed is among the values too."""
    parts = [each.help_text.strip().rstrip(".")]
    parts.append(f"One of: {'; '.join(each.options)}" if each.kind == "choice" else "")
    parts.append("One a line" if each.kind == "list" else "")
    meaning = " ".join(f"{part}." for part in parts if part)
    return Column(each.code, each.name, _FIELD_KINDS.get(each.kind, "string"), meaning)


def _field_values(row: Row, dataset: Dataset) -> Iterator[Value]:
    for each in dataset.fields:
        yield _field_value(each.kind, row.values.get(each.code))


def _field_value(kind: str, value: Any) -> Value:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(value)
    if kind == "number":
        return Decimal(value)
    return date.fromisoformat(value) if kind == "date" else str(value)


def _of_question(each: Asked, dataset: Dataset) -> tuple[Column, ...]:
    called = f"{each.label}. {each.name or each.text}"
    return _answer_columns(f"{each.code}_", f"{called}: ", dataset)


def _answer_columns(prefix: str, called: str, dataset: Dataset) -> tuple[Column, ...]:
    notes = (
        () if dataset.public else (Column(f"{prefix}note", f"{called}note", meaning="Of whoever coded it."),)
    )
    outcome = "answer" if not prefix else "outcome"
    return (
        Column(f"{prefix}{outcome}", f"{called}what came back", meaning=words.ANSWER, codes=words.ANSWERS),
        Column(f"{prefix}exemptions", f"{called}exemptions relied on", meaning=words.EXEMPTIONS),
        *notes,
        Column(f"{prefix}evidence", f"{called}evidence", meaning=words.EVIDENCE + words.redacted(dataset)),
    )


def _cell_values(cell: Cell | None, dataset: Dataset) -> tuple[Value, ...]:
    if cell is None:
        return (words.NOT_ASKED, "", "") if dataset.public else (words.NOT_ASKED, "", "", "")
    exemptions = "; ".join(each.words for each in cell.exemptions)
    evidence = "\n".join(map(quoted, cell.quotes))
    if dataset.public:
        return (cell.outcome, exemptions, evidence)
    return (cell.outcome, exemptions, cell.note, evidence)


_SETTLED = (
    Column("settled", "Settled by a lead", "boolean"),
    Column("coders", "Who coded it", meaning="One a line, with what each said came back."),
)


def _long_values(cell: Cell, asked: Asked | None, dataset: Dataset) -> tuple[Value, ...]:
    named = (
        (asked.code, cell.question, asked.label, asked.text) if asked else ("", cell.question, "", cell.text)
    )
    if dataset.public:
        return (*named, *_cell_values(cell, dataset))
    coders = "\n".join(f"{who}: {outcome}" for who, outcome in cell.codings)
    return (*named, *_cell_values(cell, dataset), "yes" if cell.is_settled else "no", coders)


def quoted(one: Quote) -> str:
    """A quotation with where it stands: “No contracts.” (letter 3, 20 August 2018, file x.pdf, page 2); where alone
    without its words."""
    where = [f"letter {one.letter}"]
    if one.on:
        where.append(f"{one.on:%-d %B %Y}")
    if one.file:
        where.append(f"file {one.file}")
    if one.page:
        where.append(f"page {one.page}")
    told = ", ".join(where)
    return f"“{one.text}” ({told})" if one.text else told[0].upper() + told[1:]
