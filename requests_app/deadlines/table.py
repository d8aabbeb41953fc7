"""Tables of facts in, tables of dates out: plain CSV, no database and no Django.

Columns read: ``id, law, body, kind, facts``; any others are passed over. Columns written: ``id, due``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from .calendars import calendar_for
from .clock import deadlines
from .days import ProclaimedDay
from .deadline import Deadline
from .errors import FactsError, NoSuchDeadline, UnknownFact
from .facts import Fact, Term, parse_facts
from .laws import law as find_law
from .rules import DeadlineKind, Law

NEEDED = ("id", "law", "kind", "facts")


class Writer(Protocol):
    """Anything that text can be written to: a file, standard output, a command's output."""

    def write(self, text: str, /) -> object:
        """Write ``text``."""


class BadTable(ValueError):
    """The file as a whole cannot be read as a table of facts."""


def deadline_of(
    kind: str,
    facts: Iterable[Fact],
    law: Law | str,
    body: str = "",
    terms: Iterable[Term] = (),
    proclaimed: Iterable[ProclaimedDay] = (),
) -> Deadline:
    """The one deadline of ``kind`` that the facts give; ``proclaimed`` days are no working days.

    Raises :class:`~.errors.FactsError`.
    """
    if kind not in {each.value for each in DeadlineKind}:
        raise UnknownFact(f"“{kind[:40]}” is not a kind of deadline: use one of {', '.join(DeadlineKind)}.")
    for found in deadlines(
        facts, law, body, calendar=calendar_for(law, proclaimed), terms=tuple(terms), conditional=True
    ):
        if found.kind == kind:
            return found
    short = find_law(law).short_name
    raise NoSuchDeadline(f"These facts give no date for “{DeadlineKind(kind).label.lower()}” under {short}.")


def due_of(row: Mapping[str, str | None], proclaimed: Iterable[ProclaimedDay] = ()) -> date:
    """The due date of one row. Raises :class:`~.errors.FactsError`."""
    law = find_law(row.get("law") or "")
    facts, terms = parse_facts(row.get("facts") or "", law.zone)
    return deadline_of(
        (row.get("kind") or "response").strip(),
        facts,
        law,
        (row.get("body") or "").strip(),
        terms,
        proclaimed,
    ).due_on


def convert(
    source: Iterable[str], out: Writer, errors: Writer, proclaimed: Sequence[ProclaimedDay] = ()
) -> int:
    """Write ``id,due`` for every row of ``source``; a row that cannot be answered gets an empty date.

    Each such row gives one line on ``errors`` with its id. Returns how many there were. Raises
    :class:`BadTable` where a needed column is missing or the text is no CSV.
    """
    reader = csv.DictReader(source)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise BadTable(f"The table has no column {' or '.join(missing)}: it needs {', '.join(NEEDED)}.")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("id", "due"))
        failures = 0
        for row in reader:
            try:
                writer.writerow((row["id"], due_of(row, proclaimed).isoformat()))
            except FactsError as error:
                failures += 1
                writer.writerow((row["id"], ""))
                errors.write(f"{row['id'] or f'line {reader.line_num}'}: {error}\n")
        return failures
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadTable(f"The file is not a CSV table in UTF-8: {error}.") from error
