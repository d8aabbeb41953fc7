"""The throw-away servers of the tests."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from foi_tracker.bootstrap.testing import throwaway_state


def test_the_tests_run_on_a_state_folder_of_their_own(db: None) -> None:
    assert Path(os.environ["FOI_STATE_DIR"]).name.startswith("foi-test-")
    assert settings.DATABASES["default"]["NAME"] == "test_foi"
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("off",)


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
