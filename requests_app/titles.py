"""A short title for a request, from its letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 90
# "information about housing scores", "documents relating to uses of data analytics": what follows is the subject
_ABOUT = re.compile(
    r"\b(?:information|documents?|data|records?|materials?|details|copies|request)\s+"
    r"(?:(?:held|that you hold|for documents)\s+)?"
    r"(?:about|on|regarding|concerning|relating to|related to|in relation to)"
    r"\s+(?P<subject>[^.?!:;\n]{12,400})",
    re.IGNORECASE,
)


def title_of(letter: str, questions: Sequence[str]) -> str:
    """The letter's subject line; else what it says it is about; else its first question or its first words."""
    lines = [line.strip() for line in letter[:20_000].splitlines() if line.strip()]
    for line in lines[:10]:
        label, colon, rest = line.partition(":")
        if colon and label.casefold() in ("subject", "re", "regarding") and rest.strip():
            return shortened(rest)
    prose = [line for line in lines if not line.casefold().startswith("dear")]
    about = _ABOUT.search(" ".join(prose[:12]))
    if about:
        return shortened(_capital(about["subject"]))
    if questions:
        return shortened(_capital(questions[0]))
    return shortened(prose[0]) if prose else "Request for information"


def shortened(text: str, most: int = LONGEST) -> str:
    """Whole words up to `most` characters, an ellipsis where something was left out."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;.:") + "…"


def _capital(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
