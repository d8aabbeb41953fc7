"""Writing down that a task of the schedule ran: every task of the worker is one of these."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from celery import Task, states
from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foi_tracker.models import TaskRecord

log = logging.getLogger(__name__)
LONGEST_ERROR = 300


class RecordedTask(Task):
    """A task that notes its own start and end, where it stands in the schedule.

    That it cannot be noted (the database is away) is logged, and never keeps the task from running.
    """

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        if self._is_periodic():
            now = timezone.now()
            self.request.begun_at = now
            _noted(lambda: begin_run(self.name, at=now), self.name)

    def after_return(
        self, status: str, retval: Any, task_id: str, args: Any, kwargs: Any, einfo: Any
    ) -> None:
        if self._is_periodic() and status in (states.SUCCESS, states.FAILURE):
            now = timezone.now()
            took = now - getattr(self.request, "begun_at", now)
            error = None if status == states.SUCCESS else retval
            _noted(lambda: end_run(self.name, at=now, took=took, error=error), self.name)

    def _is_periodic(self) -> bool:
        schedule = self.app.conf.beat_schedule or {}
        return any(entry["task"] == self.name for entry in schedule.values())


def begin_run(task: str, *, at: datetime) -> None:
    """Note that a run of the task begins; of several at once the last one counts."""
    TaskRecord.objects.bulk_create(
        [TaskRecord(task=task, started_at=at)],
        update_conflicts=True,
        unique_fields=["task"],
        update_fields=["started_at"],
    )


def end_run(task: str, *, at: datetime, took: timedelta, error: BaseException | None = None) -> None:
    """Note that a run of the task has ended: well where `error` is None."""
    ended: dict[str, Any] = {
        "finished_at": at,
        "outcome": TaskRecord.Outcome.FAILED if error else TaskRecord.Outcome.DONE,
        "seconds": took.total_seconds(),
        "error": _words(error)[:LONGEST_ERROR],
        "runs": F("runs") + 1,
    }
    if error:
        ended["failed_at"] = at
    TaskRecord.objects.filter(task=task).update(**ended)


def _noted(note: Callable[[], None], task: str) -> None:
    """Write it down, or log that it cannot be: that must not become the task's own trouble."""
    try:
        with transaction.atomic():
            note()
    except DatabaseError as error:
        log.warning("the run of %s cannot be noted: %s", task, error)


def _words(error: BaseException | None) -> str:
    if error is None:
        return ""
    first = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
