"""Which law a letter speaks of, and which of its many references decides."""

from __future__ import annotations

import re
from itertools import islice

from correspondence.reading.reader_text import LetterText, Zone
from correspondence.reading.reader_types import LawCode

# Each with how much one mention counts, and the words it is looked for beside. A heading "FOI / EIR request" names
# both: the Act is then presumed.
_MENTIONS: tuple[tuple[LawCode, float, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "FOISA",
        3,
        ("scotland", "foisa", "scottish"),
        re.compile(r"freedom of information ?\(?scotland\)?|\bfoisa\b|scottish information commissioner"),
    ),
    (
        "EISR",
        3,
        ("scotland", "eisr", "ei(s)r"),
        re.compile(r"environmental information ?\(scotland\)|\beisrs?\b|\bei\(s\)rs?\b"),
    ),
    (
        "EIR",
        1.2,
        ("environmental information reg", "eir", "regulation 12"),
        re.compile(r"environmental information reg|\beirs?\b|regulation 12 ?\("),
    ),
    (
        "FOIA",
        1.3,
        ("freedom of information", "foi"),
        re.compile(r"freedom of information(?! ?\(?scotland)|\bfoia?\b"),
    ),
    ("DPA", 0.6, ("access",), re.compile(r"subject access request|\bright of access under article 15")),
)
_WHERE: tuple[Zone, ...] = ("head", "said", "heading", "cited", "rights")
_COUNTED = 8  # mentions of each law
_SPEAKS_OF_THE_LAW = re.compile(
    r"\bexempti|information rights|request for information|information request|\bthe act\b"
)


def find_law(letter: LetterText) -> LawCode | None:
    """The law the authority answers under; FOIA where it only speaks of "exemptions"; None where nothing shows it."""
    scores: dict[LawCode, float] = {}
    for law, weight, needles, pattern in _MENTIONS:
        count = sum(1 for _ in islice(letter.near(needles, pattern, _WHERE), _COUNTED))
        if count:
            scores[law] = weight * count
    if "EISR" in scores and scores["EISR"] < scores.get("FOISA", 0):
        del scores["EISR"]
    if scores:
        return max(scores, key=lambda law: scores[law])
    return "FOIA" if _SPEAKS_OF_THE_LAW.search(letter.flat) else None
