"""The throw-away servers of the tests."""

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from foi_tracker.bootstrap import testing
from foi_tracker.bootstrap.testing import throwaway_state


def test_the_tests_run_on_a_state_folder_of_their_own(db: None) -> None:
    assert Path(os.environ["FOI_STATE_DIR"]).name.startswith("foi-test-")
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    assert settings.DATABASES["default"]["NAME"] == "_".join(filter(None, ("test_foi", process)))
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("off",)


@pytest.mark.parametrize(
    "arguments", [["tests/test_docs.py"], ["tests/test_docs.py::test_x"], ["-n0"], ["--pdb"]]
)
def test_a_few_tests_run_in_one_process(arguments: list[str]) -> None:
    assert testing._spread(arguments) == []


def test_all_of_them_use_all_cores(monkeypatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert testing._spread(["-q", "-m", "not slow"]) == ["-n", "2", "--dist", "worksteal"]


def test_a_state_folder_goes_away_with_its_run() -> None:
    with throwaway_state() as state:
        assert state.is_dir()
    assert not state.exists()


def test_what_a_killed_run_left_is_swept_up_and_a_living_one_is_not() -> None:
    left = Path(tempfile.mkdtemp(prefix=f"foi-test-{os.getuid()}-"))
    (left / "alive").touch()
    with throwaway_state() as first, throwaway_state():
        assert not left.exists()
        assert first.exists()
