"""Which letters of a pasted thread are in a request already. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A letter of the request: its place in the thread, its side ("in", "out") and the digest of its words."""

    position: int
    side: str
    digest: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where the letters of a paste stand: the position held, or None for a new one, in the order of the paste."""

    positions: tuple[int | None, ...]

    @property
    def known(self) -> int:
        return sum(position is not None for position in self.positions)

    @property
    def new(self) -> int:
        return len(self.positions) - self.known


def match(pasted: Sequence[tuple[str, str]], held: Sequence[Held]) -> Match:
    """Match the letters of a paste, as (side, digest), with those held. Each held letter is matched once at most.

    Two letters with the same words ("Thank you") are two letters: the first pasted is matched with the first held.
    """
    waiting: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    for letter in sorted(held, key=lambda each: each.position):
        waiting[(letter.side, letter.digest)].append(letter.position)
    return Match(tuple(waiting[key].popleft() if waiting[key] else None for key in pasted))
