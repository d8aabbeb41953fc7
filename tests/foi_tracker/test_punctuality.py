"""Whether periodic work is on time."""

from datetime import UTC, datetime, timedelta

import pytest
from celery.schedules import crontab

from foi_tracker.celery import app
from foi_tracker.models import TaskRecord
from foi_tracker.punctuality import Standing, due_after, in_words, overall, periodic_tasks, timed

NOW = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)  # the day after the clocks went forward
NIGHTLY, MINUTELY = "requests_app.recompute_deadlines", "requests_app.send_notices"


def ran(task: str, ago: timedelta, **fields) -> None:
    then = NOW - ago
    TaskRecord.objects.create(
        **{"task": task, "started_at": then, "finished_at": then, "outcome": "done"} | fields
    )


def standing(task: str) -> Standing:
    return next(each.standing for each in periodic_tasks(at=NOW) if each.task == task)


@pytest.mark.django_db
def test_on_a_new_installation_nothing_is_late_but_not_yet() -> None:
    tasks = periodic_tasks(at=NOW)
    assert {each.standing for each in tasks} == {Standing.NOT_YET}
    assert len(tasks) == len(app.conf.beat_schedule)
    assert overall(tasks) == Standing.NOT_YET


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("task", "ago", "expected"),
    [
        (MINUTELY, timedelta(minutes=1), Standing.ON_TIME),
        (MINUTELY, timedelta(minutes=4), Standing.ON_TIME),  # its minute, and three of grace
        (MINUTELY, timedelta(minutes=4, seconds=1), Standing.LATE),
        (NIGHTLY, timedelta(hours=9), Standing.ON_TIME),
        (NIGHTLY, timedelta(hours=33), Standing.LATE),  # at 00:10 yesterday; it was due at 00:10 today
    ],
)
def test_a_task_is_late_once_its_period_and_the_grace_are_over(
    task: str, ago: timedelta, expected: Standing
) -> None:
    ran(task, ago)
    assert standing(task) == expected


@pytest.mark.django_db
def test_how_late_it_is_counts_from_when_it_was_due() -> None:
    ran(MINUTELY, timedelta(minutes=11))
    [late] = [each for each in periodic_tasks(at=NOW) if each.task == MINUTELY]
    assert (late.due_at, late.late_by) == (NOW - timedelta(minutes=10), timedelta(minutes=10))


@pytest.mark.django_db
def test_one_that_failed_in_time_is_failed_and_one_that_failed_long_ago_is_late() -> None:
    ran(MINUTELY, timedelta(seconds=30), outcome="failed")
    ran(NIGHTLY, timedelta(hours=48), outcome="failed")
    assert (standing(MINUTELY), standing(NIGHTLY)) == (Standing.FAILED, Standing.LATE)
    assert overall(periodic_tasks(at=NOW)) == Standing.LATE


@pytest.mark.django_db
def test_one_that_never_came_to_an_end_is_late_by_its_start() -> None:
    ran(MINUTELY, timedelta(minutes=20), finished_at=None, outcome="")
    [task] = [each for each in periodic_tasks(at=NOW) if each.task == MINUTELY]
    assert (task.is_running, task.standing) == (True, Standing.LATE)


@pytest.mark.django_db
def test_one_task_on_time_is_enough_for_all_to_have_begun() -> None:
    ran(MINUTELY, timedelta(seconds=5))
    assert overall(periodic_tasks(at=NOW)) == Standing.ON_TIME


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (datetime(2026, 3, 28, 0, 10, tzinfo=UTC), datetime(2026, 3, 29, 0, 10, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 10, tzinfo=UTC), datetime(2026, 3, 29, 23, 10, tzinfo=UTC)),  # summer time
        (datetime(2026, 10, 24, 23, 10, tzinfo=UTC), datetime(2026, 10, 26, 0, 10, tzinfo=UTC)),
    ],
)
def test_what_is_due_nightly_is_due_by_the_clock_on_the_wall(last: datetime, due: datetime) -> None:
    assert due_after(crontab(hour=0, minute=10), last) == due


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (timed(5.0), "every 5 seconds"),
        (timed(60.0), "every minute"),
        (timed(timedelta(minutes=5)), "every 5 minutes"),
        (crontab(minute="*/10"), "every 10 minutes"),
        (crontab(minute=40), "hourly, 40 minutes past"),
        (crontab(hour=0, minute=10), "daily at 00:10"),
        (crontab(hour=7, minute=0, day_of_week="mon"), "on chosen days at 07:00"),
    ],
)
def test_how_often_is_told_in_words(when, words: str) -> None:
    assert in_words(when) == words
