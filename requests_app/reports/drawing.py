"""Plots for paper: their places in points of a fixed width, since a PDF does not stretch a drawing. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from requests_app.figures.drawing import Plot, Tick

WIDTH = 640
"""Units of a paper's full width."""

_STEP = re.compile(r"([MLHV])([^MLHVZhz]*)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A path with what it is drawn by: presentation attributes, because a PDF's drawings see no style sheet."""

    d: str
    fill: str
    stroke: str
    width: float
    dashes: str
    opacity: float = 1.0


@dataclass(frozen=True)
class PaperPlot:
    """A plot of `requests_app.figures.drawing` as wide as the paper."""

    marks: list[Drawn]
    across: list[Tick]
    up: list[Tick]
    width: int
    height: int

    @property
    def below(self) -> int:
        return self.height + 34

    @property
    def words_at(self) -> int:
        return self.height + 30

    @property
    def days_at(self) -> int:
        return self.height + 15


_INK, _ACCENT, _RULE = "#1a2025", "#0a5563", "#d8d2c3"
_LOOKS = {
    "grid": ("none", _RULE, 0.75, "", 1.0),
    "band": (_ACCENT, "none", 0.0, "", 0.16),
    "law": ("none", _INK, 1.0, "5 4", 1.0),
    "line": ("none", _ACCENT, 1.75, "", 1.0),
    "interval": ("none", _ACCENT, 1.5, "", 1.0),
    "dot": ("none", _ACCENT, 6.0, "", 1.0),
}


def on_paper(plot: Plot, *, width: int = WIDTH) -> PaperPlot:
    """The plot with percent of the width turned into units of it."""
    marks = [_drawn("grid", plot.grid, width), *(_drawn(mark.kind, mark.d, width) for mark in plot.marks)]
    across = [replace(tick, at=_across(tick.at.rstrip("%"), width)) for tick in plot.across]
    return PaperPlot([mark for mark in marks if mark.d], across, plot.up, width, plot.height)


def _drawn(kind: str, d: str, width: int) -> Drawn:
    fill, stroke, thick, dashes, opacity = _LOOKS[kind]
    return Drawn(stretched(d, width), fill, stroke, thick, dashes, opacity)


def stretched(d: str, width: int) -> str:
    """A path whose x are percent, with x in units of the width. It knows the commands M, L, H, V, Z and h0."""
    return _STEP.sub(lambda step: step[1] + _numbers(step[1], step[2].split(), width), d).replace(
        "h0", "h0.01"
    )


def _numbers(command: str, numbers: list[str], width: int) -> str:
    if command == "V":
        return numbers[0]
    return " ".join([_across(numbers[0], width), *numbers[1:]])


def _across(percent: str, width: int) -> str:
    return f"{float(percent) / 100 * width:.1f}"
