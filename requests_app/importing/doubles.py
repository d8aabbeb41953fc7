"""Rows that tell of a request that is here already, or in another row. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from authorities.names import fold
from requests_app.reference_numbers import normalise


@dataclass(frozen=True, slots=True)
class Told:
    """A request as far as it matters for telling it from others: one of the team's, or one of the file (`row`)."""

    authority_id: int
    title: str
    days: frozenset[date]
    references: frozenset[str]
    request_id: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """What a row may be the same as, and whether nothing is against it (`is_same`) or what is."""

    other: Told
    is_same: bool
    why: str


@dataclass(slots=True)
class Known:
    """Requests by what they are found by. The first with a number, or on a day, speaks for the later ones."""

    by_reference: dict[tuple[int, str], Told] = field(default_factory=dict)
    by_day: dict[tuple[int, date, str], Told] = field(default_factory=dict)

    def note(self, told: Told) -> None:
        for reference in told.references:
            self.by_reference.setdefault((told.authority_id, reference), told)
        for day in told.days:
            self.by_day.setdefault((told.authority_id, day, fold(told.title)), told)

    def twin(self, told: Told) -> Twin | None:
        """Whether it is one that is known: the same authority and number, or the same authority, day and title."""
        for reference in told.references:
            if other := self.by_reference.get((told.authority_id, reference)):
                same = bool(other.days & told.days)
                return Twin(other, same, "" if same else "it has this number, and another date")
        for day in told.days:
            if other := self.by_day.get((told.authority_id, day, fold(told.title))):
                against = bool(other.references and told.references)  # and none of them is shared
                why = "it was sent on that day too, and has another number" if against else ""
                return Twin(other, not against, why)
        return None


def keys(references: Collection[str]) -> frozenset[str]:
    """Reference numbers as they are compared, however spelled."""
    return frozenset(filter(None, map(normalise, references)))
