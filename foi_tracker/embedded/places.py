"""Where the embedded servers keep their data and their sockets. Standard library only: settings read it."""

import hashlib
import os
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def state_dir() -> Path:
    """The folder of everything this installation keeps: database, queue, files, mails, its secret key."""
    return Path(os.environ.get("FOI_STATE_DIR") or PROJECT / "var").resolve()


def socket_dir() -> Path:
    """A short folder for the sockets: a socket's whole path may have about 107 characters (unix(7))."""
    key = hashlib.sha256(str(state_dir()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"foi-{os.getuid()}-{key}"


def postgres_url() -> str:
    return f"postgresql://foi@/foi?host={socket_dir() / 'pg'}"


def valkey_url() -> str:
    return f"redis+socket://{socket_dir() / 'valkey' / 'valkey.sock'}"
