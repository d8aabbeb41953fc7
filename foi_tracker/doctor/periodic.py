"""Whether the work of the schedule is done on time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils import timezone

from foi_tracker.doctor.findings import Finding, broken, good, note
from foi_tracker.embedded import servers
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.punctuality import Periodic, Standing, periodic_tasks

_WHERE = "See the page /status/ and the worker's log."


def look() -> Iterator[Finding]:
    """Nothing where the database cannot be asked: that is told elsewhere."""
    try:
        if settings.EMBEDDED_DATABASE and not servers.running("postgres"):
            return
        yield punctuality(periodic_tasks(at=timezone.now()))
    except (DatabaseError, ServerFailed):
        return


def punctuality(tasks: list[Periodic]) -> Finding:
    """One finding for all of the schedule."""
    late = [each for each in tasks if each.standing == Standing.LATE]
    failed = [each for each in tasks if each.standing == Standing.FAILED]
    if late:
        return broken("Periodic work", f"late: {_names(late)}", "Start the worker and the scheduler.")
    if failed:
        return broken("Periodic work", f"failed when last run: {_names(failed)}", _WHERE)
    if all(each.standing == Standing.NOT_YET for each in tasks):
        return note("Periodic work", "nothing has run yet", "Look again in a minute.")
    return good("Periodic work", "on time")


def _names(tasks: list[Periodic]) -> str:
    return ", ".join(each.name.lower() for each in tasks)


def took(seconds: float | None) -> str:
    """How long a run took, for people."""
    if seconds is None:
        return ""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def ago(then: datetime, *, at: datetime) -> str:
    """How long ago that was, in the unit that says most."""
    seconds = max(int((at - then).total_seconds()), 0)
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (size == 86_400 and seconds >= size):
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
