"""`manage.py up`: the whole tracker on this machine, until Ctrl-C."""

import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from foi_tracker.bootstrap import children, first_run, listening, services, static_files, supervisor
from foi_tracker.embedded import places
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.embedded.locks import FileLock
from foi_tracker.embedded.processes import wait_until
from foi_tracker.embedded.running import up_lock
from foi_tracker.embedded.servers import Use, make_folders

_ANSWERS_WITHIN = 60.0  # seconds
_LOOK = 0.25  # seconds


class Stopped(Exception):
    """Somebody asked us to stop."""


def main(arguments: Sequence[str]) -> int:
    """Run until told to stop; return the exit status."""
    options = _parser().parse_args(arguments)
    lock = up_lock()
    try:
        if not places.state_dir().exists():  # a refused start leaves nothing behind
            listening.listen(options.host, options.port).close()
        make_folders()
        if not lock.acquire(wait=False):
            raise ServerFailed(_already(lock))
        _on_signals(_stop)
        supervisor.end_left_over(_note(lock).get("children", "[]"))
        with listening.listen(options.host, options.port) as line:
            _serve(options, line, lock)
    except Stopped:
        say("Stopped.")
    except (listening.NoPort, ServerFailed) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        lock.release()
    return 0


def _serve(options: argparse.Namespace, line: socket.socket, lock: FileLock) -> None:
    """Start everything, say so, and watch over it; ends by `Stopped`."""
    address = listening.url(options.host, line)
    os.environ["FOI_UP_URL"] = address
    about = {"pid": os.getpid(), "url": address}
    lock.write(json.dumps(about))
    with services.attached() as uses:
        account = _prepare(options.email)
        keeper = supervisor.Supervisor(
            children.of(line), say, lambda roll: lock.write(json.dumps({**about, "children": roll}))
        )
        try:
            keeper.start("web")
            if options.demo:
                _fill()
            _wait_for_answer(line, keeper)
            keeper.start("worker", "beat")  # nobody waits for these
            _greet(account)
            while True:
                _look(keeper, uses)
        finally:
            say("Stopping ...")
            keeper.stop()
            lock.write("{}")


def _prepare(email: str) -> first_run.Account | None:
    import django

    django.setup()
    say("Preparing the database ...")
    account = first_run.prepare(email)
    if static_files.collect_if_changed():
        say("Collected the static files.")
    return account


def _fill() -> None:
    from django.core.management import call_command, get_commands

    if "demo" in get_commands():
        say("Filling in the demonstration ...")
        call_command("demo")


def _wait_for_answer(line: socket.socket, keeper: supervisor.Supervisor) -> None:
    say("Waiting for the web server to answer ...")

    def answers() -> bool:
        keeper.look()
        return _is_alive(line)

    if not wait_until(answers, seconds=_ANSWERS_WITHIN, every=0.1):
        raise ServerFailed(f"The web server did not answer: see {places.log_dir() / 'web.log'}")


def _is_alive(line: socket.socket) -> bool:
    host, port = line.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    ask = http.client.HTTPConnection(host, port, timeout=5)
    try:
        ask.request("GET", "/healthz", headers={"Host": "localhost"})
        return ask.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        ask.close()


def _look(keeper: supervisor.Supervisor, uses: Sequence[Use]) -> None:
    keeper.look()
    for use in uses:
        use.ensure()
    time.sleep(_LOOK)


def _greet(account: first_run.Account | None) -> None:
    from django.conf import settings

    say("")
    say(f"FOI Tracker runs at  {settings.SITE_URL}")
    if account:
        say(f"  First account:     {account.email}")
        say(f"  Its password:      {account.password}   (shown this once)")
    say("  A new password:    python3 manage.py changepassword E-MAIL")
    say(f"  Logs:              {places.log_dir()}")
    say("  Stop with Ctrl-C.")


def say(text: str) -> None:
    """Write a line for whoever still looks: a terminal that was closed must not keep anything from stopping."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def _already(lock: FileLock) -> str:
    first = _note(lock)
    where = f" at {first['url']} (process {first['pid']})" if "url" in first else ""
    return f"FOI Tracker is already running{where}. Stop that one first, with Ctrl-C where it was started."


def _note(lock: FileLock) -> dict[str, str]:
    try:
        return dict(json.loads(lock.read() or "{}"))
    except ValueError:  # killed while writing
        return {}


def _on_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(how, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    _on_signals(signal.SIG_IGN)  # stopping takes seconds; nobody hastens it into a mess
    raise Stopped


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise argparse.ArgumentTypeError(f"{text} is not an e-mail address")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py up",
        description="Run FOI Tracker here: database, queue, web server, worker and scheduler.",
    )
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default: this machine only)"
    )
    parser.add_argument("--demo", action="store_true", help="fill in a believable team with its requests")
    parser.add_argument(
        "--email", type=_address, default=first_run.FIRST_EMAIL, help="whose the first account is"
    )
    return parser
