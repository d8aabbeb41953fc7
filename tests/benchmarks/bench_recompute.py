"""Recomputing 100,000 open requests, against the bare `UPDATE` of the same rows in the same run.

    python3 manage.py test tests/benchmarks/bench_recompute.py -s

`FOI_BENCH_REQUESTS` sets another number. Two cases: every date moves (a holiday in the middle of every limit), with the
columns, the `Deadline` rows and a notice each written; and nothing moves, so nothing is written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from requests_app.deadlines import EventKind
from requests_app.models import Deadline, InformationRequest, Notice, RecomputeRun
from requests_app.services import recompute
from requests_app.services.proclaiming import proclaim_day
from requests_app.services.runs import work_on_runs
from tests.accounts.factories import TeamFactory, UserFactory, site_admin
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.many import make_many

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "100000"))
AT_MOST = 10.0
DAY = date(2026, 9, 16)
BARE = "UPDATE requests_app_informationrequest SET due_on = due_on + 1 WHERE state <> 'closed'"


def _stories():
    """Four laws, eighteen days of receipt before the holiday, many days of sending and of acknowledgement.

    So some 5,000 different stories. The letters of a campaign share theirs: few teams have as many.
    """
    laws = ("foia", "eir", "foisa", "eisr")
    for number in range(NUMBER):
        received = DAY - timedelta(days=1 + number % 18)
        steps = [(EventKind.RECEIVED, received), (EventKind.SENT, received - timedelta(days=number % 17))]
        if number % 3:
            steps.append((EventKind.ACKNOWLEDGED, received + timedelta(days=number % 11)))
        yield laws[number % 4], steps


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _settle() -> None:
    """Both sides start from tables as autovacuum would leave them, and from an empty memory of stories."""
    with connection.cursor() as cursor:
        for table in ("informationrequest", "deadline", "event", "notice"):
            cursor.execute(f"VACUUM ANALYZE requests_app_{table}")
        cursor.execute("CHECKPOINT")
    recompute.derived.cache_clear()


def _bare() -> float:
    """The bare `UPDATE`, and its undoing (not timed)."""
    with connection.cursor() as cursor:
        seconds = _timed(lambda: cursor.execute(BARE))
        cursor.execute(BARE.replace("+ 1", "- 1"))
    _settle()
    return seconds


@pytest.mark.django_db(transaction=True)
def test_recomputing_costs_at_most_ten_times_the_bare_update(capsys):
    make_many(_stories(), team=TeamFactory(), authority=AuthorityFactory(), owner=UserFactory())
    stories = recompute.derived.cache_info().misses
    _settle()
    bare = _bare()
    still = _timed(recompute.recompute)
    proclaim_day(on=DAY, name="Day of Mourning", nations=["scotland"], by=site_admin())
    _settle()
    moved = _timed(work_on_runs)
    run = RecomputeRun.objects.get()
    assert (run.done, run.moved, run.failed) == (NUMBER, NUMBER, 0)
    assert Notice.objects.filter(kind="moved").count() == NUMBER
    with capsys.disabled():
        print(
            f"\n{NUMBER:,} open requests, {Deadline.objects.count():,} deadlines, {stories:,} different stories"
        )
        for name, seconds in (("bare UPDATE", bare), ("nothing moved", still), ("everything moved", moved)):
            print(
                f"  {name:18} {seconds:7.2f} s   {NUMBER / seconds:9,.0f} a second   {seconds / bare:5.1f} x"
            )
    assert InformationRequest.objects.filter(due_on=DAY).count() == 0
    assert still <= bare * AT_MOST
    assert moved <= bare * AT_MOST
