"""The sign of life of scheduler, queue and worker."""

import datetime

from foi_tracker import heartbeat
from foi_tracker.celery import app
from foi_tracker.tasks import beat


def test_the_sign_is_new_after_the_task_ran() -> None:
    assert heartbeat.age() is None
    beat()
    age = heartbeat.age()
    assert age is not None
    assert age < datetime.timedelta(seconds=5)


def test_the_scheduler_asks_for_it_often_enough() -> None:
    entry = app.conf.beat_schedule["heartbeat"]
    assert entry["task"] == beat.name
    assert datetime.timedelta(seconds=entry["schedule"]) == heartbeat.EVERY
    assert heartbeat.LATE_AFTER > 2 * heartbeat.EVERY


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
