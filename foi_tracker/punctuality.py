"""Whether the periodic work is on time: the schedule beside what was noted of each task's last run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from celery.schedules import BaseSchedule, crontab, schedule

from foi_tracker.celery import app
from foi_tracker.models import TaskRecord

GRACE = timedelta(minutes=3)
"""How long after its time a task may begin before it is late: a worker may be busy with something else."""


class Standing(StrEnum):
    ON_TIME = "on time"
    NOT_YET = "not yet"  # it has never run on this installation
    LATE = "late"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Periodic:
    """One task of the schedule: how often it is to run, how its last run went, and whether it is late.

    `due_at` is when it should next have ended (None while it has never run), `late_by` how long ago that was where it
    is late.
    """

    task: str
    name: str
    every: str
    standing: Standing
    record: TaskRecord | None = None
    due_at: datetime | None = None
    late_by: timedelta | None = None

    @property
    def is_running(self) -> bool:
        record = self.record
        return record is not None and (record.finished_at is None or record.started_at > record.finished_at)


def periodic_tasks(*, at: datetime) -> list[Periodic]:
    """Every task of the schedule as it stands at that moment, in the order of their names. One query."""
    records = {record.task: record for record in TaskRecord.objects.all()}
    entries: Mapping[str, Mapping[str, Any]] = app.conf.beat_schedule
    found = [
        _periodic(name, entry["task"], timed(entry["schedule"]), records.get(entry["task"]), at)
        for name, entry in entries.items()
    ]
    return sorted(found, key=lambda each: each.name)


def overall(tasks: list[Periodic]) -> Standing:
    """The worst of them; "not yet" only where none has ever run."""
    standings = {each.standing for each in tasks}
    for bad in (Standing.LATE, Standing.FAILED):
        if bad in standings:
            return bad
    return Standing.NOT_YET if standings == {Standing.NOT_YET} else Standing.ON_TIME


def timed(given: BaseSchedule | float | timedelta) -> BaseSchedule:
    """The schedule of an entry, which may be given in seconds."""
    return given if isinstance(given, BaseSchedule) else schedule(given)


def due_after(when: BaseSchedule, last: datetime) -> datetime:
    """When a task that ran at `last` is to run next."""
    if isinstance(when, crontab):
        start, ends_in, _ = when.remaining_delta(last)
        return start + ends_in
    return last + when.run_every


def in_words(when: BaseSchedule) -> str:
    """How often, for people: "every 30 seconds", "daily at 00:10"."""
    if isinstance(when, crontab):
        return _crontab_words(when)
    seconds = round(when.run_every.total_seconds())
    if seconds % 60:
        return "every second" if seconds == 1 else f"every {seconds} seconds"
    return "every minute" if seconds == 60 else f"every {seconds // 60} minutes"


def _crontab_words(when: crontab) -> str:
    minutes, hours = sorted(when.minute), sorted(when.hour)
    if len(hours) == 24 and len(minutes) == 1:
        return f"hourly, {minutes[0]} minutes past"
    if len(hours) == 24:
        return f"every {60 // len(minutes)} minutes"
    times = ", ".join(f"{hour:02}:{minute:02}" for hour in hours for minute in minutes)
    days = "daily" if len(when.day_of_week) == 7 and len(when.day_of_month) == 31 else "on chosen days"
    return f"{days} at {times}"


def _periodic(name: str, task: str, when: BaseSchedule, record: TaskRecord | None, at: datetime) -> Periodic:
    words = name.replace("-", " ").capitalize()
    if record is None:
        return Periodic(task, words, in_words(when), Standing.NOT_YET)
    due_at = due_after(when, record.finished_at or record.started_at)
    late = at > due_at + GRACE
    failed = record.outcome == TaskRecord.Outcome.FAILED
    standing = Standing.LATE if late else Standing.FAILED if failed else Standing.ON_TIME
    return Periodic(task, words, in_words(when), standing, record, due_at, at - due_at if late else None)
