"""Running the real `manage.py` as a person does, each time with a state folder of its own."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds; a busy machine is no fault
_NOT_PASSED_ON = ("DATABASE_URL", "REDIS_URL", "SITE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_CURRENT_TEST")


class Tracker:
    """An installation in a folder whose name has a space, with `manage.py` to call."""

    def __init__(self) -> None:
        self.top = Path(tempfile.mkdtemp(prefix="foi-tracker-"))
        self.top.chmod(0o711)
        self.state = self.top / "state folder"
        self.env = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
        self.env.update(FOI_STATE_DIR=str(self.state), FOI_THROWAWAY="0", FOI_ENV_FILE=os.devnull)
        self.running: subprocess.Popen[str] | None = None
        self.lines: list[str] = []

    def manage(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=PROJECT,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE,
            check=False,
        )

    def shell(self, code: str) -> str:
        """What a few lines of Python print in the project's shell."""
        done = self.manage("shell", "-v0", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def log(self, name: str) -> str:
        return (self.state / "log" / f"{name}.log").read_text()

    def sockets(self) -> Path:
        """The folder of its servers' sockets."""
        code = "from foi_tracker.embedded import places; print(places.socket_dir())"
        command = [sys.executable, "-c", code]
        return Path(subprocess.check_output(command, cwd=PROJECT, env=self.env, text=True).strip())

    def up(self, *words: str) -> str:
        """Start `manage.py up` and return what it says until it runs."""
        self.running = subprocess.Popen(
            [sys.executable, "manage.py", "up", *words],
            cwd=PROJECT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        said: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_pump, args=(self.running, said), daemon=True).start()
        self.lines, end = [], time.monotonic() + PATIENCE
        while "Stop with Ctrl-C" not in "".join(self.lines):
            line = said.get(timeout=max(0.1, end - time.monotonic()))
            assert line is not None, f"up ended: {''.join(self.lines)}"
            self.lines.append(line)
        return "".join(self.lines)

    @property
    def url(self) -> str:
        return next(line.split()[-1] for line in self.lines if line.startswith("FOI Tracker runs at"))

    def get(self, path: str) -> tuple[int, bytes]:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read()

    def readiness(self) -> dict[str, str]:
        return dict(json.loads(self.get("/readyz")[1]))

    def children(self) -> dict[str, int]:
        """The process of each program that `up` watches, by the name of its log."""
        while not (told := (self.state / "run" / "up.lock").read_text()):
            time.sleep(0.01)  # it is being written anew
        note = json.loads(told)
        return dict(
            zip(("web", "worker", "beat"), (pid for pid, _ in json.loads(note["children"])), strict=True)
        )

    def processes(self) -> list[int]:
        """Every living process that was started for this installation."""
        mark = f"FOI_STATE_DIR={self.state}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                ours = mark in (process / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if ours and int(process.name) != os.getpid():
                found.append(int(process.name))
        return found

    def send(self, how: signal.Signals) -> int:
        assert self.running is not None
        self.running.send_signal(how)
        return self.running.wait(PATIENCE)

    def throw_away(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.send(signal.SIGTERM)
        until(lambda: self.processes() == [])
        shutil.rmtree(self.top, ignore_errors=True)


def until(condition, seconds: float = PATIENCE) -> bool:
    """Whether `condition` came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _pump(process: subprocess.Popen[str], said: "queue.Queue[str | None]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        said.put(line)
    said.put(None)
