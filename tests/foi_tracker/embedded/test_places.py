"""Folders of the state and of the sockets."""

import os
from pathlib import Path

import pytest

from foi_tracker.embedded import places


def test_sockets_stay_short_however_long_the_state_folder_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOI_THROWAWAY", "0")
    monkeypatch.setenv("FOI_STATE_DIR", str(tmp_path / ("very long name " * 12)))
    assert len(str(places.socket_dir() / "valkey" / "valkey.sock")) < 107
    assert len(str(places.socket_dir() / "pg" / ".s.PGSQL.5432")) < 107


def test_two_installations_do_not_share_their_sockets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOI_THROWAWAY", "0")
    found = set()
    for name in ("one", "two"):
        monkeypatch.setenv("FOI_STATE_DIR", str(tmp_path / name))
        found.add(places.socket_dir())
    assert len(found) == 2


def test_the_sockets_are_found_whatever_the_temporary_folder_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOI_THROWAWAY", "0")
    before = places.socket_dir()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert places.socket_dir() == before


def test_a_folder_is_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = places.make_folder(tmp_path / "closed")
    finally:
        os.umask(old)
    assert made.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_open_is_shut_with_all_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir(mode=0o755)
    (folder / "old.log").touch(mode=0o644)
    assert places.open_to_others(folder) == [folder, folder / "old.log"]
    places.make_private(folder)
    assert places.open_to_others(folder) == []
    assert (folder / "old.log").stat().st_mode & 0o777 == 0o600


def test_a_link_that_somebody_put_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="belongs to another user"):
        places.make_folder(tmp_path / "link")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    os.chown(tmp_path / "theirs", 12345, 12345)
    with pytest.raises(PermissionError, match="belongs to another user"):
        places.make_folder(tmp_path / "theirs")
