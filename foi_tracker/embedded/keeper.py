"""A process that keeps one embedded server running for as long as anybody uses it.

`python -m foi_tracker.embedded.keeper postgres|valkey`, started by `servers.attached`. Users hold the lock
`<name>.users` together; when the keeper can have it for itself, nobody is left and it stops the server. So
`up` and any number of commands share one server, and a user that is killed is forgotten by the kernel.
"""

import signal
import sys
import time
from types import FrameType

from foi_tracker.embedded import places
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.embedded.locks import FileLock
from foi_tracker.embedded.postgres import Postgres
from foi_tracker.embedded.processes import stop
from foi_tracker.embedded.valkey import Valkey

Server = Postgres | Valkey
SERVERS: dict[str, type[Postgres] | type[Valkey]] = {"postgres": Postgres, "valkey": Valkey}
_POLL = 0.1  # seconds
_LONGEST_PAUSE = 10.0  # seconds between two starts of a server that keeps dying


def keeper_lock(name: str) -> FileLock:
    """Held by the keeper itself: there is never a second server on one folder."""
    return FileLock(places.run_dir() / f"{name}.keeper")


def users_lock(name: str) -> FileLock:
    return FileLock(places.run_dir() / f"{name}.users")


def keep(server: Server) -> None:
    """Run `server` until nobody uses it or a signal says so."""
    users = users_lock(server.name)
    server.prepare()
    process = server.start()
    pause, again_at = 0.5, 0.0
    try:
        while not users.acquire(wait=False):
            if process.poll() is not None and not again_at:
                say(f"{server.title} ended ({process.returncode}); starting it again")
                stop(process, server.stops_by)
                again_at = time.monotonic() + pause
                pause = min(2 * pause, _LONGEST_PAUSE)
            if again_at and time.monotonic() >= again_at:
                server.prepare()
                process, again_at = server.start(), 0.0
            time.sleep(_POLL)
    finally:
        stop(process, server.stops_by, patience=20)
        places.remove_sockets(server.sockets)  # before the next user may start it again
        users.release()


def say(line: str) -> None:
    print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} keeper: {line}", flush=True)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(name: str) -> int:
    lock = keeper_lock(name)  # held until the process is gone
    if not lock.acquire(wait=False):
        return 0  # another keeper was quicker
    signal.signal(signal.SIGTERM, _leave)
    try:
        keep(SERVERS[name]())
    except (ServerFailed, OSError) as error:
        say(f"failed: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
