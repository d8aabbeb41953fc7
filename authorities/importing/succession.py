"""Which authority took the place of which, as the file says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from authorities.importing.doubles import Doubles
from authorities.importing.known import Register
from authorities.importing.matching import Match
from authorities.importing.rows import Row
from authorities.names import fold
from authorities.tables.fields import SCHEMES

Target = dict[str, int]
"""{"id": an authority} or {"row": the number of a row that makes one}."""


class Succession:
    """Resolves the column "replaced by": a code or a name, of a row of the file or of an authority that is here."""

    def __init__(
        self, rows: Sequence[Row], matches: Mapping[int, Match], register: Register, doubles: Doubles
    ) -> None:
        self._matches, self._register, self._doubles = matches, register, doubles
        self._targets: dict[int, Target] = {}
        for row in rows:
            if row.values.get("replaced_by") and not row.problems and not row.joins:
                self._resolve(row)
        self._next = {self._start(number): target for number, target in self._targets.items()}
        for number in list(self._targets):
            self._break_circle(number)

    def of(self, row: Row) -> Target | None:
        """What took the row's place; None where nothing is said, or it still exists."""
        return None if row.values.get("is_active") is True else self._targets.get(row.number)

    def id_of(self, target: Target) -> int | None:
        """The authority that the target is already; None while it is still to be made."""
        if "id" in target:
            return target["id"]
        match = self._matches.get(target["row"])
        return match.id if match else None

    def _resolve(self, row: Row) -> None:
        said = str(row.values["replaced_by"])
        target = self._find(said)
        if target is None:
            several = len([part for part in re.split(r"[,;]", said) if part.strip()]) > 1
            why = "names several" if several else "names none that is known"
            row.notes += (f"“{said}” {why}: what replaced it is left open",)
        elif target.get("row") != row.number:
            self._targets[row.number] = target

    def _find(self, said: str) -> Target | None:
        values: list[Any] = [said, said.upper(), said.lower()]
        for scheme in SCHEMES:
            for value in values:
                if speaker := self._doubles.by_identifier.get((scheme, value)):
                    return self._row(speaker)
                if pk := self._register.by_identifier.get((scheme, value)):
                    return {"id": pk}
        if speaker := self._doubles.by_name.get(fold(said)):
            return self._row(speaker)
        bearers = self._register.by_name.get(fold(said)) or self._register.by_other.get(fold(said), ())
        return {"id": bearers[0]} if len(bearers) == 1 else None

    def _row(self, row: Row) -> Target | None:
        match = self._matches.get(row.number)
        if match is None or (match.id is None and match.candidates):
            return None
        return {"id": match.id} if match.id is not None else {"row": row.number}

    def _start(self, number: int) -> tuple[str, int]:
        match = self._matches.get(number)
        return ("id", match.id) if match and match.id is not None else ("row", number)

    def _break_circle(self, number: int) -> None:
        """Leave out what would lead back to the row itself."""
        start = self._start(number)
        seen: set[tuple[str, int]] = set()
        at: tuple[str, int] | None = start
        while at is not None and at not in seen:
            seen.add(at)
            at = self._after(at)
        if at == start:
            del self._targets[number], self._next[start]

    def _after(self, at: tuple[str, int]) -> tuple[str, int] | None:
        if target := self._next.get(at):
            return next(iter(target.items()))
        known = self._register.all.get(at[1]) if at[0] == "id" else None
        return ("id", known.replaced_by_id) if known and known.replaced_by_id else None
