"""How long answers take, with those that have not come yet counted as what they are: unanswered so far. Pure.

The mean of the answers that came is too short as long as others are awaited. The estimator of Kaplan and Meier (JASA
53, 1958, 457-481) takes each request as "under observation" until its answer, or until the day it was last looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

from requests_app.figures.intervals import Z

DAYS = (5, 10, 15, 20, 25, 30, 40, 60, 80, 100, 120)
"""The days a table of the curve has."""
LIMIT = 20
"""The working days that most laws here allow (FOIA 2000 s.10(1), FOISA 2002 s.10(1))."""


@dataclass(frozen=True, slots=True)
class Wait:
    """So many requests (`number`) that waited `days`; `answered`: until the answer, else without one so far."""

    days: int
    answered: bool
    number: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which answers came: `waiting` were still unanswered that morning, `share` were that evening.

    `low` and `high`: the pointwise interval of 95 % on the log(-log) scale, whose variance is Greenwood's.
    """

    day: int
    waiting: int
    answered: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still unanswered, day by day. `last_day`: the longest wait, to which the curve goes on flat."""

    steps: tuple[Step, ...]
    requests: int
    answered: int
    last_day: int
    ends: tuple[tuple[int, int], ...] = ()
    """How many waits ended on each day, with an answer or without."""

    def waiting_after(self, day: int) -> int:
        """How many waits are known to have gone on beyond that day: on few of them a curve rests on little."""
        return sum(number for end, number in self.ends if end > day)

    def at(self, day: int) -> tuple[float, float, float]:
        """The share unanswered at the end of that day, and its interval."""
        found = (1.0, 1.0, 1.0)
        for step in self.steps:
            if step.day > day:
                break
            found = (step.share, step.low, step.high)
        return found

    @property
    def median(self) -> int | None:
        """The first day by whose end at most half are unanswered; None where that has not come to pass."""
        return next((step.day for step in self.steps if step.share <= 0.5), None)

    @property
    def median_interval(self) -> tuple[int | None, int | None]:
        """The days on which the interval's lower and upper bounds come down to a half (Brookmeyer, Crowley 1982)."""
        low = next((step.day for step in self.steps if step.low <= 0.5), None)
        high = next((step.day for step in self.steps if step.high <= 0.5), None)
        return low, high


def kaplan_meier(waits: Iterable[Wait]) -> Curve:
    """The curve of these waits. One that ended without an answer on a day counts as waiting on that day.

    Raises `ValueError` for a negative wait.
    """
    answers: Counter[int] = Counter()
    leaving: Counter[int] = Counter()
    for wait in waits:
        if wait.days < 0:
            raise ValueError(f"nobody waits {wait.days} days")
        leaving[wait.days] += wait.number
        if wait.answered:
            answers[wait.days] += wait.number
    total = waiting = sum(leaving.values())
    ends = tuple(sorted(leaving.items()))
    share, greenwood, steps = 1.0, 0.0, []
    for day, left in ends:
        if came := answers[day]:
            share *= 1 - came / waiting
            greenwood += came / (waiting * (waiting - came)) if came < waiting else 0.0
            steps.append(Step(day, waiting, came, share, *_interval(share, greenwood)))
        waiting -= left
    return Curve(tuple(steps), total, sum(answers.values()), max(leaving, default=0), ends)


def _interval(share: float, greenwood: float) -> tuple[float, float]:
    """Bounds that stay between 0 and 1. Once nobody waits any more there is nothing left to be unsure of."""
    if share <= 0.0:
        return 0.0, 0.0
    width = Z * sqrt(greenwood) / abs(log(share))
    return exp(log(share) * exp(width)), exp(log(share) * exp(-width))
