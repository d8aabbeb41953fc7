"""When the next letter of many may go. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FASTEST = 3_600
"""Letters an hour."""
SLACK = timedelta(minutes=1)
"""How much of what was missed is made up for: after a night without a worker there is no burst."""


def turn_after(turn: datetime, *, now: datetime, per_hour: int) -> datetime:
    """When the next letter's turn is, after one that had its turn at `turn` and goes now."""
    return max(turn, now - SLACK) + timedelta(hours=1) / per_hour


def hours_for(letters: int, *, per_hour: int) -> int:
    """How many hours that many letters take, rounded up."""
    return -(-letters // per_hour)
