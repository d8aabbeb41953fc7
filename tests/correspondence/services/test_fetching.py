"""Fetching from a real IMAP server: nothing lost, nothing doubled, nothing touched on the server."""

from __future__ import annotations

import errno
import itertools
import os
import signal
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from correspondence.doors import imap
from correspondence.models import Arrival, Mailbox
from correspondence.services import fetching, inbound
from correspondence.services.fetching import Fetched, fetch_mailbox
from correspondence.services.mailboxes import add_mailbox
from tests import processes
from tests.accounts.factories import TeamFactory, lead
from tests.correspondence.mails import make_mail
from tests.dovecot import PASSWORD, Dovecot

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 1)
_users = (f"user{number}" for number in itertools.count(1))


def letters(*numbers: int) -> list[bytes]:
    return [
        make_mail(f"Letter {number}.", Message_ID=f"<{number}@marshland.example>").as_bytes()
        for number in numbers
    ]


def make_mailbox(dovecot: Dovecot, settings, **fields) -> Mailbox:
    settings.ALLOW_MAILBOX_HOSTS = [f"127.0.0.1:{dovecot.port}"]
    team = fields.pop("team", None) or TeamFactory()
    given = {
        "name": "Replies",
        "host": "127.0.0.1",
        "port": dovecot.port,
        "security": "none",
        "username": next(_users),
        "folder": "INBOX",
        "password": PASSWORD,
        **fields,
    }
    return add_mailbox(team=team, by=lead(team), **given)


@pytest.fixture
def mailbox(dovecot: Dovecot, settings) -> Mailbox:
    return make_mailbox(dovecot, settings)


def fetch(mailbox: Mailbox) -> Fetched:
    fetched = fetch_mailbox(mailbox=mailbox, now=timezone.now())
    mailbox.refresh_from_db()
    return fetched


def stored() -> list[str]:
    """The words of what has come, in the order it came."""
    found = []
    for arrival in Arrival.objects.order_by("pk"):
        with arrival.raw.open("rb") as raw:
            found.append(raw.read().decode().strip().rpartition("\n")[2])
    return found


def test_each_letter_comes_once_as_it_is_and_the_server_keeps_it_unread(dovecot, mailbox) -> None:
    sent = letters(1, 2)
    dovecot.deliver(mailbox.username, *sent)
    before = dovecot.flags(mailbox.username)
    assert [fetch(mailbox).count, fetch(mailbox).count] == [2, 0]
    dovecot.deliver(mailbox.username, *letters(3))
    assert fetch(mailbox).count == 1
    assert stored() == ["Letter 1.", "Letter 2.", "Letter 3."]
    first = Arrival.objects.earliest("pk")
    with first.raw.open("rb") as raw:
        assert raw.read() == sent[0].replace(b"\n", b"\r\n")
    assert (first.team, first.door, first.mailbox, first.uid) == (mailbox.team, "imap", mailbox, 1)
    assert dovecot.flags(mailbox.username)[:2] == before
    assert (mailbox.last_uid, mailbox.failing_since, mailbox.trouble(now=timezone.now())) == (3, None, "")
    assert mailbox.checked_at
    assert mailbox.last_arrival_at


def test_a_folder_numbered_anew_is_read_again_and_nothing_is_doubled(dovecot, mailbox) -> None:
    dovecot.deliver(mailbox.username, *letters(1, 2))
    fetch(mailbox)
    inbound.process_waiting(today=TODAY)
    old = mailbox.uid_validity
    dovecot.number_anew(mailbox.username)
    dovecot.deliver(mailbox.username, *letters(3))
    fetch(mailbox)
    inbound.process_waiting(today=TODAY)
    assert mailbox.uid_validity != old
    assert sorted(stored()) == ["Letter 1.", "Letter 2.", "Letter 3."]
    assert set(Arrival.objects.values_list("state", "uid_validity")) == {("unfiled", mailbox.uid_validity)}


def test_a_letter_of_many_pieces_is_whole(dovecot, mailbox, monkeypatch) -> None:
    monkeypatch.setattr(imap, "PIECE", 1000)
    sizes = (500, 1000, 2000, 2001, 12345)
    sent = [b"Subject: x\r\n\r\n" + b"z" * (size - 14 - 2) + b"\r\n" for size in sizes]
    dovecot.deliver(mailbox.username, *sent)
    fetch(mailbox)
    assert list(Arrival.objects.order_by("pk").values_list("size", flat=True)) == list(sizes)


def test_a_letter_too_big_is_left_behind_told_and_stops_nobody(dovecot, mailbox, monkeypatch) -> None:
    dovecot.deliver(mailbox.username, letters(1)[0] + b"x" * 5000, *letters(2))
    with monkeypatch.context() as patch:
        patch.setattr(fetching, "BIGGEST", 3000)
        assert fetch(mailbox).count == 1
    assert stored() == ["Letter 2."]
    trouble = mailbox.trouble(now=timezone.now())
    assert trouble.startswith("A letter was left behind on the server: It is 5.")
    assert Mailbox.objects.in_trouble(now=timezone.now()).get() == mailbox
    assert fetch(mailbox).count == 1  # it is asked for again, and comes now
    assert (mailbox.unfetched, mailbox.trouble(now=timezone.now())) == ({}, "")


