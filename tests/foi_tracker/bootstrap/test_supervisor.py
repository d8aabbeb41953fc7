"""Children that are kept alive."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from foi_tracker.bootstrap import supervisor
from foi_tracker.bootstrap.supervisor import Child, Supervisor, birth, end_left_over, roll
from foi_tracker.embedded.processes import wait_until
from tests.foi_tracker.tracker import until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    monkeypatch.setattr(supervisor.places, "log_dir", lambda: tmp_path)
    return []


def keeper(said: list[str], *children: Child) -> Supervisor:
    return Supervisor(children, said.append, lambda text: None)


def test_a_dead_child_is_said_and_started_again_after_a_pause(said: list[str]) -> None:
    child = Child("short", [sys.executable, "-c", "raise SystemExit(3)"], pause=0.01)
    watch = keeper(said, child)
    watch.start("short")
    first = child.process
    assert until(lambda: watch.look() or child.process is not first, seconds=20)
    watch.stop()
    assert said[0].startswith("short: ended (3); starting it again in 0 s, see ")


def test_the_pause_doubles_while_it_keeps_dying(said: list[str]) -> None:
    child = Child("short", [sys.executable, "-c", ""], pause=0.01)
    watch = keeper(said, child)
    watch.start("short")
    until(lambda: watch.look() or child.pause >= 0.08, seconds=20)
    watch.stop()
    assert child.pause == 0.08


def test_warnings_and_errors_are_shown_and_the_rest_is_in_the_log(said: list[str]) -> None:
    talk = r"print('an INFO line\na WARNING line\nno ERRORS line\nan ERROR at last', flush=True)"
    child = Child("talker", [sys.executable, "-c", f"{talk}; import time; time.sleep(60)"])
    watch = keeper(said, child)
    watch.start("talker")
    until(lambda: watch.look() or len(said) >= 2, seconds=20)
    watch.stop()
    assert said == ["talker: a WARNING line", "talker: an ERROR at last"]
    assert "an INFO line\n" in child.log.read_text()


def test_what_a_killed_child_had_started_goes_with_it(said: list[str]) -> None:
    code = (
        "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    )
    child = Child("parent", [sys.executable, "-c", f"{code}; print(p.pid, flush=True); p.wait()"])
    watch = keeper(said, child)
    watch.start("parent")
    assert until(lambda: child.log.read_text().strip() != "", seconds=20)
    grandchild = int(child.log.read_text())
    assert child.process is not None
    child.process.kill()
    assert until(lambda: watch.look() or birth(grandchild) is None, seconds=20)
    watch.stop()


def test_one_that_does_not_heed_the_first_signal_is_stopped_all_the_same(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_GRACE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = Child("deaf", [sys.executable, "-c", deaf])
    watch = keeper(said, child)
    watch.start("deaf")
    assert until(lambda: "deaf" in child.log.read_text(), seconds=20)
    watch.stop()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGQUIT


def test_what_a_killed_parent_left_is_ended_and_nobody_else(said: list[str]) -> None:
    left, stranger = Child("left", SLEEP), Child("stranger", SLEEP)
    watch = keeper(said, left, stranger)
    watch.start("left", "stranger")
    assert left.process is not None
    assert stranger.process is not None
    [[pid, born]] = json.loads(roll([left]))
    end_left_over(json.dumps([[pid, born], [stranger.process.pid, 12345]]))
    assert wait_until(lambda: left.process.poll() is not None, seconds=5)
    assert stranger.process.poll() is None
    watch.stop()


def test_a_process_that_is_not_there_has_no_birth() -> None:
    assert birth(2**22 + 1) is None
    assert birth(os.getpid()) is not None


def test_a_very_long_log_is_put_aside(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_BIG_LOG", 10)
    child = Child("long", SLEEP)
    child.log.write_text("more than ten bytes")
    watch = keeper(said, child)
    watch.start("long")
    watch.stop()
    assert child.log.with_suffix(".log.1").read_text() == "more than ten bytes"
    assert child.log.read_text() == ""
