"""Finding the words that a person quotes in the text they come from. Pure."""

from __future__ import annotations

import re

LONGEST_QUOTE = 2_000


def find_words(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand in a text, line breaks and spaces not counting; None where they do not.

    The first place, as start and end: `text[start:end]` are the words as the text writes them.
    """
    wanted = words.split()
    if not wanted:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted[:400]))
    match = pattern.search(text)
    return (match.start(), match.end()) if match else None
