"""One sign in what officers write: a phrase, what it says about the letter, and how much it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sign = Literal[
    "acknowledges",
    "automatic",
    "clarifies",
    "fee",
    "extends",
    "transfers",
    "review",
    "review_later",
    "answers",
    "gives",
    "holds",
    "refuses",
    "not_held",
    "part",
    "cost",
]
# anywhere: in what the authority says. opening: in the first 900 characters of that. even asked: also where it looks
# as if the request were repeated, for the authority asks something itself.
Where = Literal["anywhere", "opening", "even asked"]


@dataclass(frozen=True, slots=True)
class Signal:
    """`needles`: the pattern is tried only where one of them stands. `example`: made up, and must match."""

    sign: Sign
    weight: float
    where: Where
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


def signal(
    sign: Sign, weight: float, needles: str, pattern: str, example: str, where: Where = "anywhere"
) -> Signal:
    """A signal; `needles` are apart by "|", the pattern reads the plain spelling (see reader_text)."""
    return Signal(sign, weight, where, tuple(needles.split("|")), re.compile(pattern), example)
