"""Deadlines as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .counting import LedgerDay
from .deadline import Deadline
from .words import in_words


def as_text(found: Iterable[Deadline], why: bool = False) -> str:
    """One block per deadline: label, date, sentence; with ``why`` each day of its ledger."""
    blocks = []
    for each in found:
        lines = [
            f"{each.kind.label}: {in_words(each.due_on)} ({each.due_on.isoformat()})",
            f"  {each.explanation}",
        ]
        if why:
            lines += [f"  {_ledger_line(day)}" for day in each.ledger()]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _ledger_line(day: LedgerDay) -> str:
    number = "" if day.number is None else str(day.number)
    return f"{day.on:%a} {day.on.isoformat()} {number:>3}  {day.reason}".rstrip()


def as_json(found: Iterable[Deadline], why: bool = False) -> str:
    """A JSON list of :meth:`~.deadline.Deadline.as_dict`."""
    return json.dumps([each.as_dict(why) for each in found], ensure_ascii=False, indent=2)
