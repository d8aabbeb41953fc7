"""Authorities whose names are like a name: to be offered, never applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from authorities.importing.known import Register
from authorities.importing.names import clash, core, figures

LIKE_ENOUGH = 84.0
MOST = 5
_COMMON_WORD = 300  # words that more authorities share tell nothing
_PREFIX = 4
_TYPED = (
    "council",
    "district",
    "borough",
    "county",
    "metropolitan",
    "university",
    "hospital",
    "primary",
    "school",
)


class Likeness:
    """Looks among the authorities that share a rare word, or its beginning, with the name."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names: dict[int, str] = {}
        self._places: dict[str, list[int]] = {}

    def candidates(self, name: str) -> list[tuple[int, int]]:
        """Ids with their likeness of 100, the closest first."""
        if not self._register.all:
            return []
        self._build()
        own = _plain(name)
        near: set[int] = set()
        for key in _keys(own):
            here = self._places.get(key, ())
            if len(here) <= _COMMON_WORD:
                near.update(here)
        choices = {pk: self._names[pk] for pk in near}
        found = process.extract(
            own, choices, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_ENOUGH, limit=MOST * 2
        )
        wanted = figures(name)
        known = self._register.all
        fitting = [(pk, round(score)) for _, score, pk in found if figures(known[pk].name) == wanted]
        return sorted(fitting, key=lambda each: (clash(name, known[each[0]].name), -each[1]))[:MOST]

    def _build(self) -> None:
        if self._names:
            return
        places: dict[str, list[int]] = defaultdict(list)
        for pk, known in self._register.all.items():
            self._names[pk] = _plain(known.name)
            for key in _keys(self._names[pk]):
                places[key].append(pk)
        self._places = dict(places)


def _keys(plain: str) -> Iterable[str]:
    words = plain.split()
    return {*words, *(f"{word[:_PREFIX]}…" for word in words if len(word) > _PREFIX)}


def _plain(name: str) -> str:
    """The name's own words, without misspelt types of council ("distrct concil") either."""
    words = core(name).split()
    own = [word for word in words if word in _TYPED or not _is_misspelt_type(word)]
    return " ".join(own or words)


@lru_cache(maxsize=4096)
def _is_misspelt_type(word: str) -> bool:
    return any(_nearly(word, typed) for typed in _TYPED[:5])


def _nearly(word: str, typed: str) -> bool:
    return abs(len(word) - len(typed)) < 3 and word[0] == typed[0] and fuzz.ratio(word, typed) >= 85
