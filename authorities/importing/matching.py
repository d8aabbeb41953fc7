"""Which authority a row is about: by identifier, e-mail, exact and normalised name; else candidates to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from authorities.importing.known import SEVERAL, Known, Register
from authorities.importing.likeness import Likeness
from authorities.importing.names import clash, core
from authorities.importing.rows import Row
from authorities.importing.shortness import Shortness
from authorities.names import fold, telling_words
from authorities.tables.fields import EMAIL_ROLES, SCHEMES

IDENTIFIER, EMAIL, EXACT, NORMALISED, DECIDED = "identifier", "email", "exact", "normalised", "decided"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An authority that the row may be about, and why it is offered."""

    id: int
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """`id` with how it was found (`basis`), or candidates that a person must choose from, or neither: a new one."""

    id: int | None = None
    basis: str = ""
    candidates: tuple[Candidate, ...] = ()


class Matcher:
    """Matches rows with the authorities of a register. `emails` counts the addresses of the file."""

    def __init__(self, register: Register, emails: Counter[str]) -> None:
        self._register, self._emails = register, emails
        self._likeness, self._shortness = Likeness(register), Shortness(register)

    def match(self, row: Row) -> Match:
        by_code = self._by_identifier(row)
        by_name = self._by_name(row)
        if len(by_code) > 1:
            return self._offer(by_code, "one of its codes is that of this authority, another is not")
        if by_code:
            (found,) = by_code
            official = self._register.by_name.get(row.folded, ())
            if official and found not in official:
                offered = self._offer([found], "its code is that of this authority, its name is not")
                named = self._offer(official, "its name is that of this authority, its code is not")
                return Match(candidates=(*offered.candidates, *named.candidates))
            return Match(found, IDENTIFIER)
        if len(by_name) == 1:
            return Match(by_name[0], EXACT)
        if by_name:
            return self._offer(by_name, "several authorities have this name")
        return self._by_email(row) or self._by_core(row) or self._alike(row)

    def _by_identifier(self, row: Row) -> list[int]:
        found = (
            self._register.by_identifier.get((scheme, row.values[scheme]))
            for scheme in SCHEMES
            if row.values.get(scheme)
        )
        return list(dict.fromkeys(pk for pk in found if pk is not None))

    def _by_name(self, row: Row) -> list[int]:
        """Those with the official name; else those with it as another name, unless a code or the tier is against it."""
        folded = row.folded
        official = self._register.by_name.get(folded, ())
        if official:
            return self._living(official)
        return self._living(
            pk for pk in self._register.by_other.get(folded, ()) if not self._against(row, pk)
        )

    def _living(self, ids: Iterable[int]) -> list[int]:
        """Those that still exist, where any does."""
        found = list(dict.fromkeys(ids))
        return [pk for pk in found if self._register.all[pk].is_active] or found

    def _by_email(self, row: Row) -> Match | None:
        """By an address that one authority and one row have: applied where the names share a telling word."""
        owners: set[int] = set()
        for code in EMAIL_ROLES:
            for address in row.values.get(code, ()):
                holder = self._register.by_email.get(address, SEVERAL)
                if holder != SEVERAL and self._emails[address] == 1:
                    owners.add(holder)
        if len(owners) != 1:
            return None
        (owner,) = owners
        known = self._register.all[owner]
        shared = _telling(row.name) & _telling(known.name, *known.other_names)
        if shared and not self._against(row, owner):
            return Match(owner, EMAIL)
        rest = self._by_core(row) or self._alike(row)
        if rest.id is not None:
            return rest
        offered = self._offer([owner], "it has the same e-mail address")
        more = (each for each in rest.candidates if each.id != owner)
        return Match(candidates=(*offered.candidates, *more))

    def _by_core(self, row: Row) -> Match | None:
        """By the name without "council", "borough" and the like: applied where one fits and nothing is against it."""
        cores = self._register.by_core
        if not cores:
            return None
        alike = list(dict.fromkeys(pk for name in _parts(row.name) for pk in cores.get(core(name), ())))
        if not alike:
            return None
        fitting = self._living(pk for pk in alike if not self._against(row, pk))
        if len(fitting) == 1:
            return Match(fitting[0], NORMALISED)
        return self._offer(fitting or alike, "nearly the same name")

    def _against(self, row: Row, pk: int) -> bool:
        """Whether the row says something that the authority cannot be: another tier, nation, kind or code."""
        known = self._register.all[pk]
        says: Callable[[str], object] = row.values.get
        if clash(row.name, known.name):
            return True
        if says("nation") and "uk" not in (says("nation"), known.nation) and says("nation") != known.nation:
            return True
        if says("kind") and "other" not in (says("kind"), known.kind) and says("kind") != known.kind:
            return True
        return any(
            says(scheme) and (held := known.codes(scheme)) and says(scheme) not in held for scheme in SCHEMES
        )

    def _alike(self, row: Row) -> Match:
        """Those with a name that begins so, or has these initials; and those with a similar one. To choose from."""
        found = {
            pk: Candidate(pk, 100, why)
            for pk, why in self._shortness.candidates(row.name)
            if not self._against(row, pk)
        }
        for pk, score in self._likeness.candidates(row.name):
            found.setdefault(pk, Candidate(pk, score, "a similar name"))
        return Match(candidates=tuple(found.values())[:5])

    def _offer(self, ids: Iterable[int], why: str) -> Match:
        known: list[Known] = [self._register.all[pk] for pk in ids]
        return Match(candidates=tuple(Candidate(each.id, 100, why) for each in known[:5]))


def _parts(name: str) -> list[str]:
    """The name, and its parts where it says two of one authority: "Ynys Môn / Isle of Anglesey"."""
    parts = [part.strip() for part in name.split("/")]
    return [name, *(parts if len(parts) > 1 and all(len(part) > 3 for part in parts) else ())]


def _telling(*names: str) -> set[str]:
    """The words that tell the names from others; a name of initials counts as one word."""
    return {word for name in names for word in telling_words(fold(name)).split() if len(word) > 2}