def test_a_letter_at_which_the_server_breaks_off_lets_those_behind_it_go_first(
    dovecot, mailbox, monkeypatch
) -> None:
    dovecot.deliver(mailbox.username, *letters(1, 2, 3))
    whole = imap.Folder.letter

    def brittle(folder, uid):
        if uid == 2:
            raise imap.MailboxTrouble("The connection broke off.")
        return whole(folder, uid)

    with monkeypatch.context() as patch:
        patch.setattr(imap.Folder, "letter", brittle)
        turns = [fetch(mailbox) for _ in range(5)]
    assert [turn.count for turn in turns] == [1, 0, 0, 1, 0]
    assert mailbox.unfetched["2"]["tries"] == 5
    assert fetch(mailbox).count == 1
    assert sorted(stored()) == ["Letter 1.", "Letter 2.", "Letter 3."]


def test_a_server_that_goes_away_in_mid_fetch_costs_nothing(dovecot, mailbox, monkeypatch) -> None:
    dovecot.deliver(mailbox.username, *letters(1, 2, 3))
    whole = imap.Folder.size

    def stopping(folder, uid):
        if uid == 2:
            dovecot.stop()
        return whole(folder, uid)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(imap.Folder, "size", stopping)
            fetched = fetch(mailbox)
        assert (fetched.count, mailbox.last_uid) == (1, 1)
        assert "broke off" in mailbox.last_error
        refused = fetch(mailbox)
        assert refused.trouble == f"Nothing answers at 127.0.0.1, port {dovecot.port}."
    finally:
        dovecot.start()
    assert (mailbox.failures, Mailbox.objects.due(now=timezone.now()).count()) == (2, 0)
    assert Mailbox.objects.due(now=timezone.now() + timedelta(hours=2)).count() == 1
    assert fetch(mailbox).count == 2
    assert (stored(), mailbox.failing_since) == (["Letter 1.", "Letter 2.", "Letter 3."], None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"password": "wrong"}, "The server refuses the user name or the password."),
        ({"folder": "No such"}, "There is no such folder on the server."),
        ({"security": "tls"}, "No encrypted connection with"),
        ({"security": "starttls"}, "The server does not offer STARTTLS: choose TLS."),
    ],
)
def test_what_is_wrong_is_told_in_plain_words_and_stops_no_other(dovecot, settings, fields, said) -> None:
    broken, good = make_mailbox(dovecot, settings, **fields), make_mailbox(dovecot, settings)
    dovecot.deliver(good.username, *letters(1))
    assert fetch(broken).trouble.startswith(said)
    assert fetch(good).count == 1
    assert broken.trouble(now=timezone.now()).startswith("It has not worked since ")
    assert PASSWORD not in broken.last_error


def test_a_full_disk_leaves_the_letters_on_their_server(dovecot, mailbox, monkeypatch) -> None:
    dovecot.deliver(mailbox.username, *letters(*range(1, 201)))
    room = iter(range(50))

    def full(name, content):
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(name, content)

    save = default_storage._save
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "_save", full)
        fetched = fetch(mailbox)
    assert (fetched.count, mailbox.last_uid, len(stored())) == (50, 50, 50)
    assert (
        mailbox.last_error == "The letters could not be stored: the disk is full. They wait on their server."
    )
    assert fetch(mailbox).count == 150
    assert sorted(stored()) == sorted(f"Letter {number}." for number in range(1, 201))


def test_a_changed_secret_key_asks_for_the_password_again(dovecot, mailbox, settings) -> None:
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another key that is long enough for the purpose of this test"
    assert "give it again" in fetch(mailbox).trouble
    settings.SECRET_KEY_FALLBACKS = [before]
    assert fetch(mailbox).trouble == ""


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_fetch_from_one_mailbox_at_once(dovecot, mailbox) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"mailbox {mailbox.pk}"])
            assert fetch(mailbox).busy
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert not fetch(mailbox).busy


def fetch_and_be_killed_at(number: int, mailbox_id: int) -> None:
    """Fetch as a worker that is killed when that letter is stored and noted, but not yet committed."""
    note = inbound._note_in_mailbox

    def dying(box, uid_validity, uid, *, new):
        note(box, uid_validity, uid, new=new)
        if uid == number:
            os.kill(os.getpid(), signal.SIGKILL)

    inbound._note_in_mailbox = dying
    fetch(Mailbox.objects.get(pk=mailbox_id))


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_fetching_and_storing_loses_nothing(dovecot, mailbox) -> None:
    dovecot.deliver(mailbox.username, *letters(*range(1, 7)))
    ends = [processes.run(fetch_and_be_killed_at, number, mailbox.pk) for number in (2, 3, 5)]
    assert ends == [-signal.SIGKILL] * 3
    mailbox.refresh_from_db()
    assert (mailbox.last_uid, stored()) == (4, [f"Letter {number}." for number in range(1, 5)])
    assert fetch(mailbox).count == 2
    assert stored() == [f"Letter {number}." for number in range(1, 7)]
