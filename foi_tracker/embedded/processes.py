"""Starting children that die with their parent, and ending them. Standard library only."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from foi_tracker.embedded import places

_PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    dies_by: signal.Signals,
    user: int | None = None,
    group: int | None = None,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start `command` as a direct child in a process group of its own, its output added to `log`.

    When this process ends without ending the child, the kernel sends it `dies_by` (Linux). Call it from the
    main thread only: the kernel counts the end of the starting thread as the parent's.
    """
    with open(log, "ab", opener=places.private) as output:
        return subprocess.Popen(  # noqa: S603 (our own commands)
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            process_group=0,
            user=user,
            group=group,
            extra_groups=[] if user is not None else None,
            pass_fds=pass_fds,
            preexec_fn=_in_child(dies_by),  # after the change of user, which would undo it
        )


def _in_child(dies_by: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(
                ignored, signal.SIG_DFL
            )  # a shell starts what it puts in the background without them
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(dies_by))
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def stop(process: subprocess.Popen[bytes], first: signal.Signals, *, patience: float = 10.0) -> None:
    """End a child: ask with `first`, wait `patience` seconds, then kill; its whole group goes with it."""
    if process.poll() is None:
        process.send_signal(first)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    kill_group(process.pid)


def kill_group(group: int) -> None:
    """Kill what is left of a process group; nothing happens when nobody is."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.03) -> bool:
    """Whether `condition` came true within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def living_in(folder: Path) -> set[int]:
    """The processes whose working folder is `folder` (Linux; elsewhere none is known)."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(folder):
                found.add(int(process.name))
        except OSError:  # gone, or not ours to see
            continue
    return found


def clear_out(folder: Path, first: signal.Signals, *, patience: float = 10.0) -> None:
    """End what a killed parent left working in `folder`, and wait until nobody is."""
    for how, seconds in ((first, patience), (signal.SIGKILL, 5.0)):
        for process in living_in(folder):
            try:
                os.kill(process, how)
            except (ProcessLookupError, PermissionError):
                continue
        if wait_until(lambda: not living_in(folder), seconds=seconds):
            return
