"""Work done in a process of its own that may be killed, or whose memory is measured.

The tests' own process cannot be forked for it: threads of the test server, the browser and the test runner hold
locks there, which a fork would inherit held for good. So children are forked from a server process that has read the
program and does nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

from django.conf import settings
from django.db import connection

_HANDED_ON = ("MEDIA_ROOT", "REPLY_ADDRESS", "ALLOW_MAILBOX_HOSTS")

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.process_server"])


def start(work: Callable[..., object], *arguments: object) -> BaseProcess:
    """Begin `work`, a function of a module, in a process of its own that uses the database of this test."""
    given: dict[str, Any] = {name: getattr(settings, name) for name in _HANDED_ON}
    name = connection.settings_dict["NAME"]
    child = _context.Process(target=_do, args=(name, given, work, arguments), daemon=True)
    child.start()
    return child


def end_of(child: BaseProcess, seconds: float = 300) -> int:
    """How the process ended: 0, or minus the signal that killed it."""
    child.join(seconds)
    if child.exitcode is None:
        child.kill()
        raise TimeoutError(f"it went on for more than {seconds} seconds")
    _wait_for_its_connections(child)
    return child.exitcode


def _wait_for_its_connections(child: BaseProcess, seconds: float = 30) -> None:
    """A database server notices a moment later that somebody was killed: only then are his locks free."""
    until = time.monotonic() + seconds
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [_called(child.pid)]
            )
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise TimeoutError(f"its connection was still there after {seconds} seconds")


def _called(pid: int | None) -> str:
    """What the connections of a child call themselves."""
    return f"child {pid} of a test"


def run(work: Callable[..., object], *arguments: object) -> int:
    """Do `work` in a process of its own; how it ended."""
    return end_of(start(work, *arguments))


def _do(database: str, given: dict[str, Any], work: Callable[..., object], arguments: tuple) -> None:
    connection.settings_dict["NAME"] = database
    connection.settings_dict["OPTIONS"] = {
        **connection.settings_dict["OPTIONS"],
        "application_name": _called(os.getpid()),
    }
    for name, value in given.items():
        setattr(settings, name, value)
    work(*arguments)
