import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection, transaction

from foi_tracker.embedded import places
from requests_app.deadlines import EventKind
from requests_app.models import Deadline, InformationRequest, Notice, Proclaimed, RecomputeRun
from requests_app.services import recompute
from requests_app.services.proclaiming import proclaim_day, withdraw_day
from requests_app.services.runs import work_on_runs
from tests.accounts.factories import TeamFactory, UserFactory, site_admin
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.deadlines.naive import SCOTLAND, UK, naive_due
from tests.requests_app.factories import DUE, make_request
from tests.requests_app.many import make_many

DAY = date(2026, 9, 16)  # a Wednesday
FIRST = date(2026, 7, 1)


def _thousand():
    """Open requests under three laws, received on 200 days around the proclaimed one."""
    laws = ("foia", "foisa", "eir", "foia", "foia")
    stories = [
        (laws[number % 5], [(EventKind.RECEIVED, FIRST + timedelta(days=number % 200))])
        for number in range(1000)
    ]
    return make_many(stories, team=TeamFactory(), authority=AuthorityFactory(), owner=UserFactory())


def _expected(request, proclaimed):
    """The due date by the slow and obvious way, the proclaimed day left out where it counts for the law."""
    if request.law == "foisa":
        return naive_due(request.received_on, 20, SCOTLAND)
    return naive_due(request.received_on, 20, (*UK, {DAY} if proclaimed else set()))


def _dates():
    return dict(InformationRequest.objects.values_list("pk", "due_on"))


def _proclaim():
    return proclaim_day(on=DAY, name="Day of Mourning", nations=["england"], by=site_admin())


@pytest.mark.django_db
def test_of_a_thousand_requests_exactly_those_whose_limit_holds_the_day_are_moved():
    requests = _thousand()
    before = _dates()
    run = _proclaim()
    work_on_runs()
    after, run = _dates(), RecomputeRun.objects.get(pk=run.pk)
    assert after == {request.pk: _expected(request, True) for request in requests}
    held = {r.pk for r in requests if r.law != "foisa" and r.received_on < DAY <= before[r.pk]}
    assert {pk for pk in after if after[pk] != before[pk]} == held
    assert (run.total, run.done, run.moved, run.failed) == (800, 800, len(held), 0)
    assert set(Notice.objects.values_list("request_id", flat=True)) == held
    assert Notice.objects.count() == len(held) > 50
    assert dict(Deadline.objects.filter(kind="response").values_list("request_id", "due_on")) == after


@pytest.mark.django_db
def test_a_run_killed_between_and_within_chunks_ends_as_if_nothing_had_happened(monkeypatch):
    monkeypatch.setattr(recompute, "CHUNK", 90)
    requests = _thousand()
    run = _proclaim()
    real, calls = recompute.recompute_chunk, []

    def dies(ids, *, run):
        calls.append(ids)
        done = real(ids, run=run)
        if len(calls) in (3, 4, 7):  # written already, not yet committed
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(recompute, "recompute_chunk", dies)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            work_on_runs()
    work_on_runs()
    run.refresh_from_db()
    assert _dates() == {request.pk: _expected(request, True) for request in requests}
    assert (run.done, run.moved, run.finished_at is None) == (800, Notice.objects.count(), False)
    assert calls[2] == calls[3] == calls[4]
    assert calls[6] == calls[7]


@pytest.mark.django_db
def test_a_finished_run_is_not_done_again():
    make_request()
    _proclaim()
    assert (work_on_runs(), work_on_runs()) == (1, 0)


@pytest.mark.django_db
def test_a_run_that_fails_does_not_stop_the_next(monkeypatch, caplog):
    make_request(received_on=date(2026, 9, 1))
    first, second = _proclaim(), withdraw_day(day=Proclaimed.objects.get(), by=site_admin())
    real = recompute.recompute_chunk

    def fails(ids, *, run):
        if run == first:
            raise OperationalError("out of memory")
        return real(ids, run=run)

    monkeypatch.setattr(recompute, "recompute_chunk", fails)
    work_on_runs()
    unfinished = RecomputeRun.objects.filter(finished_at=None)
    assert list(unfinished) == [first]
    assert "out of memory" in caplog.text
    second.refresh_from_db()
    assert second.done == 1


