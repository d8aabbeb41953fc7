from datetime import date

import pytest

from foi_tracker.celery import app
from requests_app import tasks
from requests_app.models import RecomputeRun
from requests_app.services.proclaiming import proclaim_day
from tests.accounts.factories import site_admin


@pytest.mark.django_db
def test_the_alarm_clock_goes_on_with_what_is_unfinished():
    proclaim_day(on=date(2018, 8, 14), name="x", nations=["wales"], by=site_admin())
    tasks.resume_runs()
    tasks.resume_runs()
    assert RecomputeRun.objects.get().finished_at


def test_every_periodic_task_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
