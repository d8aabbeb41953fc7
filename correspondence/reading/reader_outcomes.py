"""What the words of one answer come to: given, held back, not held, published elsewhere, or still to come.

The weights of the entries of outcome_rules that match are added up; words near the beginning of an answer count in
full, later paragraphs less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from correspondence.reading.outcome_rules import OUTCOME_RULES, Sign
from correspondence.reading.reader_types import Outcome

_ENOUGH = 1.5  # the weight at which a sign is believed
_LATER_PARTS = (1.0, 0.8, 0.6, 0.5, 0.4)
_A_STATEMENT = 40  # characters
_ABOUT_THE_REQUEST = re.compile(
    r"request|consider|exempt|disclos|consult|question|section|\bh[eo]ld|regret|unfortunately|withh|information|contain"
)
_LONGEST = 1500  # characters of each paragraph looked at


@dataclass(frozen=True, slots=True)
class Judged:
    """strength: the weight of the signs behind the outcome, 0 for a plain statement taken as disclosed.

    part, start, end: the words that show it, `parts[part][start:end]`.
    """

    outcome: Outcome
    strength: float
    part: int
    start: int
    end: int


def judge(parts: list[str]) -> Judged:
    """What an answer comes to, from its paragraphs in plain spelling (at least one)."""
    weights: dict[Sign, float] = {}
    places: dict[Sign, tuple[float, int, int, int]] = {}
    looked_at = [flat[:_LONGEST] for flat in parts[: len(_LATER_PARTS)]]
    for rule in OUTCOME_RULES:
        for at, near in enumerate(looked_at):
            for needle in rule.needles:
                if needle in near:
                    match = rule.pattern.search(near)
                    break
            else:
                continue
            if match:
                found = (rule.weight * _LATER_PARTS[at], at, match.start(), match.end())
                weights[rule.sign] = weights.get(rule.sign, 0) + found[0]
                places[rule.sign] = max(places.get(rule.sign, found), found)
                break
    return _decide(weights, places, parts)


def _tells_first(flat: str, refused: Judged) -> bool:
    """Whether a plain statement stands before the words that hold something back: "It uses X. The rest is exempt"."""
    begin = flat.rfind(". ", 0, refused.start) if refused.part == 0 else -1
    return begin >= _A_STATEMENT and not _ABOUT_THE_REQUEST.search(flat, 0, begin)


def _decide(
    weights: dict[Sign, float], places: dict[Sign, tuple[float, int, int, int]], parts: list[str]
) -> Judged:
    def believed(*signs: Sign) -> float:
        return sum(weights.get(sign, 0.0) for sign in signs if weights.get(sign, 0.0) >= _ENOUGH)

    def as_(outcome: Outcome, *signs: Sign) -> Judged:
        _, at, start, end = max(places[sign] for sign in signs if sign in places)
        return Judged(outcome, believed(*signs), at, start, end)

    refused, missing = believed("refused"), believed("not_held") or believed("none")
    given, published = believed("given"), believed("published")
    if refused and refused >= missing:
        handed = given + believed("partly")
        told = handed >= 2.5 or _tells_first(parts[0], as_("refused", "refused"))
        return as_("partly_disclosed", "refused", "partly") if told else as_("refused", "refused")
    if believed("partly") and given:
        return as_("partly_disclosed", "partly")
    if missing:
        if given >= 2.5 and places["given"][1] == 0 and weights.get("not_held", 0) < 3:
            return as_("partly_disclosed", "not_held", "none")
        return as_("not_held", "not_held", "none")
    if believed("later") and not given + published:
        return as_("no_answer", "later")
    if published and published >= given:
        return as_("published_elsewhere", "published")
    if given:
        return as_("disclosed", "given")
    return Judged("disclosed", 0.0, 0, 0, min(len(parts[0]), 200))
