"""One entry of the list of what officers write about a thing asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sign = Literal["not_held", "none", "refused", "published", "given", "later", "partly"]


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """`needle` must stand in the text for `pattern` to be tried: it keeps reading fast."""

    sign: Sign
    weight: float
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


def rule(sign: Sign, weight: float, needles: str, pattern: str, example: str) -> OutcomeRule:
    return OutcomeRule(sign, weight, tuple(needles.split("|")), re.compile(pattern), example)
