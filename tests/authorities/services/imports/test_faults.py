"""What breaks in the middle: the counts of the report equal the tables', and it can be gone on with or undone."""

import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from authorities.import_models import ImportChange, ImportRun
from authorities.models import Authority, Contact, Identifier
from authorities.services import imports
from authorities.services.imports import applying, runs
from authorities.services.imports.files import LEFT_OUT, header_of, rows_of
from authorities.services.imports.report import report_of
from foi_tracker.embedded import places
from tests.authorities.many import HEADER, MISTAKES, good_row, rows
from tests.authorities.services.imports.files import checked, csv_of, everything

pytestmark = pytest.mark.django_db(transaction=True)


def _many(count: int, wrong_every: int = 0) -> bytes:
    return csv_of(",".join(HEADER), *rows(count, wrong_every=wrong_every))


def _agrees(run: ImportRun) -> int:
    """How many authorities there are: as many as the report says, whenever it is asked."""
    made = Authority.objects.count()
    assert made == report_of(run).made == Identifier.objects.count() == Contact.objects.count() / 2
    return made


def test_a_worker_that_dies_within_a_chunk_loses_that_chunk_alone(monkeypatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 50)
    run = checked(_many(400))
    imports.apply_import(run=run, by=None)
    real, calls = applying.run_sql, []

    def dies(sql, **given):
        calls.append(sql)
        if len(calls) in (25, 45):
            raise KeyboardInterrupt
        return real(sql, **given)

    monkeypatch.setattr(applying, "run_sql", dies)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            imports.work_on_imports()
        run.refresh_from_db()
        assert 0 < _agrees(run) == run.done < 400
    imports.finish(run)
    assert (_agrees(run), run.phase) == (400, "applied")


def test_ten_thousand_rows_with_five_hundred_errors_and_then_their_corrected_file() -> None:
    run = checked(_many(10_000, wrong_every=20))
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    report = report_of(run)
    assert (report.made, report.found["error"], _agrees(run)) == (9_500, 500, 9_500)
    back = list(rows_of(run, statuses=LEFT_OUT))
    assert len(back) == 500
    assert all(row[-2] and row[-1] for row in back)
    corrected = [[str(number + 2), *good_row(number), "", "", ""] for number in range(19, 10_000, 20)]
    again = checked(csv_of(",".join(header_of(run)), *corrected))
    assert again.layout == ["", *run.layout, "", "", ""]
    imports.apply_import(run=again, by=None)
    imports.finish(again)
    assert (report_of(again).made, Authority.objects.count()) == (500, 10_000)
    assert len(MISTAKES) == 9


def test_many_workers_at_once_do_nothing_twice(monkeypatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 20)
    first, second = checked(_many(200)), checked(_many(200))
    for run in (first, second):
        imports.apply_import(run=run, by=None)
    workers = [threading.Thread(target=_work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    for run in (first, second):
        imports.finish(run)
    made = sorted(report_of(run).made for run in (first, second))
    assert (made, Authority.objects.count(), ImportChange.objects.count()) == ([0, 200], 200, 200)


def test_somebody_who_holds_the_run_for_a_moment_does_not_end_the_work(monkeypatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 100)
    run = checked(_many(200))
    imports.apply_import(run=run, by=None)
    runs.ENGINE.step(run.pk)
    worker = threading.Thread(target=_work)
    with transaction.atomic():
        imports.cancel_import(run=run, undo=False, by=None)
        worker.start()
        worker.join(0.5)
        assert worker.is_alive()
    worker.join(60)
    run.refresh_from_db()
    assert (run.phase, _agrees(run)) == ("applied", 0)


def _work() -> None:
    try:
        imports.work_on_imports()
    finally:
        connection.close()


@pytest.mark.slow
def test_a_killed_worker_leaves_an_import_that_the_next_one_ends_or_undoes() -> None:
    before = everything()
    run = checked(_many(600))
    imports.apply_import(run=run, by=None)
    victim = _worker("applying.CHUNK = 20; slow(0.05)")
    _wait_until(lambda: ImportRun.objects.get(pk=run.pk).done >= 100)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    run.refresh_from_db()
    assert 100 <= _agrees(run) == run.done < 600
    imports.cancel_import(run=run, undo=True, by=None)
    _wait_until(lambda: _worker("").wait() == 0 and ImportRun.objects.get(pk=run.pk).phase == "undone")
    assert everything() == before


@pytest.mark.slow
def test_a_database_that_loses_its_connections_in_the_middle_is_waited_for() -> None:
    """What a restart does to a worker: its connection is gone, and it goes on with a new one."""
    run = checked(_many(600))
    imports.apply_import(run=run, by=None)
    worker = _worker("applying.CHUNK = 20; slow(0.05)", work="imports.finish(ImportRun.objects.get())")
    for done in (100, 300):
        _wait_until(lambda done=done: ImportRun.objects.get(pk=run.pk).done >= done)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    assert worker.wait(60) == 0
    run.refresh_from_db()
    assert (run.phase, _agrees(run), ImportChange.objects.count()) == ("applied", 600, 600)


@pytest.mark.slow
def test_a_cancelled_import_stops_within_five_seconds() -> None:
    run = checked(_many(3_000))
    imports.apply_import(run=run, by=None)
    worker = _worker("applying.CHUNK = 100; slow(0.2)")
    _wait_until(lambda: ImportRun.objects.get(pk=run.pk).done >= 200)
    began = time.monotonic()
    imports.cancel_import(run=run, undo=False, by=None)
    _wait_until(lambda: ImportRun.objects.get(pk=run.pk).phase == "applied")
    assert time.monotonic() - began < 5
    assert worker.wait(30) == 0
    assert 200 <= _agrees(run) < 3_000


def _worker(before: str, work: str = "imports.work_on_imports()") -> subprocess.Popen:
    """A process of its own that works on the imports, as a worker would."""
    server = os.environ.get("DATABASE_URL") or places.postgres_url()
    code = f"""
import time, django; django.setup()
from authorities.import_models import ImportRun
from authorities.services import imports
from authorities.services.imports import applying, runs
real = runs.apply_chunk
def slow(seconds):
    runs.apply_chunk = lambda run: (time.sleep(seconds), real(run))[1]
{before}
{work}
"""
    env = {
        **os.environ,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DJANGO_SETTINGS_MODULE": "foi_tracker.settings",
    }
    return subprocess.Popen([sys.executable, "-c", code], env=env)


def _wait_until(happened, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
