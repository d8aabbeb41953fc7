"""`manage.py up`, as a whole: started, looked at, killed, started again, stopped."""

import os
import re
import signal
import socket
from collections.abc import Iterator

import pytest

from foi_tracker.embedded.processes import living_in
from tests.foi_tracker.tracker import Tracker, until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks at /proc")]

MAKE_A_ROW_AND_A_TASK = """
from accounts.models import Team
from foi_tracker.celery import app
Team.objects.create(name="Survivors")
app.send_task("nobody.knows", queue="kept")
"""
COUNT_ROWS_AND_TASKS = """
import redis
from django.conf import settings
from accounts.models import Team
queue = redis.Redis.from_url(settings.REDIS_URL.replace("redis+socket", "unix"))
print(sorted(Team.objects.values_list("name", flat=True)), queue.llen("kept"))
"""


@pytest.fixture(scope="module")
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    tracker.up("--port", "0")
    yield tracker
    tracker.throw_away()


def test_the_first_run_tells_address_account_and_password(tracker: Tracker) -> None:
    said = "".join(tracker.lines)
    assert re.search(r"FOI Tracker runs at  http://127\.0\.0\.1:\d+\n", said)
    assert "First account:     admin@localhost\n" in said
    assert re.search(r"Its password:      ([a-z2-9]{5}-){3}[a-z2-9]{5}   \(shown this once\)\n", said)


def test_it_is_ready_and_shows_the_log_in_page(tracker: Tracker) -> None:
    told = tracker.readiness()
    assert told.pop("periodic") in ("not yet", "on time")
    assert told == {"database": "ok", "migrations": "ok", "broker": "ok"}
    status, page = tracker.get("/accounts/login/")
    assert status == 200
    assert b"<form" in page


def test_a_second_one_says_where_the_first_is_and_gives_up(tracker: Tracker) -> None:
    second = tracker.manage("up", "--port", "0")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"already running at {tracker.url} (process {tracker.running.pid})" in second.stderr


def test_a_command_shares_the_running_servers(tracker: Tracker) -> None:
    assert tracker.shell("from accounts.models import Team; print(Team.objects.get())") == "My team\n"
    assert tracker.readiness()["database"] == "ok"


def test_the_doctor_finds_everything_at_work(tracker: Tracker) -> None:
    assert until(lambda: "ready." in tracker.log("worker"))
    done = tracker.manage("doctor")
    assert "ok      Worker             at work\n" in done.stdout
    assert done.returncode == 0


def test_a_killed_worker_is_started_again(tracker: Tracker) -> None:
    killed = tracker.children()["worker"]
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: tracker.children()["worker"] != killed)
    assert not os.path.exists(f"/proc/{killed}")


def test_killed_database_and_queue_come_back(tracker: Tracker) -> None:
    with open(tracker.state / "postgres" / "postmaster.pid") as file:
        os.kill(int(file.readline()), signal.SIGKILL)
    [valkey] = living_in(tracker.state / "valkey")
    os.kill(valkey, signal.SIGKILL)
    assert until(lambda: living_in(tracker.state / "valkey") not in (set(), {valkey}))
    assert until(lambda: _ready(tracker))


def test_killed_and_started_again_it_has_lost_nothing(tracker: Tracker) -> None:
    tracker.shell(MAKE_A_ROW_AND_A_TASK)
    until(lambda: False, seconds=1.2)  # the queue goes to the disk every second
    before = set(tracker.processes())
    worker = tracker.children()["worker"]
    assert tracker.send(signal.SIGKILL) == -signal.SIGKILL
    assert until(lambda: not os.path.exists(f"/proc/{worker}"), seconds=5)
    assert "password" not in tracker.up("--port", "0").split("A new password")[0]
    assert not before & set(tracker.processes())
    assert tracker.shell(COUNT_ROWS_AND_TASKS) == "['My team', 'Survivors'] 1\n"


def test_ctrl_c_stops_all_of_it_also_when_it_is_hit_twice(tracker: Tracker) -> None:
    assert tracker.running is not None
    tracker.running.send_signal(signal.SIGINT)
    assert tracker.send(signal.SIGTERM) == 0
    assert tracker.processes() == []
    assert not tracker.sockets().exists()


def test_a_taken_port_is_said_in_one_line_with_a_free_one() -> None:
    tracker = Tracker()
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = tracker.manage("up", "--port", str(other.getsockname()[1]))
    assert done.returncode == 1
    assert re.fullmatch(
        r"Port \d+ is taken by another program. Try: python3 manage.py up --port \d+\n", done.stderr
    )
    assert tracker.processes() == []
    assert not tracker.state.exists()
    tracker.throw_away()


def test_given_servers_are_used_in_the_place_of_our_own() -> None:
    tracker = Tracker()
    nowhere = {"DATABASE_URL": "postgresql://foi@127.0.0.1:1/foi", "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = tracker.manage("up", "--port", "0", **nowhere)
    assert done.returncode == 1
    assert "The database: connection failed" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tracker.state / "postgres").exists()
    tracker.throw_away()


def _ready(tracker: Tracker) -> bool:
    try:
        told = tracker.readiness()
        return {told[name] for name in ("database", "migrations", "broker")} == {"ok"}
    except OSError:
        return False
