"""`manage.py test`: throw-away servers, then pytest with whatever arguments were given."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from foi_tracker.bootstrap import environment
from foi_tracker.embedded import places
from foi_tracker.embedded.locks import FileLock
from foi_tracker.embedded.servers import attached

# What a developer's shell may say about an installation; no test may touch that.
_NOT_FOR_TESTS = (
    *("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "SECRET_KEY", "PRODUCTION", "DEBUG"),
    *("STORAGE_BUCKET", "MEDIA_ROOT", "STATIC_ROOT", "ALLOWED_HOSTS", "BEHIND_PROXY"),
    "DJANGO_SETTINGS_MODULE",
)

_MOST_PROCESSES = 8  # each has a database of its own


def main(arguments: Sequence[str]) -> int:
    """Run the tests; return pytest's exit status."""
    import pytest

    signal.signal(signal.SIGTERM, _leave)
    os.chdir(environment.PROJECT)
    with throwaway_state() as state:
        for name in _NOT_FOR_TESTS:
            os.environ.pop(name, None)
        os.environ.update(FOI_STATE_DIR=str(state), FOI_THROWAWAY="1", FOI_ENV_FILE=os.devnull)
        with attached(["postgres", "valkey"]):
            return int(pytest.main([*_spread(arguments), *arguments]))


@contextmanager
def throwaway_state() -> Iterator[Path]:
    """A state folder of this run's own, deleted after it; those of killed runs are deleted too."""
    base, prefix = Path(tempfile.gettempdir()), f"foi-test-{os.getuid()}-"
    for old in base.glob(f"{prefix}*"):
        lock = FileLock(old / "alive")
        if lock.path.exists() and lock.acquire(wait=False):
            shutil.rmtree(old, ignore_errors=True)
            lock.release()
    state = Path(tempfile.mkdtemp(prefix=prefix, dir=base))
    state.chmod(places.folder_mode())
    with FileLock(state / "alive"):
        try:
            yield state
        finally:
            shutil.rmtree(state, ignore_errors=True)


def _spread(arguments: Sequence[str]) -> list[str]:
    """pytest's arguments for using all cores, where all tests run: a few are quicker in one process."""
    names_places = any(Path(argument.split("::")[0]).exists() for argument in arguments)
    says_how = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    if names_places or says_how:
        return []
    return ["-n", str(min(os.cpu_count() or 1, _MOST_PROCESSES)), "--dist", "worksteal"]


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
