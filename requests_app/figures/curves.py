"""Curves of waits with their tables, of all together and of each group. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requests_app.figures.drawing import Plot, survival_plot
from requests_app.figures.survival import DAYS, LIMIT, Curve, Wait, kaplan_meier


@dataclass(frozen=True)
class Panel:
    """One group's curve: `name`, the plot, and how many were unanswered after the limit with the interval."""

    name: str
    curve: Curve
    plot: Plot
    after: tuple[float, float, float]


def curves(groups: Mapping[str, Sequence[Wait]], words: Mapping[str, str]) -> dict[str, object]:
    """What `requests_app/_survival.html` shows: the curve of all, its table, and a panel for each group, the largest
    first, where `words` names them.
    """
    whole = kaplan_meier(wait for waits in groups.values() for wait in waits)
    to_day = min(max(2 * LIMIT, whole.last_day), DAYS[-1])
    panels = []
    for code, waits in groups.items() if words else ():
        curve = kaplan_meier(waits)
        plot = survival_plot(curve, to_day=to_day, limit=LIMIT, behind=whole, height=110)
        panels.append(Panel(words.get(code, code), curve, plot, curve.at(LIMIT)))
    return {
        "curve": whole,
        "limit": LIMIT,
        "after": whole.at(LIMIT),
        "plot": survival_plot(whole, to_day=to_day, limit=LIMIT),
        "days": [(day, whole.at(day), whole.waiting_after(day)) for day in DAYS if day <= to_day],
        "panels": sorted(panels, key=lambda panel: (-panel.curve.requests, panel.name)),
    }
