"""The three programs of a running tracker: web server, worker, scheduler."""

import os
import signal
import socket
import sys

from foi_tracker.bootstrap.supervisor import Child
from foi_tracker.embedded import places


def of(line: socket.socket) -> list[Child]:
    """The children of `up`; the web server takes over the socket `line`."""
    worker = ["worker", "--loglevel", "INFO", "--concurrency", os.environ.get("WORKER_CONCURRENCY", "2")]
    quiet = ["--without-gossip", "--without-mingle"]
    beat = [
        "beat",
        "--loglevel",
        "INFO",
        "--pidfile=",
        "--schedule",
        str(places.state_dir() / "beat-schedule"),
    ]
    return [
        Child("web", _gunicorn(line), pass_fds=[line.fileno()]),
        # Killed, not asked: asked it waits for a queue that is gone too. Its pool dies with it, its tasks come again.
        Child("worker", [*_celery(), *worker, *quiet], hurries_by=signal.SIGKILL),
        # The scheduler knows no SIGQUIT.
        Child("beat", [*_celery(), *beat], hurries_by=signal.SIGTERM),
    ]


def _gunicorn(line: socket.socket) -> list[str]:
    configuration = ["--config", "python:foi_tracker.gunicorn", "--bind", f"fd://{line.fileno()}"]
    return [sys.executable, "-m", "gunicorn", *configuration, "foi_tracker.wsgi"]


def _celery() -> list[str]:
    return [sys.executable, "-m", "celery", "--app", "foi_tracker.celery:app"]
