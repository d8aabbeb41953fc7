"""Finding the address of the `up` that runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from foi_tracker.embedded.running import up_lock, up_url

PROJECT = Path(__file__).resolve().parents[3]
HERE = "http://127.0.0.1:8333"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("FOI_STATE_DIR", str(tmp_path))
    return tmp_path


def site_url(state: Path, **given: str) -> str:
    """`SITE_URL` as a command finds it that is started now."""
    env = {"PATH": os.environ["PATH"], "FOI_STATE_DIR": str(state), "FOI_ENV_FILE": os.devnull, **given}
    code = "from foi_tracker import settings; print(settings.SITE_URL)"
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=PROJECT, env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_commands_print_the_address_of_the_up_that_runs(state: Path) -> None:
    with up_lock() as lock:
        lock.write(json.dumps({"pid": os.getpid(), "url": HERE}))
        assert up_url() == HERE
        assert site_url(state) == HERE
        assert site_url(state, SITE_URL="https://foi.example.org/") == "https://foi.example.org"


def test_the_note_of_a_killed_one_counts_for_nothing(state: Path) -> None:
    with up_lock() as lock:
        lock.write(json.dumps({"pid": 1, "url": HERE}))
    assert up_url() == ""
    assert site_url(state) == "http://127.0.0.1:8000"


@pytest.mark.parametrize("note", ["", "{}", '{"url"', "[]"])
def test_a_note_without_an_address_is_none(note: str) -> None:
    with up_lock() as lock:
        lock.write(note)
        assert up_url() == ""


def test_looking_makes_nothing(state: Path) -> None:
    assert up_url() == ""
    assert list((state / "run").iterdir()) == []
