"""Rows about authorities that no longer exist: said, and asked about, before they get anything of a living one."""

from __future__ import annotations

from authorities.importing.known import Known, Register
from authorities.importing.matching import IDENTIFIER, Candidate, Match
from authorities.importing.rows import Row


def ask_of_the_dissolved(row: Row, match: Match, register: Register) -> Match:
    """The match; where it is one that was dissolved and the row does not know it, the two to choose from.

    A row that says itself that the authority exists no more, or what replaced it, is about that one. One that is
    found by its code is too, and is told what became of it.
    """
    known = register.all.get(match.id or 0)
    if (
        known is None
        or known.is_active
        or row.values.get("is_active") is False
        or row.values.get("replaced_by")
    ):
        return match
    heir = successor(known, register)
    row.notes += (f"{known.name} no longer exists" + (f"; replaced by {heir.name}" if heir else ""),)
    if match.basis == IDENTIFIER:
        return match
    offered = [Candidate(known.id, 100, "it no longer exists")]
    if heir:
        offered.append(Candidate(heir.id, 100, f"it replaced {known.name}"))
    return Match(candidates=tuple(offered))


def successor(known: Known, register: Register) -> Known | None:
    """The authority that stands at the end of the chain of those that took its place; None where none did."""
    seen, heir = {known.id}, None
    at = register.all.get(known.replaced_by_id or 0)
    while at is not None and at.id not in seen:
        seen.add(at.id)
        heir, at = at, register.all.get(at.replaced_by_id or 0)
    return heir
