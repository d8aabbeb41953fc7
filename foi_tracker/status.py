"""How this installation is: its periodic work, what waits, its mailboxes and its machine. It only looks."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

import celery
import django
import redis
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from authorities.import_models import ImportRun
from correspondence.models import Arrival, Mailbox, OutgoingLetter
from foi_tracker.doctor import letters, machine
from foi_tracker.doctor.findings import Finding, State, broken, good, note
from foi_tracker.doctor.periodic import ago, punctuality, took
from foi_tracker.punctuality import Periodic, periodic_tasks
from requests_app.models import Notice, RecomputeRun, RequestImport

_TIMEOUT = 3  # seconds
_QUEUE, _IN_HAND = "celery", "unacked"
_MANY_WAIT = 1000
MOST_MAILBOXES = 100


@dataclass(frozen=True, slots=True)
class Section:
    """Some findings under one heading."""

    title: str
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Status:
    """All of it, as at a moment."""

    at: datetime
    tasks: list[Periodic]
    sections: list[Section]

    @property
    def troubles(self) -> list[Finding]:
        """What is broken, wherever it stands."""
        found = [punctuality(self.tasks), *(each for section in self.sections for each in section.findings)]
        return [finding for finding in found if finding.state == State.BROKEN]


def status(*, at: datetime) -> Status:
    """Look at everything. A constant number of queries, whatever there is."""
    return Status(
        at,
        periodic_tasks(at=at),
        [
            Section("Waiting", list(waiting(at))),
            Section("Mailboxes", mailboxes(at)),
            Section("Database, queue and files", list(kept())),
            Section("Versions", versions()),
        ],
    )


def waiting(at: datetime) -> Iterator[Finding]:
    """What lies in queues, and whether any of it waits for too long."""
    yield queue()
    yield _counted(letters.outbox(at), OutgoingLetter.objects.filter(state="waiting").count(), "waiting")
    yield letters.to_check()
    yield _counted(letters.waiting(at), Arrival.objects.stored().count(), "waiting")
    yield letters.unreadable()
    yield _counted(letters.notices(at), Notice.objects.filter(status="pending").count(), "waiting")
    lists = ImportRun.objects.in_hand().count() + RequestImport.objects.in_hand().count()
    at_work = lists + RecomputeRun.objects.filter(finished_at=None).count()
    yield good("Long work", f"{at_work} in hand: lists brought in, dates worked out again")


def _counted(finding: Finding, count: int, word: str) -> Finding:
    """The finding with a number before its words."""
    return Finding(finding.what, finding.state, f"{intcomma(count)} {word}; {finding.says}", finding.mend)


def queue() -> Finding:
    """How many tasks lie in the queue, and how many are in hand."""
    try:
        with _redis() as client:
            lying, in_hand = int(client.llen(_QUEUE)), int(client.hlen(_IN_HAND))
    except redis.RedisError:
        return broken("Tasks in the queue", "the queue does not answer", "Start it, or correct REDIS_URL.")
    says = f"{intcomma(lying)} waiting, {in_hand} in hand"
    if lying > _MANY_WAIT:
        return note("Tasks in the queue", says, "More workers, or find out what keeps them.")
    return good("Tasks in the queue", says)


def mailboxes(at: datetime) -> list[Finding]:
    """Each mailbox with its last fetch and its last letter."""
    found = []
    for mailbox in Mailbox.objects.fetched().select_related("team")[:MOST_MAILBOXES]:
        what = f"{mailbox.name} ({mailbox.team.name})"
        says = f"last fetch {_when(mailbox.checked_at, at)}, last letter {_when(mailbox.last_arrival_at, at)}"
        trouble = mailbox.trouble(now=at)
        state = State.BROKEN if mailbox.failing_since else State.NOTE if trouble else State.GOOD
        found.append(Finding(what, state, says, trouble))
    return found


def _when(then: datetime | None, at: datetime) -> str:
    return f"{ago(then, at=at)} ago" if then else "never"


def kept() -> Iterator[Finding]:
    """The database, the queue's server, files and the disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()), count(*), current_setting('max_connections')::int"
            " FROM pg_stat_activity WHERE backend_type = 'client backend'"
        )
        size, used, most = cursor.fetchone()
    says = f"{filesizeformat(size)}; {used} of {most} connections".replace("\xa0", " ")
    full = used > most * 0.9
    yield note("Database", says, "Nearly all connections are in use.") if full else good("Database", says)
    yield machine.disk(settings.STATE_DIR)
    yield machine.files()
    yield machine.mail()


def versions() -> list[Finding]:
    """What it all runs on."""
    numbers = ".".join(map(str, divmod(cast(DatabaseWrapper, connection).pg_version, 10_000)))
    found = {
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "Celery": celery.__version__,
        "PostgreSQL": numbers,
    }
    try:
        with _redis() as client:
            info: Any = client.info("server")
            name = str(info.get("server_name", "redis")).capitalize()
            found[name] = str(info.get(f"{name.lower()}_version") or info["redis_version"])
    except redis.RedisError:
        pass
    return [good(name, number) for name, number in found.items()]


def _redis() -> redis.Redis:
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    return redis.Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)


def as_dict(found: Status) -> dict[str, Any]:
    """For programs; of what went wrong in a task its kind alone, for its words may name people."""
    return {
        "well": not found.troubles,
        "at": found.at.isoformat(),
        "tasks": [_task(each) for each in found.tasks],
        "findings": [
            {"section": section.title, **asdict(finding)}
            for section in found.sections
            for finding in section.findings
        ],
    }


def _task(periodic: Periodic) -> dict[str, Any]:
    record = periodic.record
    return {
        "task": periodic.task,
        "every": periodic.every,
        "standing": periodic.standing.value,
        "started_at": record and record.started_at.isoformat(),
        "finished_at": record and record.finished_at and record.finished_at.isoformat(),
        "outcome": record.outcome if record else "",
        "seconds": record and record.seconds,
        "error": record.error.partition(":")[0] if record else "",
        "runs": record.runs if record else 0,
        "due_at": periodic.due_at and periodic.due_at.isoformat(),
        "late_by_seconds": periodic.late_by and periodic.late_by.total_seconds(),
    }


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task of the schedule in words for the page."""

    periodic: Periodic
    last: str
    took: str
    word: str
    kind: str


_KINDS = {"on time": "ok", "not yet": "neutral", "late": "late", "failed": "late"}


def shown_task(periodic: Periodic, *, at: datetime) -> ShownTask:
    record = periodic.record
    last = f"{ago(record.finished_at, at=at)} ago" if record and record.finished_at else "–"
    if periodic.is_running and record:
        last = f"runs now, since {timezone.localtime(record.started_at):%H:%M:%S}"
    word = periodic.standing.value.capitalize()
    if periodic.late_by:
        word = f"Late by {ago(at - periodic.late_by, at=at)}"
    return ShownTask(
        periodic, last, took(record.seconds) if record else "", word, _KINDS[periodic.standing.value]
    )
