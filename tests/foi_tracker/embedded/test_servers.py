"""Sharing the embedded servers between commands."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from foi_tracker.embedded import places
from foi_tracker.embedded.processes import living_in
from tests.foi_tracker.tracker import PROJECT, Tracker, until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks at /proc")]
USE = """
import sys
from foi_tracker.embedded.servers import attached
with attached(["postgres", "valkey"]) as uses:
    print("attached", flush=True)
    sys.stdin.readline()
    print(all(use.server.answers() for use in uses), flush=True)
"""


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    yield tracker
    tracker.throw_away()


def user(tracker: Tracker) -> subprocess.Popen[str]:
    """A process that uses the servers until it is told a line."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", USE], cwd=PROJECT, env=tracker.env, **pipes)


def test_commands_that_overlap_share_one_server_until_the_last_has_left(tracker: Tracker) -> None:
    first, second = user(tracker), user(tracker)
    assert first.stdout.readline() == second.stdout.readline() == "attached\n"
    assert len(living_in(tracker.state / "valkey")) == 1
    assert places.open_to_others(tracker.state / "log") == []
    assert first.communicate("\n")[0] == "True\n"
    assert second.communicate("\n")[0] == "True\n"
    assert living_in(tracker.state / "valkey") == set()
    assert tracker.processes() == []
    assert not tracker.sockets().exists()


def test_when_the_only_user_is_killed_the_servers_stop(tracker: Tracker) -> None:
    only = user(tracker)
    assert only.stdout.readline() == "attached\n"
    only.kill()
    only.wait()
    assert until(lambda: tracker.processes() == [])


def test_when_the_keepers_are_killed_the_servers_end_and_the_next_user_starts_them(tracker: Tracker) -> None:
    first = user(tracker)
    assert first.stdout.readline() == "attached\n"
    for process in set(tracker.processes()) - {first.pid}:
        os.kill(process, signal.SIGKILL)
    second = user(tracker)
    assert second.stdout.readline() == "attached\n"
    assert second.communicate("\n")[0] == "True\n"
    assert first.communicate("\n")[0] == "True\n"


def test_a_command_on_a_fresh_installation_prepares_it_and_says_the_password(tracker: Tracker) -> None:
    done = tracker.manage(
        "shell", "-v0", "-c", "from accounts.models import User; print(User.objects.count())"
    )
    assert done.stdout == "1\n"
    assert done.stderr.startswith("First account: admin@localhost, password ")
    assert tracker.processes() == []


def test_a_state_folder_of_another_version_is_left_alone(tracker: Tracker) -> None:
    (tracker.state / "postgres").mkdir(parents=True)
    (tracker.state / "postgres" / "PG_VERSION").write_text("9\n")
    done = tracker.manage("migrate")
    assert done.returncode == 1
    assert "were made by PostgreSQL 9" in done.stderr
    assert "docs/operations.md" in done.stderr
    assert done.stderr.count("\n") == 1
