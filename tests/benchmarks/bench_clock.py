"""How fast the clock is: `python -m tests.benchmarks.bench_clock [dates]`. Fails below the ratio promised.

Compares, in one run and for the same dates of receipt, the fast count with a naive day-by-day loop over
`holidays`; then times the whole of what a request costs, from facts to its life. The ratio that counts is the
"cold" one: dates already worked out are forgotten before each run, so only those that repeat within it are free.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from requests_app.deadlines import EventKind, Fact, clock, deadlines, due_dates, replay
from tests.requests_app.deadlines.naive import SCOTLAND, UK, naive_due

PROMISED = 100
FIRST, SPAN = date(2005, 1, 1), 9495  # up to the end of 2030


def seconds(work: Callable[[], object]) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def ratio(law: str, number: int) -> float:
    """How many times faster than the naive loop one date is, over `number` random dates of receipt."""
    pick = random.Random(law)  # noqa: S311 - dates, no secrets
    days = [FIRST + timedelta(days=pick.randrange(SPAN)) for _ in range(number)]
    few = days[: max(200, number // 50)]
    nations = SCOTLAND if law == "foisa" else UK
    naive = seconds(lambda: [naive_due(day, 20, nations) for day in few]) / len(few)
    warm = seconds(lambda: due_dates(days, law)) / len(days)
    cold = seconds(lambda: (clock.forget(), due_dates(days, law))) / len(days)
    print(
        f"{law}: naive {naive * 1e6:.1f} µs a date, cold {cold * 1e6:.3f} µs ({naive / cold:.0f} times faster), "
        f"warm {warm * 1e6:.3f} µs ({naive / warm:.0f} times faster)"
    )
    return naive / cold


def main(number: int = 100_000) -> int:
    """Print the figures; 1 if a ratio is below the one promised."""
    ratios = [ratio(law, number) for law in ("foia", "eir", "foisa")]
    days = [FIRST + timedelta(days=n % SPAN) for n in range(number)]
    facts = [(Fact(EventKind.RECEIVED, day),) for day in days]
    for name, work in (("deadlines", deadlines), ("replay", replay)):
        took = seconds(lambda work=work: [work(each, "foia") for each in facts])
        print(f"{name} of {number:,} requests: {took:.2f} s")
    return int(min(ratios) < PROMISED)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000))
