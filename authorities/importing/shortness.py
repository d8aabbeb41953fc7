"""Authorities that people call by the beginning of their name, or by its initials: to be offered, never applied."""

from __future__ import annotations

from collections import defaultdict

from authorities.importing.known import Register
from authorities.importing.names import core, figures, initials, is_institution, tells_kind

MOST = 5
"""A short name that more authorities share tells nothing."""
_LONGEST = 3  # words of a short name
_SHORTEST = 4  # letters of its first word
_MOST_INITIALS = 6


class Shortness:
    """ "Brighton" is the beginning of Brighton and Hove's name, "Hereford" of Herefordshire's; RBKC are initials.

    Both indexes are made once, when the first short name asks for them.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._beginnings: dict[str, set[int]] = {}
        self._initials: dict[str, set[int]] = {}

    def candidates(self, name: str) -> list[tuple[int, str]]:
        """Ids with why they are offered; none where more than `MOST` fit."""
        if not self._register.all:
            return []
        beginning = self._few(name, self._by_beginning(core(name)))
        found = [(pk, "its name begins with this one") for pk in beginning]
        if not found and name.isalpha() and name.isupper() and 1 < len(name) <= _MOST_INITIALS:
            found = [(pk, "its initials") for pk in self._few(name, self._by_initials(name.casefold()))]
        return found

    def _few(self, name: str, ids: set[int]) -> list[int]:
        """Those that fit, councils and the like before the schools and trusts of the same place; none of many."""
        known = self._register.all
        wanted = figures(name)
        fitting = sorted(pk for pk in ids if figures(known[pk].name) == wanted)
        governing = [pk for pk in fitting if not is_institution(known[pk].name)]
        if governing or tells_kind(name):
            fitting = governing
        living = [pk for pk in fitting if known[pk].is_active] or fitting
        return living if len(living) <= MOST else []

    def _by_beginning(self, own: str) -> set[int]:
        if len(own.split()) > _LONGEST or len(own.split(" ", 1)[0]) < _SHORTEST:
            return set()
        if not self._beginnings:
            self._beginnings = self._begun()
        shire = self._register.by_core.get(f"{own}shire", ())
        return self._beginnings.get(own, set()) | set(shire)

    def _begun(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for whole, ids in self._register.by_core.items():
            words = whole.split()
            for count in range(1, min(len(words), _LONGEST + 1)):
                found[" ".join(words[:count])].update(ids)
        return dict(found)

    def _by_initials(self, letters: str) -> set[int]:
        if not self._initials:
            found: dict[str, set[int]] = defaultdict(set)
            for pk, known in self._register.all.items():
                found[initials(known.name)].add(pk)
            self._initials = dict(found)
        return self._initials.get(letters, set())
