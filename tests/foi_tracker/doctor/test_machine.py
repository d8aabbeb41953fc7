"""What the doctor sees of the machine and the settings."""

from pathlib import Path

import pytest

from foi_tracker.doctor import machine
from foi_tracker.doctor.findings import State


def test_a_full_disk_is_broken_and_says_what_to_do(tmp_path: Path) -> None:
    finding = machine.disk(tmp_path / "not made yet", least=10**18)
    assert finding.state == State.BROKEN
    assert finding.mend.startswith("Free some space")
    assert machine.disk(tmp_path, least=1).state == State.GOOD


def test_mail_that_only_goes_to_files_is_worth_knowing(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = "/state/mail"
    finding = machine.mail()
    assert (finding.state, finding.says) == (State.NOTE, "written to /state/mail, not sent")
    assert "EMAIL_URL" in finding.mend


def test_mail_without_a_senders_address_is_broken(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "FOI Tracker <foi-tracker@localhost>"
    assert machine.mail().state == State.BROKEN
    settings.DEFAULT_FROM_EMAIL = "foi@example.org"
    assert machine.mail().state == State.GOOD


def test_a_store_that_cannot_be_written_is_broken(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)
    finding = machine.files()
    assert finding.state == State.BROKEN
    assert "Permission denied" in finding.says
    assert "MEDIA_ROOT" in finding.mend


def test_mails_that_others_can_read_are_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_STATE_DIR", str(tmp_path))
    for name in ("log", "mail"):
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / "mail" / "reset.log").touch(mode=0o644)
    [finding] = machine.private_folders()
    assert finding.state == State.BROKEN
    assert finding.mend == f"chmod -R go= {tmp_path / 'mail'}"
    (tmp_path / "mail" / "reset.log").chmod(0o600)
    assert [finding.state for finding in machine.private_folders()] == [State.GOOD]


def test_debug_is_named(settings) -> None:
    settings.DEBUG = True
    assert machine.debug().state == State.NOTE


def test_packages_that_do_not_hold_the_lock_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOI_ENVIRONMENT", raising=False)
    monkeypatch.setattr(machine.environment, "is_current", lambda wanted: False)
    assert machine.packages().state == State.BROKEN


def test_a_missing_browser_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    finding = machine.browser()
    assert (finding.state, finding.mend) == (State.NOTE, "apt-get install chromium")


def test_without_the_libraries_of_pdfs_the_doctor_names_them_and_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert machine.pdfs().state == State.GOOD
    monkeypatch.setattr(machine.needs, "LIBRARIES", {"pango-1.0": "libpango-that-is-not-there.so.0"})
    finding = machine.pdfs()
    assert (finding.state, finding.says) == (State.NOTE, "not made: pango-1.0 missing")
    assert finding.mend.startswith("apt-get install --no-install-recommends libpangoft2-1.0-0")


def test_a_reader_that_is_missing_is_a_note_with_its_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    notes = {finding.what: (finding.state, finding.mend) for finding in machine.readers()}
    assert notes == {
        "Old Word files": (State.NOTE, "apt-get install antiword catdoc"),
        "Old PowerPoint files": (State.NOTE, "apt-get install antiword catdoc"),
        "Scans and pictures": (State.NOTE, "apt-get install tesseract-ocr"),
    }
