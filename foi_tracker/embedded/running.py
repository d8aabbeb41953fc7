"""Where `manage.py up` of this state folder listens now. Standard library only: settings read it."""

import json
from pathlib import Path

from foi_tracker.embedded import places
from foi_tracker.embedded.locks import FileLock


def up_lock() -> FileLock:
    """Held by `up` for as long as it runs; its note tells the address."""
    return FileLock(places.run_dir() / "up.lock")


def up_url() -> str:
    """The address `up` is found at; "" where none runs, or its folder is not ours to read."""
    lock = up_lock()
    try:
        url = _noted_url(lock.path)
        return url if url and lock.is_taken() else ""  # a killed one leaves its note, but not its lock
    except OSError:
        return ""


def _noted_url(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        note = json.loads(path.read_text() or "{}")
    except ValueError:  # killed while writing
        return ""
    return str(note.get("url", "")) if isinstance(note, dict) else ""
