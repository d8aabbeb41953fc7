"""The last run of each periodic task is noted, whatever came of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from correspondence.tasks import fetch_mailbox
from foi_tracker import recording, tasks
from foi_tracker.models import TaskRecord
from requests_app import tasks as request_tasks

pytestmark = pytest.mark.django_db


def only() -> TaskRecord:
    return TaskRecord.objects.get()


def test_a_run_that_goes_well_is_noted_with_its_start_its_end_and_how_long_it_took() -> None:
    tasks.beat.apply()
    record = only()
    assert (record.task, record.outcome, record.error, record.runs) == (
        "foi_tracker.heartbeat",
        "done",
        "",
        1,
    )
    assert record.seconds == pytest.approx((record.finished_at - record.started_at) / timedelta(seconds=1))


def test_runs_are_counted_in_one_row() -> None:
    for _ in range(3):
        tasks.beat.apply()
    assert only().runs == 3


def test_a_run_that_fails_is_noted_with_its_error_and_the_next_good_one_clears_it(monkeypatch) -> None:
    def fail() -> None:
        raise ValueError("no such day\nDETAIL: a row")

    with monkeypatch.context() as broken:
        broken.setattr(tasks.heartbeat, "beat", fail)
        tasks.beat.apply()
    record = only()
    assert (record.outcome, record.error) == ("failed", "ValueError: no such day")
    failed_at = record.failed_at
    tasks.beat.apply()
    record = only()
    assert (record.outcome, record.error, record.failed_at) == ("done", "", failed_at)
    assert failed_at is not None


def test_a_run_that_is_killed_leaves_its_start_and_the_end_of_the_one_before() -> None:
    tasks.beat.apply()
    ended = only().finished_at
    later = ended + timedelta(minutes=1)
    recording.begin_run(tasks.beat.name, at=later)
    record = only()
    assert (record.started_at, record.finished_at, record.runs) == (later, ended, 1)


def test_a_task_that_stands_in_no_schedule_is_not_noted() -> None:
    fetch_mailbox.apply(args=[0])
    assert TaskRecord.objects.count() == 0


def test_a_task_runs_although_its_run_cannot_be_noted(monkeypatch) -> None:
    def away(*args, **kwargs) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(recording, "begin_run", away)
    monkeypatch.setattr(recording, "end_run", away)
    assert request_tasks.resume_runs.apply().state == "SUCCESS"
    assert TaskRecord.objects.count() == 0
