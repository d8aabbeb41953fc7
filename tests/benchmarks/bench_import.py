"""Bringing in 45,000 authorities, against a bare `COPY` of the same rows into the same tables in the same run.

    python3 manage.py test tests/benchmarks/bench_import.py -s

`FOI_BENCH_AUTHORITIES` sets another number. Two of a hundred rows are wrong, in every way there is. The bare `COPY`
fills the same four tables, with their indexes, from ready values: no checking, no matching, no record to undo it by.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import time
from collections.abc import Callable

import pytest
from django.db import connection

from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.services import imports
from authorities.services.imports.copying import copy_rows
from authorities.services.imports.report import report_of
from authorities.tables.reading import read_table
from tests.authorities.many import HEADER, rows

NUMBER = int(os.environ.get("FOI_BENCH_AUTHORITIES", "45000"))
WRONG = NUMBER // 50
AT_MOST = 5.0


def _file() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([HEADER, *rows(NUMBER, wrong_every=50)])
    return text.getvalue().encode()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare() -> float:
    """`COPY` of what the import wrote, into the same tables emptied again (not timed)."""
    tables = {model: [field.column for field in model._meta.fields] for model in _TABLES}
    held = {model: list(model.objects.values_list(*tables[model])) for model in _TABLES}
    _empty()
    return _timed(lambda: [copy_rows(model, columns, held[model]) for model, columns in tables.items()])


_TABLES = (Authority, AuthorityName, Identifier, Contact)


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE authorities_authority CASCADE")
        cursor.execute("CHECKPOINT")


@pytest.mark.django_db(transaction=True)
def test_bringing_in_costs_at_most_five_times_the_bare_copy(capsys):
    data = _file()
    seconds: dict[str, float] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    began = time.perf_counter()
    run = imports.start_import(table=read_table(data), file_name="many.csv", by=None)
    imports.set_columns(run=run, layout=run.layout)
    seconds["read and keep"] = time.perf_counter() - began
    seconds["check"] = _timed(lambda: imports.finish(run))
    imports.apply_import(run=run, by=None)
    seconds["apply"] = _timed(lambda: imports.finish(run))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = report_of(run)
    assert (report.made, report.left_out) == (NUMBER - WRONG, WRONG)
    again = imports.start_import(table=read_table(data), file_name="many.csv", by=None)
    imports.set_columns(run=again, layout=again.layout)
    seconds["check again"] = _timed(lambda: imports.finish(again))
    assert (report_of(again).found["same"], report_of(again).left_out) == (NUMBER - WRONG, WRONG)
    later = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    imports.undo_import(run=run, by=None)
    bare = _bare_of(run, seconds)
    with capsys.disabled():
        print(
            f"\n{NUMBER:,} rows, {WRONG:,} of them wrong; memory {before} MB, {peak} MB, checked again {later} MB"
        )
        print(f"  {'bare COPY':14} {bare:6.2f} s")
        for name, took in seconds.items():
            print(f"  {name:14} {took:6.2f} s   {NUMBER / took:9,.0f} rows a second   {took / bare:5.1f} x")
    assert seconds["apply"] <= bare * AT_MOST


def _bare_of(run, seconds: dict[str, float]) -> float:
    """The bare `COPY`, timed after a second import into emptied tables, and the undoing of the first."""
    seconds["undo"] = _timed(lambda: imports.finish(run))
    assert Authority.objects.count() == 0
    data = _file()
    second = imports.start_import(table=read_table(data), file_name="many.csv", by=None)
    imports.set_columns(run=second, layout=second.layout)
    imports.finish(second)
    imports.apply_import(run=second, by=None)
    imports.finish(second)
    return _bare()
