"""Stacked bars: where each piece stands, in percent of the width. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_ROOM_FOR_A_NUMBER = 5.0
"""Percent of the width below which a piece is too narrow for its number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`code` is what it is drawn by; `words`: its number, where there is room for it."""

    code: str
    number: int
    x: str
    width: str
    middle: str
    words: str


def stacked_bar(numbers: Mapping[str, int]) -> list[Piece]:
    """The pieces that are not empty, side by side, together the whole width; none where there is no case."""
    total, gone, pieces = sum(numbers.values()), 0, []
    for code, number in numbers.items():
        if number:
            x, width = gone / total * 100, number / total * 100
            words = f"{number:,}" if width >= _ROOM_FOR_A_NUMBER else ""
            pieces.append(Piece(code, number, _percent(x), _percent(width), _percent(x + width / 2), words))
            gone += number
    return pieces


def _percent(value: float) -> str:
    return f"{value:.2f}%"
