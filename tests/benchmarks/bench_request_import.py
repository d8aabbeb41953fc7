"""Bringing in a spreadsheet of 10,000 requests, against a bare `COPY` of the same rows into the same tables.

    python3 manage.py test tests/benchmarks/bench_request_import.py -s

`FOI_BENCH_REQUESTS` sets another number. There are 1,000 authorities, and one row of fifty is wrong. The bare `COPY`
fills requests, events, references and time limits from ready values: no checking, no law, nothing to undo it by.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from authorities.models import Authority
from authorities.services.imports.copying import copy_rows
from authorities.tables.reading import read_table
from requests_app.models import Deadline, Event, InformationRequest, Reference
from requests_app.services import imports
from requests_app.services.imports.report import report_of
from tests.accounts.factories import TeamFactory
from tests.authorities.services.imports.files import csv_of
from tests.requests_app.services.imports.files import HEADER, row

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "10000"))
_TABLES = (InformationRequest, Event, Reference, Deadline)


def _file() -> bytes:
    first = date(2023, 1, 3)
    rows = []
    for n in range(NUMBER):
        sent = first + timedelta(days=n % 700)
        reply = "" if n % 3 else f"{sent + timedelta(days=25):%d/%m/%Y}"
        when = "soon" if n % 50 == 0 else f"{sent:%-d %B %Y}"
        code = "NH" if reply else "No response"
        cells = {
            "sent": when,
            "received": "",
            "ref": f"FOI/{n}",
            "code": code,
            "reply": reply,
            "title": f"Batch {n}",
        }
        rows.append(row(f"Anytown {n % 1000} District Council", **cells))
    return csv_of(HEADER, *rows)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare() -> float:
    """`COPY` of what the import wrote, into the same tables emptied again (not timed)."""
    tables = {model: [field.column for field in model._meta.concrete_fields] for model in _TABLES}
    held = {model: list(model._base_manager.values_list(*tables[model])) for model in _TABLES}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE requests_app_informationrequest CASCADE")
        cursor.execute("CHECKPOINT")
    return _timed(lambda: [copy_rows(model, columns, held[model]) for model, columns in tables.items()])


@pytest.mark.django_db(transaction=True)
def test_what_ten_thousand_requests_cost_beside_the_bare_copy(capsys) -> None:
    Authority.objects.bulk_create(Authority(name=f"Anytown {n} District Council") for n in range(1000))
    data, team, seconds = _file(), TeamFactory(), {}
    began = time.perf_counter()
    run = imports.start_import(team=team, table=read_table(data), file_name="many.csv", by=None)
    imports.set_columns(run=run, layout=run.layout)
    codes = {each.code: each.outcome for each in imports.codes_of(run)}
    seconds["read and keep"] = time.perf_counter() - began
    imports.set_codes(run=run, codes=codes)
    seconds["check"] = _timed(lambda: imports.finish(run))
    imports.apply_import(run=run, by=None)
    seconds["apply"] = _timed(lambda: imports.finish(run))
    report = report_of(run)
    assert (report.made, report.found["error"]) == (NUMBER - NUMBER // 50, NUMBER // 50)
    imports.undo_import(run=run, by=None)
    seconds["undo"] = _timed(lambda: imports.finish(run))
    assert InformationRequest.objects.count() == 0
    second = imports.start_import(team=team, table=read_table(data), file_name="many.csv", by=None)
    imports.set_columns(run=second, layout=second.layout)
    imports.set_codes(run=second, codes=codes)
    imports.finish(second)
    imports.apply_import(run=second, by=None)
    imports.finish(second)
    bare = _bare()
    with capsys.disabled():
        print(f"\n{NUMBER:,} rows; bare COPY {bare:.2f} s")
        for name, took in seconds.items():
            print(f"  {name:14} {took:6.2f} s   {NUMBER / took:9,.0f} rows a second   {took / bare:5.1f} x")
