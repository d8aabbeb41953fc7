"""Small files for tests: from columns to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from authorities.importing.known import load
from authorities.importing.plan import Decision, Finding, Plan
from authorities.importing.rows import Layout


def layout(*fields: str, erase: bool = False) -> Layout:
    columns: dict[str, list[int]] = {}
    for index, field in enumerate(fields):
        columns.setdefault(field, []).append(index)
    return Layout(columns, fields, erase)


def plan(
    fields: str,
    *rows: Sequence[str],
    decisions: Mapping[int, Decision] | None = None,
    erase: bool = False,
    rename: bool = False,
) -> list[Finding]:
    """What each row would do; the first is row 2 of the file. `fields`: one word a column."""
    numbered = enumerate(rows, start=2)
    made = Plan(numbered, layout(*fields.split(), erase=erase), load(), decisions=decisions, rename=rename)
    return list(made.findings())


def statuses(findings: Sequence[Finding]) -> list[str]:
    return [finding.status for finding in findings]
