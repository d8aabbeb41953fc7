"""`manage.py doctor` itself."""

import json

import pytest
from django.core.management import call_command

from foi_tracker.doctor.findings import Finding, broken, good, note
from foi_tracker.management.commands import doctor


def look(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    monkeypatch.setattr(doctor.machine, "look", lambda: iter(findings))
    monkeypatch.setattr(doctor.servers, "look", lambda: iter(()))
    monkeypatch.setattr(doctor.letters, "look", lambda: iter(()))
    monkeypatch.setattr(doctor.periodic, "look", lambda: iter(()))


def test_when_nothing_is_broken_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look(monkeypatch, good("Disk", "roomy"), note("Mail", "to files", "Set EMAIL_URL."))
    call_command("doctor")
    assert capsys.readouterr().out == (
        "ok      Disk               roomy\n"
        "note    Mail               to files\n"
        "                           -> Set EMAIL_URL.\n"
        "\nNothing is broken.\n"
    )


def test_when_something_is_broken_it_exits_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look(monkeypatch, broken("Disk", "full", "Free some space."))
    with pytest.raises(SystemExit) as caught:
        call_command("doctor")
    assert caught.value.code == 1
    assert capsys.readouterr().out.endswith("\n1 broken.\n")


def test_a_program_reads_the_same_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look(monkeypatch, broken("Disk", "full", "Free some space."))
    with pytest.raises(SystemExit):
        call_command("doctor", format="json")
    assert json.loads(capsys.readouterr().out) == {
        "well": False,
        "findings": [{"what": "Disk", "state": "broken", "says": "full", "mend": "Free some space."}],
    }
