"""A team's own codes for what came of a request, and what each may mean. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from requests_app.outcomes import GRANTED, NO_ANSWER, NOT_HELD, PARTIAL, REFUSED


class Outcome(StrEnum):
    """What came of a request. All but the last two are answers in law (FOIA 2000 s.1(1), s.17)."""

    FULL = "full"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    ANSWERED = "answered"
    NONE = "none"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def is_answer(self) -> bool:
        return self not in (Outcome.NONE, Outcome.WITHDRAWN)


LABELS = {
    Outcome.FULL: "Answered: all of it disclosed",
    Outcome.PARTLY: "Answered: part of it disclosed",
    Outcome.REFUSED: "Answered: refused",
    Outcome.NOT_HELD: "Answered: not held",
    Outcome.ANSWERED: "Answered, no matter how",
    Outcome.NONE: "No answer yet",
    Outcome.WITHDRAWN: "Withdrawn by us",
}
REQUEST_OUTCOMES: dict[str, str] = {
    Outcome.FULL: GRANTED,
    Outcome.PARTLY: PARTIAL,
    Outcome.REFUSED: REFUSED,
    Outcome.NOT_HELD: NOT_HELD,
    Outcome.NONE: NO_ANSWER,
}
"""What the request came to, as lists filter and count it; the others say nothing of that."""
MOST_CODES = 200

_GUESSES = (
    (Outcome.WITHDRAWN, r"\bwithdrawn\b|\bwithdrew\b|\bcancelled\b"),
    (
        Outcome.NONE,
        r"\bno (?:response|reply|answer)\b|\bawaiting\b|\bpending\b|\boverdue\b|\bopen\b|\bwaiting\b|\bsent\b|\bdue\b"
        r"|\bin progress\b|\backnowledged\b|\bongoing\b|\boutstanding\b|\bclarification\b|\blate\b|^(?:nr|0)$",
    ),
    (Outcome.PARTLY, r"\bpart(?:ly|ial|ially)?\b|\bsome\b|\bredacted\b|^pd$"),
    (
        Outcome.NOT_HELD,
        r"\bnot held\b|\bno (?:info|data|documents?|record)|\bnone held\b|^nh$|\bnil\b",
    ),
    (
        Outcome.REFUSED,
        r"\brefus|\bexempt|\bwithheld\b|\bdenied\b|\breject|\bs(?:ec(?:tion)?)?\.? ?\d+|\breg(?:ulation)?\.? ?12|^r$"
        r"|\bcost limit\b|\bvexatious\b|\bncnd\b|\bneither confirm",
    ),
    (
        Outcome.FULL,
        r"\bfull(?:y)?\b|\bdisclosed\b|\bsuccess|\breleased\b|\bprovided\b|\ball\b|\bgranted\b|\bgiven\b",
    ),
    (
        Outcome.ANSWERED,
        r"\banswer|\brespon|\brepl|\bclosed\b|\bcomplete|\breceived\b|\breview\b|\bregulator\b",
    ),
)
_RULES = tuple((outcome, re.compile(words)) for outcome, words in _GUESSES)


def plain_code(cell: str) -> str:
    """The code for comparing: "NH ", "nh" and "Nh" are one."""
    return " ".join(cell.split()).casefold()[:200]


def guess_outcome(code: str) -> str:
    """The outcome that the words of a code tell; "" where they tell none, or it is a bare number."""
    plain = plain_code(code)
    return next((outcome.value for outcome, words in _RULES if words.search(plain)), "")
