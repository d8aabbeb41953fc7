"""Using the embedded servers: start them, or share those that another command has started."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from foi_tracker.embedded import places
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.embedded.keeper import SERVERS, Server, keeper_lock, users_lock
from foi_tracker.embedded.processes import wait_until

_START_SECONDS = 60.0
_STOP_SECONDS = 25.0


class Use:
    """One process's use of one server."""

    def __init__(self, name: str) -> None:
        self.server: Server = SERVERS[name]()
        self._users = users_lock(name)
        self._keeper: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Say that we use it, and have it started if it is not running; does not wait for it."""
        self._users.acquire(shared=True)  # waits while it is being stopped
        self.ensure()

    def ensure(self) -> None:
        """Start a keeper where there is none (any more)."""
        alive = self._keeper is not None and self._keeper.poll() is None
        if alive or keeper_lock(self.server.name).is_taken():
            return
        with open(_log(self.server.name), "ab", opener=places.private) as log:
            self._keeper = subprocess.Popen(  # noqa: S603 (our own command)
                [sys.executable, "-m", "foi_tracker.embedded.keeper", self.server.name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=places.PROJECT,
                env={**os.environ, "FOI_STATE_DIR": str(places.state_dir())},
                start_new_session=True,  # Ctrl-C is for us, not for the servers
            )

    def wait(self) -> None:
        """Return when it answers; raise `ServerFailed` when it does not."""
        end = time.monotonic() + _START_SECONDS
        while not self.server.answers():
            if self._keeper is not None and self._keeper.poll() not in (None, 0):
                raise ServerFailed(f"{self.server.title} did not start: {_last_word(self.server.name)}")
            if time.monotonic() > end:
                log = _log(self.server.name)
                raise ServerFailed(f"{self.server.title} did not answer in {_START_SECONDS:.0f} s: see {log}")
            self.ensure()
            time.sleep(0.03)

    def end(self) -> None:
        """Stop using it; where nobody else does, return when it has stopped."""
        self._users.release()
        keeper = keeper_lock(self.server.name)
        wait_until(lambda: self._others_use_it() or not keeper.is_taken(), seconds=_STOP_SECONDS)
        if self._keeper is not None:
            self._keeper.poll()

    def _others_use_it(self) -> bool:
        """Users share their lock; a keeper that is stopping the server has it for itself."""
        users = users_lock(self.server.name)
        if users.acquire(wait=False):
            users.release()
            return False
        shared = users.acquire(shared=True, wait=False)
        users.release()
        return shared


@contextmanager
def attached(names: Sequence[str]) -> Iterator[list[Use]]:
    """Hold the servers `names` ("postgres", "valkey") running and answering."""
    make_folders()
    with ExitStack() as stack:
        uses = []
        for name in names:
            use = Use(name)
            stack.callback(use.end)
            use.begin()
            uses.append(use)
        for use in uses:
            use.wait()
        yield uses


def make_folders() -> None:
    """The folders of state, locks, logs and sockets; `ServerFailed` where they are not ours."""
    mode = places.folder_mode()
    try:
        places.make_folder(places.state_dir(), mode)
        places.make_folder(places.run_dir())
        places.make_private(places.log_dir())
        places.make_private(places.mail_dir())
        places.make_folder(places.socket_dir(), mode)
    except OSError as error:
        raise ServerFailed(
            f"Cannot use {places.state_dir()}: {error}. Run as the user it belongs to, or set FOI_STATE_DIR."
        ) from error


def running(name: str) -> bool:
    """Whether the embedded server `name` is kept running by somebody."""
    return places.run_dir().is_dir() and keeper_lock(name).is_taken() and SERVERS[name]().answers()


def _log(name: str) -> Path:
    return places.log_dir() / f"{name}.log"


def _last_word(name: str) -> str:
    lines = _log(name).read_text(errors="replace").strip().splitlines()
    return lines[-1].partition("failed: ")[2] or lines[-1] if lines else "it said nothing"
