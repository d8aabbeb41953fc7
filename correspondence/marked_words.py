"""A letter's text cut at the words that show something, so that they can be marked. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark from `start` to `end`: `label` says what they show ("Question 4"), `kind` how they look."""

    start: int
    end: int
    label: str
    kind: str = "info"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` is None between marks."""

    text: str
    mark: Mark | None = None


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The whole text in pieces, in order. Of marks that overlap the one that begins first, and then the longer, stands.

    Marks that lie outside the text are left out.
    """
    found: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not at <= mark.start < mark.end <= len(text):
            continue
        if mark.start > at:
            found.append(Piece(text[at : mark.start]))
        found.append(Piece(text[mark.start : mark.end], mark))
        at = mark.end
    if at < len(text) or not found:
        found.append(Piece(text[at:]))
    return tuple(found)
