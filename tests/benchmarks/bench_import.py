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
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.db import connection

from authorities.import_models import ImportRun
from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.services import imports
from authorities.services.imports.copying import copy_rows
from authorities.services.imports.report import report_of
from authorities.tables.reading import read_table
from foi_tracker.embedded import places
from tests.authorities.many import HEADER, rows

NUMBER = int(os.environ.get("FOI_BENCH_AUTHORITIES", "45000"))
WRONG = NUMBER // 50
AT_MOST = 5.0
MOST_MEMORY = 300  # MB


def _file() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([HEADER, *rows(NUMBER, wrong_every=50)])
    return text.getvalue().encode()


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of this process's processor alone (the database has its own)."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - busy


def _bare() -> tuple[float, float]:
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
    took: dict[str, tuple[float, float]] = {}
    run, took["read and keep"] = _kept(data)
    took["check"] = _timed(lambda: imports.finish(run))
    imports.apply_import(run=run, by=None)
    took["apply"] = _timed(lambda: imports.finish(run))
    report = report_of(run)
    assert (report.made, report.left_out) == (NUMBER - WRONG, WRONG)
    again, _ = _kept(data)
    took["check again"] = _timed(lambda: imports.finish(again))
    assert (report_of(again).found["same"], report_of(again).left_out) == (NUMBER - WRONG, WRONG)
    took["look what was touched"] = _timed(lambda: imports.touched_since(run))
    imports.undo_import(run=run, by=None)
    took["undo"] = _timed(lambda: imports.finish(run))
    assert Authority.objects.count() == 0
    second, _ = _kept(data)
    imports.finish(second)
    imports.apply_import(run=second, by=None)
    took["apply a second one"] = _timed(lambda: imports.finish(second))
    bare, _ = _bare()
    with capsys.disabled():
        print(f"\n{NUMBER:,} rows, {WRONG:,} of them wrong; load {os.getloadavg()[0]:.1f}")
        print(f"  {'bare COPY':22} {bare:6.2f} s")
        for name, (wall, ours) in took.items():
            print(f"  {name:22} {wall:6.2f} s   {ours:6.2f} s of ours   {wall / bare:5.1f} x")
    assert took["apply"][0] <= bare * AT_MOST


def _kept(data: bytes) -> tuple[ImportRun, tuple[float, float]]:
    """A run that waits to be checked, and what reading and keeping it took."""
    runs: list[ImportRun] = []

    def keep() -> None:
        run = imports.start_import(table=read_table(data), file_name="many.csv", by=None)
        runs.append(imports.set_columns(run=run, layout=run.layout))

    took = _timed(keep)
    return runs[0], took


@pytest.mark.django_db(transaction=True)
def test_a_plain_process_takes_little_memory(tmp_path, capsys):
    """The command, into an empty list and against the full one; each is a process of its own."""
    (tmp_path / "many.csv").write_bytes(_file())
    server = os.environ.get("DATABASE_URL") or places.postgres_url()
    here = urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = {**os.environ, "DATABASE_URL": here, "DJANGO_SETTINGS_MODULE": "foi_tracker.settings"}
    told = []
    for what in ("into an empty list", "against the full list"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _COMMAND, str(tmp_path / "many.csv")],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime - before.ru_utime
        told.append((what, wall, busy, int(done.stdout.split()[-1]) // 1024))
    with capsys.disabled():
        for what, wall, busy, memory in told:
            print(f"  the command {what:22} {wall:6.2f} s   {busy:6.2f} s of ours   {memory} MB")
    assert max(memory for *_, memory in told) < MOST_MEMORY


# Of the kernel's own words: `ru_maxrss` of a process begins with that of the one that started it.
_COMMAND = """
import sys, django; django.setup()
from django.core.management import call_command
call_command("import_authorities", sys.argv[1])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
