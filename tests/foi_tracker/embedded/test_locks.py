"""Locks between processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from foi_tracker.embedded.locks import FileLock

HOLD = "import sys, time; sys.path.insert(0, {project!r});" + (
    "from pathlib import Path; from foi_tracker.embedded.locks import FileLock;"
    "FileLock(Path({path!r})).acquire(shared={shared}); print('held', flush=True); time.sleep(60)"
)
PROJECT = str(Path(__file__).resolve().parents[3])


def hold(path: Path, *, shared: bool = False) -> subprocess.Popen[str]:
    code = HOLD.format(project=PROJECT, path=str(path), shared=shared)
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_only_one_process_has_a_lock_and_a_killed_one_loses_it(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    other = hold(lock.path)
    assert not lock.acquire(wait=False)
    assert lock.is_taken()
    other.kill()
    other.wait()
    assert lock.acquire(wait=False)


def test_sharers_do_not_shut_out_each_other_but_whoever_wants_it_alone(tmp_path: Path) -> None:
    other = hold(tmp_path / "lock", shared=True)
    mine = FileLock(tmp_path / "lock")
    assert mine.acquire(shared=True, wait=False)
    mine.release()
    assert not mine.acquire(wait=False)
    other.kill()
    other.wait()


def test_the_holder_leaves_a_note_and_nobody_else_does(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    with pytest.raises(RuntimeError):
        lock.write("not mine")
    with lock:
        lock.write("a long first note")
        lock.write("here")
    assert FileLock(tmp_path / "lock").read() == "here"
