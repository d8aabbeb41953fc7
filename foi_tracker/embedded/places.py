"""Where the embedded servers keep their data and their sockets. Standard library only: settings read it."""

import hashlib
import os
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def state_dir() -> Path:
    """The folder of everything this installation keeps: database, queue, files, mails, its secret key."""
    return Path(os.environ.get("FOI_STATE_DIR") or PROJECT / "var").resolve()


def run_dir() -> Path:
    """The folder of the locks that tell who is running."""
    return state_dir() / "run"


def log_dir() -> Path:
    """The folder of what the servers and processes say."""
    return state_dir() / "log"


def mail_dir() -> Path:
    """The folder of mails that are written, not sent; they hold links that let people in."""
    return state_dir() / "mail"


def socket_dir() -> Path:
    """A short folder for the sockets: a socket's whole path may have about 107 characters (unix(7)).

    `/tmp` before `TMPDIR`, so that two terminals with different environments find the same servers. What is
    thrown away as a whole keeps its sockets inside, where the name allows.
    """
    state = str(state_dir())
    if is_throwaway() and len(state) < 60 and " " not in state:
        return Path(state) / "sockets"
    key = hashlib.sha256(state.encode()).hexdigest()[:12]
    base = "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else tempfile.gettempdir()  # noqa: S108
    return Path(base) / f"foi-{os.getuid()}-{key}"


def make_sockets(path: Path, *, owner: int | None = None) -> None:
    """Make a server's folder `path` in that of the sockets, which another one may be removing just now."""
    for _ in range(3):
        make_folder(path.parent, folder_mode())
        try:
            make_folder(path, owner=owner)
        except FileNotFoundError:
            continue
        make_folder(path.parent, folder_mode())  # ours still
        return


def remove_sockets(path: Path) -> None:
    """Remove a server's folder of sockets and, after the last one, the folder above; what is in use stays."""
    for folder in (path, path.parent):
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone already
            return


def postgres_url() -> str:
    return f"postgresql://foi@/foi?host={socket_dir() / 'pg'}"


def valkey_url() -> str:
    return f"redis+socket://{socket_dir() / 'valkey' / 'valkey.sock'}"


def is_throwaway() -> bool:
    """Whether the data may be lost (tests): then nothing waits for the disk."""
    return os.environ.get("FOI_THROWAWAY") == "1"


def make_folder(path: Path, mode: int = 0o700, *, owner: int | None = None) -> Path:
    """Make `path` with `mode` for user `owner` (default: us), or check that it is theirs.

    In a shared folder somebody else could have made it first: then, or when it is a link, `PermissionError`.
    """
    owner = os.geteuid() if owner is None else owner
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=mode)
        path.chmod(mode)  # whatever the umask
        os.chown(path, owner, -1)
    except FileExistsError:
        if path.is_symlink() or path.stat().st_uid not in (owner, os.geteuid()):
            raise PermissionError(f"{path} belongs to another user") from None
    return path


def make_private(path: Path) -> Path:
    """Make the folder `path` for us alone; shut it and its files where others could look in."""
    make_folder(path)
    for wide in open_to_others(path):
        wide.chmod(0o700 if wide == path else 0o600)
    return path


def open_to_others(path: Path) -> list[Path]:
    """The folder and the files in it that somebody else on the machine could read or write."""
    with os.scandir(path) as entries:
        files = [Path(entry) for entry in entries if entry.is_file(follow_symlinks=False)]
    return [each for each in (path, *files) if each.stat().st_mode & 0o077]


def private(path: str, flags: int) -> int:
    """An `opener` for `open()`: a new file is readable for us alone, whatever the umask."""
    return os.open(path, flags, 0o600)


def folder_mode() -> int:
    """Folders above the database's: PostgreSQL, which refuses root, must get through as another user."""
    return 0o711 if os.geteuid() == 0 else 0o700
