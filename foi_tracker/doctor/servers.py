"""The servers and programs that must be running."""

from collections.abc import Iterator

from django.conf import settings
from redis.exceptions import RedisError

from foi_tracker import health, heartbeat
from foi_tracker.celery import app
from foi_tracker.doctor.findings import Finding, broken, good, note
from foi_tracker.embedded import servers
from foi_tracker.embedded.errors import ServerFailed

_ANSWER_WITHIN = 5.0  # seconds
_START = "python3 manage.py up"


def look() -> Iterator[Finding]:
    stopped = _stopped("Database", "postgres", embedded=settings.EMBEDDED_DATABASE)
    if stopped:
        yield stopped
    else:
        yield from database()
    stopped = _stopped("Queue", "valkey", embedded=settings.EMBEDDED_REDIS)
    if stopped:
        yield stopped
    else:
        yield from queue()


def _stopped(what: str, name: str, *, embedded: bool) -> Finding | None:
    """A finding when our own server is not running now, which is nothing bad."""
    if not embedded:
        return None
    try:
        if servers.running(name):
            return None
    except ServerFailed as error:
        return broken(what, str(error), "See above.")
    return note(what, "our own server is not running now", _START)


def database() -> Iterator[Finding]:
    trouble = health.database_trouble()
    if trouble:
        yield broken("Database", f"does not answer: {trouble}", "Start it, or correct DATABASE_URL.")
        return
    yield good("Database", "answers")
    missing = health.migrations_trouble()
    if missing:
        yield broken("Tables", f"not up to date, missing: {missing}", "python3 manage.py migrate")
    else:
        yield good("Tables", "up to date")


def queue() -> Iterator[Finding]:
    trouble = health.broker_trouble()
    if trouble:
        yield broken("Queue", f"does not answer: {trouble}", "Start it, or correct REDIS_URL.")
        return
    yield good("Queue", "answers")
    yield worker()
    yield scheduler()


def worker() -> Finding:
    try:
        answers = app.control.inspect(timeout=_ANSWER_WITHIN, limit=1).ping()  # the first answer is enough
    except (OSError, RedisError) as error:
        return broken("Worker", f"cannot be asked: {error}", _START)
    if not answers:
        return broken("Worker", "none answers: nothing is recomputed and no reminder is sent", _START)
    return good("Worker", "at work")


def scheduler() -> Finding:
    """Whether the sign that the scheduler asks for every half minute is a recent one."""
    age = heartbeat.age()
    if age is None:
        return note("Scheduler", "no sign yet; there is one every 30 seconds", "Look again in a minute.")
    says = f"last sign {age.total_seconds():.0f} seconds ago"
    if age > heartbeat.LATE_AFTER:
        return broken(
            "Scheduler", says, f"{_START} (or start the worker and the scheduler of your installation)"
        )
    return good("Scheduler", says)
