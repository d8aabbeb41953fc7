"""Authorities that are perhaps the same: offered, never joined by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db import connection
from rapidfuzz import fuzz

from authorities.models import Authority
from authorities.names import fold, telling_words
from authorities.services.replacing import LONGEST_CHAIN

MOST_ALIKE = 10
"""An address that more authorities than that share is somebody's who answers for all of them."""

LIKE_ENOUGH = 90.0
"""Percent (`rapidfuzz.fuzz.ratio`): "blaby" and "blabby" are 91, "northampton" and "northamptonshire" 81."""

NEIGHBOURS = 3
"""How many of those that come next in order of their telling words a name is compared with."""


@dataclass(frozen=True, order=True)
class Pair:
    """Two authorities by their keys, the lower first, and why they are offered."""

    first: int
    second: int
    why: str


def same_pairs(why: str = "") -> list[Pair]:
    """Those with the same name (official or other, folded) or the same e-mail address; `why` is "name" or "email".

    A query each over the whole list, and one for those that are no question any more. Retired addresses say nothing.
    """
    queries = {"name": _SAME_NAME, "email": _SAME_EMAIL}
    found: dict[tuple[int, int], str] = {}
    with connection.cursor() as cursor:
        for reason, query in queries.items():
            if why in ("", reason):
                cursor.execute(query, [MOST_ALIKE])
                for (keys,) in cursor.fetchall():
                    for pair in combinations(keys, 2):
                        found.setdefault(pair, reason)
    for pair in _settled():
        found.pop(pair, None)
    return [Pair(first, second, reason) for (first, second), reason in sorted(found.items())]


def similar_pairs() -> list[Pair]:
    """Those of one nation and kind whose telling words are the same or differ in a few letters.

    Reads every name once, and compares each with its neighbours in order of the telling words: a second at most for
    45,000. A slip in the first letter is not found.
    """
    groups: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    names = Authority.objects.active().values_list("pk", "name", "kind", "nation")
    for pk, name, kind, nation in names.iterator(chunk_size=5_000):
        groups[(kind, nation)].append((telling_words(fold(name)), pk))
    found = {pair for group in groups.values() for pair in _close(sorted(group))}
    return [Pair(first, second, "similar") for first, second in sorted(found - _settled())]


def _settled() -> set[tuple[int, int]]:
    """The pairs that somebody told apart, and those of which one took the other's place, perhaps by others between."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [LONGEST_CHAIN])
        return set(cursor.fetchall())


def _close(group: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    for place, (words, pk) in enumerate(group):
        for other_words, other_pk in group[place + 1 : place + 1 + NEIGHBOURS]:
            if _numbers(words) == _numbers(other_words) and fuzz.ratio(words, other_words) >= LIKE_ENOUGH:
                yield min(pk, other_pk), max(pk, other_pk)


def _numbers(words: str) -> list[str]:
    """ "Ward 12" and "Ward 13" are two places, however alike their names."""
    return re.findall(r"\d+", words)


# Which keys there are twice is counted first: nearly none is, and gathering the bearers of each takes far longer.
_TWICE = """
    WITH one AS MATERIALIZED (%s),
      twice AS MATERIALIZED (SELECT key FROM one GROUP BY key HAVING count(*) > 1)
    SELECT array_agg(DISTINCT id ORDER BY id) FROM one JOIN twice USING (key)
    GROUP BY key HAVING count(DISTINCT id) BETWEEN 2 AND %%s
"""
_SAME_NAME = (
    _TWICE % "SELECT id, unnest(string_to_array(search_text, E'\\n')) AS key FROM authorities_authority"
)
_SAME_EMAIL = (
    _TWICE
    % "SELECT authority_id AS id, upper(email) AS key FROM authorities_contact WHERE retired_at IS NULL"
)
_SETTLED = """
    WITH RECURSIVE chain (id, next, depth) AS (
        SELECT id, replaced_by_id, 1 FROM authorities_authority WHERE replaced_by_id IS NOT NULL
        UNION ALL
        SELECT chain.id, a.replaced_by_id, depth + 1 FROM chain JOIN authorities_authority a ON a.id = chain.next
        WHERE a.replaced_by_id IS NOT NULL AND depth < %s)
    SELECT least(id, next), greatest(id, next) FROM chain
    UNION SELECT first_id, second_id FROM authorities_differentauthorities
"""
