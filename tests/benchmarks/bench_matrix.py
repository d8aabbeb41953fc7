"""The matrix of 1,000 authorities and 20 questions, against the bare SQL of the same page in the same run.

    python3 manage.py test tests/benchmarks/bench_matrix.py -s

`FOI_BENCH_ROWS` and `FOI_BENCH_QUESTIONS` set other numbers. Four in five requests are coded, a sixth of their answers
with an exemption. The files of the same dataset are timed against writing the same rows with the bare `csv` module.
"""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from requests_app.dataset import dataset_of, packing, tables
from tests.accounts.factories import researcher
from tests.benchmarks.bare import bare_sql, open_page
from tests.requests_app.dataset.world import World, many

ROWS = int(os.environ.get("FOI_BENCH_ROWS", "1000"))
QUESTIONS = int(os.environ.get("FOI_BENCH_QUESTIONS", "20"))
ROUNDS = 7
TARGET = 1.0  # seconds, median
AT_MOST = 10.0
QUERIES = {
    "as it opens": "",
    "sorted by a question": "?sort=q3",
    "grouped": "?group=kind",
    "one outcome": "?q1=refused",
}


@pytest.fixture
def world(transactional_db) -> World:
    made = many(ROWS, QUESTIONS, coded=ROWS * 4 // 5)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum would leave it
    return made


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of this process's own."""
    began, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - own


def test_the_page_within_ten_times_its_bare_sql(world, capsys):
    client = Client()
    client.force_login(researcher(world.team))
    lines, ratios = [], {}
    for what, query in QUERIES.items():
        address = reverse("correspondence:campaign_matrix", args=[world.campaign.pk]) + query
        number, send = bare_sql(client, address)
        rounds = [
            (_timed(send)[0], *_timed(lambda address=address: open_page(client, address)))
            for _ in range(ROUNDS)
        ]
        bare, page, own = map(median, zip(*rounds, strict=True))
        ratios[what] = page / bare
        met = "met" if page < TARGET else "MISSED"
        lines.append(
            f"  {what:22} {page:5.2f} s ({TARGET:.0f} s: {met}), of Python {own:4.2f}   bare {bare:4.2f}   "
            f"{ratios[what]:4.1f} x   {number} statements"
        )
    with capsys.disabled():
        print(f"\n{ROWS:,} authorities, {QUESTIONS} questions\n" + "\n".join(lines))
    assert {what: ratio for what, ratio in ratios.items() if ratio > AT_MOST} == {}


def test_the_files_against_the_bare_csv_module(world, capsys):
    dataset = dataset_of(world.campaign, public=False)

    def bare() -> None:
        for make in (tables.wide, tables.long):
            csv.writer(io.StringIO()).writerows(make(dataset).rows())

    yardstick = median(_timed(bare)[0] for _ in range(3))
    files = {"data package": packing.data_package, "JSON": packing.as_json, "workbook": packing.workbook}
    lines = []
    for what, make in files.items():
        seconds = _timed(lambda make=make: make(dataset))[0]
        lines.append(f"  {what:14} {seconds:5.2f} s   {seconds / yardstick:4.1f} x")
    with capsys.disabled():
        print(f"\nboth tables with the csv module alone: {yardstick:4.2f} s\n" + "\n".join(lines))