@pytest.mark.django_db
def test_one_that_cannot_be_derived_is_counted_and_stops_nothing():
    broken, good = make_request(), make_request()
    broken.events.all().delete()
    run = proclaim_day(on=date(2018, 8, 14), name="x", nations=["wales"], by=site_admin())
    work_on_runs()
    run.refresh_from_db()
    good.refresh_from_db()
    assert (run.done, run.failed, run.moved) == (2, 1, 1)
    assert good.due_on == date(2018, 8, 21)


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_do_it_twice(monkeypatch):
    monkeypatch.setattr(recompute, "CHUNK", 40)
    requests = _thousand()
    run = _proclaim()
    workers = [_Thread(work_on_runs) for _ in range(3)]
    chunks = sum(worker.result() for worker in workers)
    chunks += work_on_runs()
    run.refresh_from_db()
    assert (chunks, run.done) == (20, 800)
    assert Notice.objects.count() == run.moved
    assert _dates() == {request.pk: _expected(request, True) for request in requests}


@pytest.mark.django_db(transaction=True)
def test_a_request_logged_while_the_day_is_proclaimed_is_not_missed():
    """Its dates were worked out by the old calendar; proclaiming waits until it is there to be moved."""
    logged, release = threading.Event(), threading.Event()

    def log_slowly():
        with transaction.atomic():
            make_request()
            logged.set()
            assert release.wait(10)

    slow = _Thread(log_slowly)
    assert logged.wait(10)
    proclaiming = _Thread(
        lambda: proclaim_day(on=date(2018, 8, 14), name="x", nations=["wales"], by=UserFactory())
    )
    time.sleep(0.3)
    assert (proclaiming.thread.is_alive(), Proclaimed.objects.count()) == (True, 0)
    release.set()
    slow.result()
    run = proclaiming.result()
    work_on_runs()
    assert run.total == 1
    assert InformationRequest.objects.get().due_on == DUE + timedelta(days=1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_by_force_leaves_a_run_that_the_next_one_ends():
    requests = _thousand()
    run = _proclaim()
    victim = _worker("recompute.CHUNK = 20; slow(0.05)")
    _wait_until(lambda: RecomputeRun.objects.get(pk=run.pk).done >= 200)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    run.refresh_from_db()
    assert 200 <= run.done < 800
    halfway = sum(request.due_on != _dates()[request.pk] for request in requests)
    assert halfway == run.moved == Notice.objects.count()
    _wait_until(lambda: _worker("").wait() == 0 and RecomputeRun.objects.get(pk=run.pk).finished_at)
    run.refresh_from_db()
    assert _dates() == {request.pk: _expected(request, True) for request in requests}
    assert (run.done, run.moved) == (800, Notice.objects.count())


class _Thread:
    """A function in a thread with a database connection of its own."""

    def __init__(self, work):
        self._work, self._result, self._error = work, None, None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self):
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 (given to the test)
            self._error = error
        finally:
            connection.close()

    def result(self):
        self.thread.join(20)
        if self._error:
            raise self._error
        return self._result


def _worker(before: str) -> subprocess.Popen:
    """A process of its own that works on the runs, as a worker would."""
    server = os.environ.get("DATABASE_URL") or places.postgres_url()
    code = f"""
import time, django; django.setup()
from requests_app.services import recompute, runs
real = recompute.recompute_chunk
def slow(seconds):
    recompute.recompute_chunk = lambda *args, **named: (time.sleep(seconds), real(*args, **named))[1]
{before}
runs.work_on_runs()
"""
    env = {
        **os.environ,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DJANGO_SETTINGS_MODULE": "foi_tracker.settings",
    }
    return subprocess.Popen([sys.executable, "-c", code], env=env)


def _wait_until(happened, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
