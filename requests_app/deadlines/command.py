"""The command line of ``manage.py deadlines``, without Django: arguments, and what they ask for."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from .calendars import calendar_for
from .clock import deadlines
from .days import ProclaimedDay
from .facts import parse_facts
from .laws import LAWS
from .laws import law as find_law
from .report import as_json, as_text
from .rules import Body, DeadlineKind
from .table import BadTable, Writer, convert, deadline_of


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options. Laws, bodies and kinds are checked later, so that each gets its own sentence."""
    laws, bodies = ", ".join(LAWS), ", ".join(body for body in Body if body)
    parser.add_argument(
        "--csv", metavar="FILE", help="a table with id, law, body, kind, facts; - reads stdin"
    )
    parser.add_argument("--law", default="foia", help=f"one of {laws}; foia if not given")
    parser.add_argument("--body", default="", help=f"one of {bodies}; none if not given")
    parser.add_argument("--received", metavar="DATE", help="2018-07-20, or an instant with its zone")
    parser.add_argument(
        "--fact", metavar="NAME=DATE", action="append", default=[], help="responded=2018-08-01"
    )
    parser.add_argument("--term", metavar="FROM/TO", action="append", default=[], help="a school term")
    parser.add_argument("--kind", default="", help=f"only this one of {', '.join(DeadlineKind)}")
    parser.add_argument("--why", action="store_true", help="also every day, counted or skipped, and why")
    parser.add_argument(
        "--proclaimed",
        action="store_true",
        help="count the bank holidays proclaimed here too: asks the database",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def answer(options: Mapping[str, Any], proclaimed: Sequence[ProclaimedDay] = ()) -> str:
    """The deadlines that the options ask for, as text or JSON. Raises :class:`~.errors.FactsError`."""
    law = find_law(options["law"])
    received = [f"received={options['received']}"] if options["received"] else []
    written = [*received, *options["fact"], *(f"term={term}" for term in options["term"])]
    facts, terms = parse_facts(";".join(written), law.zone)
    if options["kind"]:
        found = [deadline_of(options["kind"], facts, law, options["body"], terms, proclaimed)]
    else:
        found = list(
            deadlines(facts, law, options["body"], calendar=calendar_for(law, proclaimed), terms=terms)
        )
    show = as_json if options["format"] == "json" else as_text
    return show(found, options["why"])


def convert_file(path: str, out: Writer, errors: Writer, proclaimed: Sequence[ProclaimedDay] = ()) -> int:
    """:func:`~.table.convert` for the file at ``path`` ("-": standard input). Raises :class:`BadTable`."""
    if path == "-":
        return convert(sys.stdin, out, errors, proclaimed)
    try:
        with open(path, encoding="utf-8-sig", newline="") as source:
            return convert(source, out, errors, proclaimed)
    except OSError as error:
        raise BadTable(f"The file {path} cannot be read: {error.strerror}.") from error
