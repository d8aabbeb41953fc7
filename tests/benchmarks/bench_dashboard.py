"""The leads' dashboard and the home page at 100,000 requests, against the bare SQL of the same page in the same run.

    python3 manage.py test tests/benchmarks/bench_dashboard.py -s

`FOI_BENCH_REQUESTS` sets another number; `crowd` says what they are like. The page's own statements are taken down once
and sent again by themselves: that is the yardstick. Django's cache is emptied before each page; what the database keeps
in memory stays, as it would.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.benchmarks.bare import bare_sql, open_page
from tests.benchmarks.crowd import fill

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "100000"))
ROUNDS = int(os.environ.get("FOI_BENCH_ROUNDS", "20"))
AT_MOST = 3.0
TARGETS = {"dashboard": 0.300, "home": 0.150}  # seconds, p95

PAGES = {
    "dashboard by person": ("requests:dashboard", "?by=person"),
    "dashboard by authority": ("requests:dashboard", "?by=authority"),
    "home, mine": ("home", ""),
    "home, the team's": ("home", "?whose=all"),
}


@pytest.fixture
def tracker(transactional_db) -> dict[str, User]:
    people = fill(NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum would leave it
    return people


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of this process's own."""
    cache.clear()
    began, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - own


def _rounds(bare: Callable[[], object], page: Callable[[], object]) -> list[tuple[float, float, float]]:
    """Bare SQL, page, and the page's own time, in turn: so that a busy moment of the machine slows both sides."""
    return [(_timed(bare)[0], *_timed(page)) for _ in range(ROUNDS)]


def _p95(seconds: Iterable[float]) -> float:
    return sorted(seconds)[int(ROUNDS * 0.95) - 1]


def test_the_pages_within_three_times_its_bare_sql(tracker, capsys):
    today: date = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE state NOT IN ('answered', 'closed')), count(*) FILTER (WHERE due_on < %s"
            " AND state IN ('awaiting_response', 'in_review')) FROM requests_app_informationrequest",
            [today],
        )
        in_progress, overdue = cursor.fetchone()
    lines, ratios = [], {}
    for who, person in tracker.items():
        client = Client()
        client.force_login(person)
        for what, (name, query) in PAGES.items():
            address = reverse(name) + query
            number, send = bare_sql(client, address)
            rounds = _rounds(send, lambda client=client, address=address: open_page(client, address))
            bare, page, own = zip(*rounds, strict=True)
            ratios[who, what] = median(page) / median(bare)
            target = TARGETS[name.rpartition(":")[2]]
            met = f"{target * 1000:.0f}: {'met' if _p95(page) < target else 'MISSED'}"
            lines.append(
                f"  {who:14} {what:23} p95 {_p95(page) * 1000:5.0f} ms ({met}), of Python {_p95(own) * 1000:4.0f}"
                f"   bare p95 {_p95(bare) * 1000:5.0f}   medians {ratios[who, what]:4.1f} x   {number} statements"
            )
    with capsys.disabled():
        print(f"\n{NUMBER:,} requests, {in_progress:,} in progress, {overdue:,} overdue")
        print("\n".join(lines))
    assert {key: ratio for key, ratio in ratios.items() if ratio > AT_MOST} == {}
