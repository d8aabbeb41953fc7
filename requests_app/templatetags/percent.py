"""Shares as people write them."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Whole per cent. What is neither none nor all is never written as if it were: 0.004 is "under 1%"."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


@register.filter
def interval(bounds: tuple[float, float, float]) -> str:
    """The bounds of (share, low, high); none where all or nothing leaves the estimate without a variance."""
    share, low, high = bounds
    return f"{percent(low)} – {percent(high)}" if 0 < share < 1 else "–"
