"""A row of a spreadsheet of requests, checked cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from authorities.importing import values as cells_say
from authorities.importing.addresses import Wrong, short, web
from authorities.importing.rows import Problem
from authorities.tables.joining import NOTHING, several
from requests_app.deadlines import EventKind, Fact
from requests_app.importing.days import in_words, read_day
from requests_app.importing.fields import BY_CODE, DATES, IDENTIFIERS
from requests_app.importing.outcomes import Outcome, plain_code

DAY_UNKNOWN = (
    "It was answered on a day that is not given: it is brought in as closed, and left out of response times"
)
LONGEST_TITLE, LONGEST_REFERENCE, LONGEST_NOTES, LONGEST_TAG = 200, 80, 20_000, 40


@dataclass(slots=True)
class Row:
    """A checked row: what it says, what is wrong, what to know. `number` counts from 1 as people see it in the file."""

    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get("authority", ""))

    @property
    def title(self) -> str:
        return str(self.values.get("title", ""))

    @property
    def day(self) -> date | None:
        """The day it was sent, else the day it was received."""
        return self.values.get("sent") or self.values.get("received")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold which field, by index; `names` are the columns' names."""

    columns: Mapping[str, Sequence[int]]
    names: Sequence[str]

    def column(self, *codes: str) -> str:
        """The name of the first column that holds one of the fields; the field's own name where none does."""
        for code in codes:
            if self.columns.get(code):
                return self.names[self.columns[code][0]]
        return BY_CODE[codes[0]].header.capitalize()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows are checked against: today, what the codes mean, the title of rows without one, the people.

    `owners`: names and addresses of the team's people, folded, to their ids.
    """

    today: date
    codes: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    owners: Mapping[str, int] = field(default_factory=dict)


def check_row(number: int, cells: Sequence[str], layout: Layout, rules: Rules) -> Row:
    """What the row says. A cell with something wrong in it is a `Problem`; the others are read all the same."""
    row = Row(number, {})
    for code, indexes in layout.columns.items():
        for index in indexes:
            cell = cells[index] if index < len(cells) else ""
            if cell.casefold() in NOTHING:
                continue
            try:
                _take(row, code, cell, rules)
            except Wrong as wrong:
                row.problems.append(Problem(layout.names[index], cell[:300], wrong.what, wrong.right))
    if "title" not in row.values and rules.title:
        row.values["title"] = rules.title
    _check_whole(row, layout, rules)
    return row


def facts_of(values: Mapping[str, Any]) -> list[Fact]:
    """The events that the values of a row tell of, with no clock but the law's."""
    dated = (
        (EventKind.SENT, values.get("sent")),
        (EventKind.RECEIVED, values.get("received")),
        (EventKind.ACKNOWLEDGED, values.get("acknowledged")),
    )
    facts = [Fact(kind, on) for kind, on in dated if on]
    if answered := values.get("answered"):
        is_end = values.get("outcome") == Outcome.WITHDRAWN
        facts.append(Fact(EventKind.WITHDRAWN if is_end else EventKind.RESPONSE, answered))
    elif facts and Outcome(values.get("outcome") or Outcome.NONE).is_answer:
        facts.append(Fact(EventKind.CLOSED, max(fact.on for fact in facts)))
    return facts


def _take(row: Row, code: str, cell: str, rules: Rules) -> None:
    if code == "authority":
        row.values["authority"] = cells_say.name(cell)
    elif code in IDENTIFIERS:
        row.values[code] = cells_say.IDENTIFIERS[code](cell)
    elif code in DATES:
        row.values[code] = _past_day(cell, rules.today)
    elif code == "reference":
        _add(row, code, [_reference(part) for part in several(cell)])
    elif code == "outcome":
        _take_outcome(row, cell, rules)
    elif code == "link":
        row.values["link"] = web(cell.split()[0])
    elif code == "owner":
        _take_owner(row, cell, rules)
    elif code == "tags":
        _add(row, code, [" ".join(part.split())[:LONGEST_TAG] for part in cell.replace(";", ",").split(",")])
    else:
        row.values[code] = _READ[code](cell)


def _past_day(cell: str, today: date) -> date:
    day = read_day(cell)
    if day > today:
        raise Wrong(f"{in_words(day)} is in the future", "A day that has come")
    return day


def _reference(text: str) -> str:
    if len(text) > LONGEST_REFERENCE:
        raise Wrong(
            f"“{short(text)}” is too long for a reference number", f"{LONGEST_REFERENCE} characters at most"
        )
    return text


def _title(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


_READ: dict[str, Callable[[str], Any]] = {
    "title": _title,
    "law": cells_say.law,
    "notes": lambda cell: cell[:LONGEST_NOTES],
}


def _take_outcome(row: Row, cell: str, rules: Rules) -> None:
    outcome = rules.codes.get(plain_code(cell))
    if not outcome:
        raise Wrong(f"Nobody has said what the code “{short(cell)}” means", "Say it on the page of codes")
    row.values["outcome"], row.values["code"] = outcome, short(cell)


def _take_owner(row: Row, cell: str, rules: Rules) -> None:
    found = rules.owners.get(plain_code(cell))
    row.values["owner"] = found
    if found is None:
        row.notes.append(f"“{short(cell)}” is nobody of the team: nobody will look after it")


def _add(row: Row, code: str, more: Sequence[str]) -> None:
    row.values[code] = list(dict.fromkeys([*row.values.get(code, ()), *filter(None, more)]))


def _check_whole(row: Row, layout: Layout, rules: Rules) -> None:
    """What is wrong with the row as a whole, where its cells are right."""
    wrong_columns = {problem.column for problem in row.problems}

    def wrong(what: str, right: str, *codes: str) -> None:
        column = layout.column(*codes)
        if column not in wrong_columns:
            row.problems.append(Problem(column, "", what, right))

    says = row.values.get
    if not says("authority") and not any(says(code) for code in IDENTIFIERS):
        wrong("The authority is missing", "The name of the authority", "authority")
    if row.day is None:
        wrong("The date is missing", "The day it was sent, or the day it was received", "sent", "received")
    if not says("title"):
        wrong(
            "It does not say what it is about", "A few words; or one title for all rows of the file", "title"
        )
    outcome = Outcome(row.values["outcome"]) if says("outcome") else None
    if outcome is Outcome.NONE and says("answered"):
        what = f"There is a date of reply, but its code “{says('code')}” means “{outcome.label}”"
        wrong(what, "Another code, or no date of reply", "answered")
    elif outcome is Outcome.WITHDRAWN and not says("answered"):
        what = f"“{says('code')}” means “{outcome.label}”, but the date of that is missing"
        wrong(what, "The day it was withdrawn", "answered", "outcome")
    elif outcome and outcome.is_answer and not says("answered"):
        row.notes.append(DAY_UNKNOWN)
    _check_order(row, wrong)


def _check_order(row: Row, wrong: Callable[..., None]) -> None:
    sent, received = row.values.get("sent"), row.values.get("received")
    if sent and received and received < sent:
        wrong(
            f"It was received on {in_words(received)}, before it was sent on {in_words(sent)}",
            "A day of receipt on or after the day it was sent",
            "received",
        )
    start, told = received or sent, "received" if received else "sent"
    for code in ("acknowledged", "answered"):
        day = row.values.get(code)
        if start and day and day < start:
            wrong(
                f"It was {code} on {in_words(day)}, before it was {told} on {in_words(start)}",
                f"A day on or after {in_words(start)}",
                code,
            )
