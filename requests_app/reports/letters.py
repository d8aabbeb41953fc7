"""The words of letters as they can be set on pages, whatever somebody wrote into them. Pure.

Nothing is left out: characters that would turn, hide or break what stands around them are spelled out, and what has
no spaces is cut into pieces, because setting one endless word takes hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_PIECE = 6000  # characters of a paragraph that are set together
UNBROKEN = 1200  # characters of a piece without a space: each of its lines is looked for in all that follows
_BREAKS = re.compile(r"\r\n|[\r\f\v\x85\u2028\u2029]")
_DECEIVING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a part of a long one; `begins`: whether space stands before it."""

    text: str
    begins: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """A letter's text in the paragraphs that its line breaks make; blank lines become the space between them."""
    gap = False
    for line in plain(text).split("\n"):
        if not line.strip():
            gap = True
            continue
        for part in _cut(line.rstrip()):
            yield Piece(part, gap)
            gap = False


def plain(text: str) -> str:
    """The text with one kind of line break, and what controls or turns it spelled out, as in "[U+202E]"."""
    return _DECEIVING.sub(lambda found: f"[U+{ord(found[0]):04X}]", _BREAKS.sub("\n", text))


def _cut(line: str) -> Iterator[str]:
    """The line in parts of at most `LONGEST_PIECE` characters, cut between words where there are any."""
    while len(line) > LONGEST_PIECE:
        at = line.rfind(" ", UNBROKEN, LONGEST_PIECE) + 1 or UNBROKEN
        yield line[:at]
        line = line[at:]
    if line:
        yield line
