"""Children that are kept alive: started, watched, started again when they die, stopped in order.

Standard library only, one thread. What a child says goes to `var/log/<name>.log`; its warnings and errors are
repeated on the screen.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foi_tracker.embedded import places
from foi_tracker.embedded.processes import kill_group, spawn, stop, wait_until

_WORTH_SHOWING = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b")
_LONGEST_PAUSE = 30.0  # seconds between two starts of a child that keeps dying
_STEADY = 60.0  # a child that lived this many seconds is well again
_GRACE = 8.0  # seconds to finish what it is doing
_BIG_LOG = 5_000_000  # bytes


@dataclass
class Child:
    """A program to keep alive. `hurries_by` is what it gets when this process is gone."""

    name: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    pass_fds: Sequence[int] = ()
    stops_by: signal.Signals = signal.SIGTERM
    hurries_by: signal.Signals = signal.SIGQUIT

    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    again_at: float = 0.0
    shown: int = 0  # bytes of the log already looked at

    @property
    def log(self) -> Path:
        return places.log_dir() / f"{self.name}.log"

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _BIG_LOG:
            self.log.rename(self.log.with_suffix(".log.1"))
        self.shown = self.log.stat().st_size if self.log.exists() else 0
        self.started = time.monotonic()
        self.process = spawn(
            self.command,
            log=self.log,
            cwd=places.PROJECT,
            dies_by=self.hurries_by,
            env={**os.environ, **self.env},
            pass_fds=self.pass_fds,
        )


class Supervisor:
    """Keeps `children` alive, in their order.

    `say(line)` writes for the person at the terminal; `record(roll)` keeps who runs, after every change.
    """

    def __init__(
        self, children: Sequence[Child], say: Callable[[str], None], record: Callable[[str], None]
    ) -> None:
        self.children = children
        self.say = say
        self.record = record

    def start(self, *names: str) -> None:
        """Start the children of these names."""
        for child in self.children:
            if child.name in names:
                child.start()
        self.record(roll(self.children))

    def look(self) -> None:
        """One round: show what children warn of, and start again what has died."""
        for child in self.children:
            if child.process is None:
                continue
            self._show(child)
            if child.process.poll() is None:
                continue
            now = time.monotonic()
            if not child.again_at:
                kill_group(child.process.pid)  # what it started must not live beside its successor
                child.pause = 1.0 if now - child.started > _STEADY else min(2 * child.pause, _LONGEST_PAUSE)
                child.again_at = now + child.pause
                how = child.process.returncode
                self.say(
                    f"{child.name}: ended ({how}); starting it again in {child.pause:.0f} s, see {child.log}"
                )
            elif now >= child.again_at:
                child.again_at = 0.0
                child.start()
                self.record(roll(self.children))

    def stop(self) -> None:
        """Stop all, the last one first."""
        for child in reversed(self.children):
            if child.process is not None and child.process.poll() is None:
                child.process.send_signal(child.stops_by)
        for child in reversed(self.children):
            if child.process is not None:
                wait_until(lambda p=child.process: p.poll() is not None, seconds=_GRACE)  # type: ignore[misc]
                stop(child.process, child.hurries_by, patience=3.0)

    def _show(self, child: Child) -> None:
        with child.log.open("rb") as log:
            log.seek(child.shown)
            said = log.read()
        whole = said[: said.rfind(b"\n") + 1]
        child.shown += len(whole)
        for line in whole.decode(errors="replace").splitlines():
            if _WORTH_SHOWING.search(line):
                self.say(f"{child.name}: {line[:200]}")


def roll(children: Sequence[Child]) -> str:
    """Who runs, to be left in a lock: enough to know them again after this process was killed."""
    alive = [child.process.pid for child in children if child.process is not None]
    return json.dumps([[pid, birth(pid)] for pid in alive])


def end_left_over(text: str) -> None:
    """End the process groups of a `roll` whose writer was killed, where they still are the same processes."""
    for pid, born in json.loads(text or "[]"):
        if born is not None and birth(pid) == born:
            _signal_group(pid, signal.SIGQUIT)
            wait_until(lambda p=pid, b=born: birth(p) != b, seconds=5.0)  # type: ignore[misc]
            kill_group(pid)


def birth(pid: int) -> int | None:
    """When a process started, in the kernel's ticks; None when there is none (or no /proc)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = stat[stat.rindex(")") + 2 :].split()  # proc(5): the name may hold spaces and brackets
    return None if fields[0] == "Z" else int(fields[19])


def _signal_group(group: int, how: signal.Signals) -> None:
    try:
        os.killpg(group, how)
    except (ProcessLookupError, PermissionError):
        pass
