"""Plots as numbers for SVG: x in percent of the width, y in pixels from the top, so that words keep their size. Pure.

The templates (`components/plot.html`) hold the marks; here is only where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requests_app.figures.intervals import Share
from requests_app.figures.survival import Curve

HEIGHT = 180
"""Pixels of the plot's own area, without the words below it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A word at a place of an axis; `anchor` as in SVG."""

    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn thing: `kind` is the class it is drawn by (line, band, other, law), `d` its path."""

    kind: str
    d: str


@dataclass(frozen=True)
class Plot:
    """All of a plot. `across` and `up` are its axes; `grid` the path of the horizontal hairlines."""

    marks: list[Mark]
    across: list[Tick]
    up: list[Tick]
    grid: str
    height: int = HEIGHT

    @property
    def below(self) -> int:
        return self.height + 34

    @property
    def words_at(self) -> int:
        return self.height + 30


def survival_plot(
    curve: Curve, *, to_day: int, limit: int = 20, behind: Curve | None = None, height: int = HEIGHT
) -> Plot:
    """The share unanswered over working days up to `to_day`, with the day of the limit and its interval behind."""
    marks = [
        Mark("band", _band(curve, to_day, height)),
        Mark("law", f"M{_x(limit, to_day)} 0V{height}"),
        *([Mark("other", _steps(behind, to_day, height))] if behind else []),
        Mark("line", _steps(curve, to_day, height)),
    ]
    days = [day for day in _round_steps(to_day, 4) if day != limit]
    across = [_tick(day, to_day, str(day)) for day in days if abs(day - limit) > to_day / 14]
    across.append(_tick(limit, to_day, str(limit)))
    shares = (1.0, 0.75, 0.5, 0.25, 0.0)
    return Plot(
        marks, across, [_level(share, f"{share:.0%}", height) for share in shares], _grid(5, height), height
    )


def trend_plot(series: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str], height: int = 150) -> Plot:
    """Numbers at equal steps of time, a line for each (kind, numbers) of the series."""
    top = _round_up(max((max(numbers) for _, numbers in series if numbers), default=1))
    last = max(len(labels) - 1, 1)
    marks = []
    for kind, numbers in series:
        places = [f"{_x(n, last)} {_y(number / top, height)}" for n, number in enumerate(numbers)]
        marks.append(Mark(kind, "M" + "L".join(places) if places else ""))
    shown = sorted({0, last // 2, last})
    across = [_tick(n, last, labels[n]) for n in shown if n < len(labels)]
    levels = [_level(part, f"{top * part:,.0f}", height) for part in (1.0, 0.5, 0.0)]
    return Plot(marks, across, levels, _grid(3, height), height)


def share_plot(shares: Sequence[Share], labels: Sequence[str], height: int = 150) -> Plot:
    """Shares side by side, each a dot on its interval; where there is no case there is nothing."""
    last = max(len(labels), 1)
    bars = dots = ""
    for n, share in enumerate(shares):
        if share.cases:
            at = _x(n + 0.5, last)
            bars += f"M{at} {_y(share.low, height)}V{_y(share.high, height)}"
            dots += f"M{at} {_y(share.share, height)}h0"
    across = [
        Tick(f"{_x(n + 0.5, last)}%", label)
        for n, label in enumerate(labels)
        if n % max(len(labels) // 4, 1) == 0
    ]
    levels = [_level(part, f"{part:.0%}", height) for part in (1.0, 0.5, 0.0)]
    return Plot([Mark("interval", bars), Mark("dot", dots)], across, levels, _grid(3, height), height)


def interval_bar(low: float, share: float, high: float) -> dict[str, str]:
    """Places of an interval and its middle along a line, in percent."""
    return {"low": f"{low * 100:.1f}%", "at": f"{share * 100:.1f}%", "high": f"{high * 100:.1f}%"}


def _steps(curve: Curve, to_day: int, height: int) -> str:
    """The curve as stairs: flat until the evening of a day on which answers came."""
    path = f"M0 {_y(1, height)}"
    for step in curve.steps:
        if step.day > to_day:
            break
        path += f"H{_x(step.day, to_day)}V{_y(step.share, height)}"
    return path + f"H{_x(min(curve.last_day, to_day), to_day)}"


def _band(curve: Curve, to_day: int, height: int) -> str:
    """The interval's area: along its upper bound there, along the lower one back."""
    steps = [step for step in curve.steps if step.day <= to_day]
    if not steps:
        return ""
    end = _x(min(curve.last_day, to_day), to_day)
    path = f"M{_x(steps[0].day, to_day)} {_y(steps[0].high, height)}"
    for step in steps[1:]:
        path += f"H{_x(step.day, to_day)}V{_y(step.high, height)}"
    path += f"H{end}V{_y(steps[-1].low, height)}"
    for step, earlier in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
        path += f"H{_x(step.day, to_day)}V{_y(earlier.low, height)}"
    return path + f"H{_x(steps[0].day, to_day)}Z"


def _x(value: float, last: float) -> str:
    return f"{value / last * 100:.2f}"


def _y(share: float, height: int) -> str:
    return f"{(1 - share) * height:.1f}"


def _tick(value: float, last: float, label: str) -> Tick:
    anchor = "start" if value <= 0 else "end" if value >= last else "middle"
    return Tick(f"{_x(value, last)}%", label, anchor)


def _level(share: float, label: str, height: int) -> Tick:
    """A word under its hairline; the lowest stands on it, out of the way of the axis across."""
    return Tick(f"{float(_y(share, height)) + (11 if share else -4):.1f}", label, "start")


def _grid(lines: int, height: int) -> str:
    return "".join(f"M0 {height * n / (lines - 1):.1f}H100" for n in range(lines))


def _round_steps(last: int, parts: int) -> list[int]:
    """Round numbers from 0 to `last`, about so many steps apart."""
    step = next(size for size in (5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000) if last / size <= parts + 1)
    return list(range(0, last + 1, step))


def _round_up(number: int) -> int:
    """The next even number of one leading figure, or a half of one: 7 to 8, 34 to 40, 230 to 250."""
    for size in (10**power for power in range(10)):
        for lead in (1, 2, 3, 4, 5, 6, 8, 10):
            if lead * size >= number and (lead * size) % 2 == 0:
                return lead * size
    return number
