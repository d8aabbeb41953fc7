"""The mail server's pipe: taken only once it is stored."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import OperationalError

from correspondence.models import Arrival
from tests.accounts.factories import TeamFactory
from tests.correspondence.mails import make_mail

PROJECT = Path(__file__).resolve().parents[3]


class Stdin:
    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


@pytest.fixture
def piped(monkeypatch):
    """Hand a mail to the command; its exit status and what it said."""

    def pipe(raw: bytes, *options: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", Stdin(raw))
        said = io.StringIO()
        try:
            call_command("receive_mail", *options, stderr=said)
        except SystemExit as error:
            return int(error.code or 0), said.getvalue()
        return 0, said.getvalue()

    return pipe


@pytest.mark.django_db
def test_a_mail_is_stored_for_its_recipient_and_its_team(piped) -> None:
    team, raw = TeamFactory(name="Blue"), make_mail("We hold it.").as_bytes()
    assert piped(raw, "--team", "blue", "--recipient", "reply+x@foi.example.org") == (0, "")
    arrival = Arrival.objects.get()
    assert (arrival.team, arrival.door, arrival.envelope_to, arrival.state, arrival.size) == (
        team,
        "pipe",
        "reply+x@foi.example.org",
        "stored",
        len(raw),
    )


@pytest.mark.django_db
def test_a_full_disk_asks_the_mail_server_to_keep_it(piped, monkeypatch) -> None:
    room = iter(range(50))

    def full(name, content):
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(name, content)

    save = default_storage._save
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "_save", full)
        statuses = [piped(b"Subject: %d\n\nx" % number)[0] for number in range(200)]
    assert (statuses.count(0), statuses.count(os.EX_TEMPFAIL), Arrival.objects.count()) == (50, 150, 50)
    assert [piped(b"Subject: again\n\nx")[0] for _ in range(150)] == [0] * 150  # the mail server comes again
    assert Arrival.objects.count() == 200


@pytest.mark.django_db
def test_whatever_goes_wrong_the_mail_server_keeps_it(piped, monkeypatch) -> None:
    def away(*_, **__) -> None:
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(Arrival, "save", away)
    status, said = piped(b"Subject: x\n\ny")
    assert (status, said.startswith("Not stored, try again:")) == (os.EX_TEMPFAIL, True)
    assert Arrival.objects.count() == 0


@pytest.mark.django_db
def test_mail_for_a_team_that_is_none_is_kept_for_the_site_admins(piped) -> None:
    status, said = piped(b"Subject: x\n\ny", "--team", "No such team")
    assert (status, said) == (0, "No team is called “No such team”: kept as mail of no team.\n")
    assert Arrival.objects.get().team is None


@pytest.mark.django_db
def test_nothing_on_the_pipe_is_nothing_to_keep(piped) -> None:
    assert piped(b"") == (os.EX_DATAERR, "Nothing came on standard input.\n")


@pytest.fixture
def elsewhere(tmp_path) -> dict[str, str]:
    """The environment of an installation whose database does not answer."""
    return {
        **os.environ,
        "FOI_STATE_DIR": str(tmp_path),
        "DATABASE_URL": f"postgresql://foi@/foi?host={tmp_path}",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "DJANGO_SETTINGS_MODULE": "foi_tracker.settings",
    }


@pytest.mark.slow
def test_a_database_that_is_away_asks_the_mail_server_to_come_again(elsewhere) -> None:
    command = [sys.executable, str(PROJECT / "manage.py"), "receive_mail"]
    done = subprocess.run(command, input=b"Subject: x\n\ny", env=elsewhere, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (os.EX_TEMPFAIL, b"")
