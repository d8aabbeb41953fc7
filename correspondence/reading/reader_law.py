"""Which law a letter speaks of, and which of its many references decides."""

from __future__ import annotations

import re

from correspondence.reading.reader_text import LetterText
from correspondence.reading.reader_types import LawCode

# Each with how much one mention counts. A heading "FOI / EIR request" names both: the Act is then presumed.
_MENTIONS: tuple[tuple[LawCode, float, re.Pattern[str]], ...] = (
    ("FOISA", 3, re.compile(r"freedom of information ?\(?scotland\)?|\bfoisa\b|scottish information commissioner")),
    ("EISR", 3, re.compile(r"environmental information ?\(scotland\)|\beisrs?\b|\bei\(s\)rs?\b")),
    ("EIR", 1.2, re.compile(r"environmental information reg|\beirs?\b|regulation 12 ?\(|\beir 2004")),
    ("FOIA", 1.3, re.compile(r"freedom of information(?! ?\(?scotland)|\bfoia?\b")),
    ("DPA", 0.6, re.compile(r"subject access request|\bright of access under article 15")),
)
_SPEAKS_OF_THE_LAW = re.compile(r"\bexempti|information rights|request for information|information request|\bthe act\b")


def find_law(letter: LetterText) -> LawCode | None:
    """The law the authority answers under; FOIA where it only speaks of "exemptions"; None where nothing shows it."""
    scores: dict[LawCode, float] = {}
    for law, weight, pattern in _MENTIONS:
        count = sum(1 for _ in zip(letter.matches(pattern, "head", "said", "heading", "cited", "rights"), range(8), strict=False))
        if count:
            scores[law] = weight * count
    if "EISR" in scores and scores["EISR"] < scores.get("FOISA", 0):
        del scores["EISR"]
    if scores:
        return max(scores, key=lambda law: scores[law])
    return "FOIA" if _SPEAKS_OF_THE_LAW.search(letter.flat) else None
