"""The project's own Python environment: `.venv`, filled from a lock with hashes. Standard library only.

Routes, the first that works: a `uv` that is there; python3-venv with its pip; the host's pip for an
environment without one. A pip is used to fetch a pinned uv, which
installs the rest faster, or does it all itself.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "foi-lock.json"
LOCKS = PROJECT / "requirements"
SETS = ("production", "local", "dev")  # each holds the one before
HOW_TO_GET_PIP = "apt-get install python3-venv (Debian, Ubuntu), or install python3-pip or uv"


class NoEnvironment(Exception):
    """The environment cannot be made; the message says why and what to do."""


def is_made_elsewhere() -> bool:
    """Whether the packages are somebody else's care (a container image): `FOI_ENVIRONMENT=ready`."""
    return os.environ.get("FOI_ENVIRONMENT") == "ready"


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure(wanted: str) -> bool:
    """Make `.venv` hold the lock `wanted` or one that includes it; return whether anything had to be done.

    Asks neither the network nor an installer when the stamp tells the lock's digest. Raises `NoEnvironment`.
    """
    if is_current(wanted):
        return False
    with _only_one():
        if is_current(wanted):
            return False
        held = _stamp().get("set", "")
        if held in SETS and SETS.index(held) > SETS.index(wanted):
            wanted = held  # a developer's environment stays one
        say(f"Installing what FOI Tracker needs into {VENV.name} (once; about half a minute) ...")
        STAMP.unlink(missing_ok=True)
        _install(wanted)
        STAMP.write_text(json.dumps({"set": wanted, "digest": digest(wanted)}))
    return True


def is_current(wanted: str) -> bool:
    stamp = _stamp()
    held = stamp.get("set", "")
    return (
        held in SETS
        and SETS.index(held) >= SETS.index(wanted)
        and stamp.get("digest") == digest(held)
        and PYTHON.exists()
    )


def digest(name: str) -> str:
    """What identifies a lock's content."""
    return hashlib.sha256(lock(name).read_bytes()).hexdigest()


def lock(name: str) -> Path:
    return LOCKS / f"{name}.txt"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


class _only_one:
    """A lock on the project's folder itself: two first runs at once make one environment."""

    def __enter__(self) -> None:
        self._folder = os.open(PROJECT, os.O_RDONLY)
        fcntl.flock(self._folder, fcntl.LOCK_EX)

    def __exit__(self, *error: object) -> None:
        os.close(self._folder)


def _install(name: str) -> None:
    if not os.access(PROJECT, os.W_OK):
        raise NoEnvironment(f"Cannot write into {PROJECT}: run as the user it belongs to.")
    if VENV.exists() and not _runs([str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        shutil.rmtree(VENV)  # half-made, or its Python is gone or too old
    trouble = ["no uv and no pip was found"]
    for route in (_by_uv_there, _by_venv_and_pip, _by_the_hosts_pip):
        if route(lock(name), trouble):
            return
    if len(trouble) == 1:
        raise NoEnvironment(f"Python's venv or pip is missing: {HOW_TO_GET_PIP}.")
    raise NoEnvironment(f"Could not install the packages (is there a network?): {trouble[-1]}")


def _by_uv_there(requirements: Path, trouble: list[str]) -> bool:
    uv = shutil.which("uv")
    if uv is None:
        return False
    made = VENV.exists() or _try([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], trouble)
    return made and _sync([uv], requirements, trouble)


def _by_venv_and_pip(requirements: Path, trouble: list[str]) -> bool:
    if not VENV.exists():
        if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
            return False
        if not _try([sys.executable, "-m", "venv", str(VENV)], trouble):
            shutil.rmtree(VENV, ignore_errors=True)
            return False
    if not _runs([str(PYTHON), "-m", "pip", "--version"]):
        return False
    return _by_pip([str(PYTHON), "-m", "pip"], requirements, trouble)


def _by_the_hosts_pip(requirements: Path, trouble: list[str]) -> bool:
    if importlib.util.find_spec("pip") is None:
        return False
    if not VENV.exists() and not _try([sys.executable, "-m", "venv", "--without-pip", str(VENV)], trouble):
        return False
    return _by_pip([sys.executable, "-m", "pip", "--python", str(PYTHON)], requirements, trouble)


def _by_pip(pip: Sequence[str], requirements: Path, trouble: list[str]) -> bool:
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    fetched = _try([*install, str(LOCKS / "uv.txt")], trouble)
    if fetched and _sync([str(PYTHON), "-m", "uv"], requirements, trouble):
        return True
    return _try([*install, str(requirements)], trouble)  # where only pip is told of a mirror


def _sync(uv: Sequence[str], requirements: Path, trouble: list[str]) -> bool:
    quiet = ["--quiet", "--require-hashes", "--python", str(PYTHON)]
    return _try([*uv, "pip", "sync", *quiet, str(requirements)], trouble)


def _try(command: Sequence[str], trouble: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)  # noqa: S603
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        trouble.append(f"{Path(command[0]).name} {command[1]}: {lines[-1].strip()}")
    return done.returncode == 0


def _runs(command: Sequence[str]) -> bool:
    """Whether the command starts and ends well."""
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run
    try:
        return run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
