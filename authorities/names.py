"""How names of authorities are compared and searched. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Words that tell no authority from another.
_COMMON = """
    the of and for in on council district city county borough metropolitan parish town community unitary
    school primary secondary high infant junior academy nhs trust foundation health board hospital hospitals
    university college police constabulary fire rescue service services authority office department ministry
    commission government agency north south east west upper lower st saint
"""
_COMMON_WORDS = frozenset(_COMMON.split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, without accents, one space between words: "Cyngor  Gwynedd" and "cyngor gwynedd" meet."""
    if not text.isascii():  # most names are: lists of many thousands are folded at once
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.replace("\u2019", "'")
    return " ".join(text.replace("&", " and ").replace("\0", "").casefold().split())


def search_text(names: list[str]) -> str:
    """What the search looks through: every name folded, one a line, without repeats."""
    return "\n".join(dict.fromkeys(fold(name) for name in names if name.strip()))


def telling_words(folded: str) -> str:
    """The words that tell the name from others ("blaby" of "blaby district council"); all where none does."""
    return " ".join(word for word in folded.split() if word not in _COMMON_WORDS) or folded


LONGEST_TAG = 40


def tag_name(text: str) -> str:
    """A tag as it is written down: lower case, one space between words, cut at `LONGEST_TAG` characters."""
    return " ".join(text.casefold().split())[:LONGEST_TAG].strip()


def tag_names(text: str) -> list[str]:
    """The tags of "Housing;  private rent, NHS": parted by commas, semicolons or lines, each once, in order."""
    return [name for name in dict.fromkeys(tag_name(part) for part in re.split(r"[,;\n]", text)) if name]
