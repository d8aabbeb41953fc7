"""How names of authorities are compared and searched. Pure."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, without accents, one space between words: "Cyngor  Gwynedd" and "cyngor gwynedd" meet."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("\u2019", "'").replace("&", " and ")
    return _SPACES.sub(" ", plain.casefold()).strip()


def search_text(names: list[str]) -> str:
    """What the search looks through: every name folded, one a line, without repeats."""
    return "\n".join(dict.fromkeys(fold(name) for name in names if name.strip()))
