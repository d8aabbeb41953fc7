"""A process that was killed holds nothing any more once the tests go on."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import connection

from tests import processes

NAME = "SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()"


def take_a_lock_and_be_killed(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NAME)
        assert cursor.fetchone()[0] == f"child {os.getpid()} of a test"
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(3))
def test_the_locks_of_a_killed_process_are_free(number: int) -> None:
    assert processes.run(take_a_lock_and_be_killed, number) == -signal.SIGKILL
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s), pg_advisory_unlock(%s)", [number, number])
        assert cursor.fetchone() == (True, True)
