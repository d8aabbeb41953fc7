"""What may go wrong with mail that comes in: not one is lost, not one is doubled, and none holds up the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import Team
from correspondence.models import Arrival, Attachment, Message
from correspondence.services import files, inbound
from correspondence.services.addresses import reply_address_of
from correspondence.services.inbound import process_waiting, receive
from tests import processes
from tests.accounts.factories import TeamFactory
from tests.correspondence import hostile_mails
from tests.correspondence.mails import make_mail
from tests.requests_app.factories import make_request

TODAY = date(2018, 9, 1)
MB = 1024 * 1024
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settings(settings, monkeypatch) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"
    monkeypatch.setattr(
        inbound, "settle", lambda stored: None
    )  # the disk's own pace is not what is tried here


def at_once(workers: int, work) -> list:
    """The same work by so many threads at the same time, each with a connection of its own."""

    def alone(number: int):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(alone, range(workers)))


def read_all(workers: int = 1) -> None:
    """Read all that waits; what has to wait for its next try has it at once."""
    while Arrival.objects.stored().exists():
        if not any(at_once(workers, lambda _: process_waiting(today=TODAY))):
            Arrival.objects.stored().update(next_attempt_at=timezone.now())


def states() -> dict[str, int]:
    found = list(Arrival.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in sorted(set(found))}


def test_one_mail_delivered_fifty_times_at_once_is_one_letter() -> None:
    request = make_request()
    raw = make_mail("We hold it.", To=reply_address_of(request)).as_bytes()
    at_once(10, lambda _: [receive(raw=raw, door="pipe", team=None) for _ in range(5)])
    read_all(workers=10)
    assert (Message.objects.count(), states()) == (1, {"duplicate": 49, "filed": 1})


def test_one_mail_fifty_times_in_the_unfiled_inbox_waits_once() -> None:
    team, raw = TeamFactory(), make_mail("We hold it.").as_bytes()
    at_once(10, lambda _: [receive(raw=raw, door="pipe", team=team) for _ in range(5)])
    read_all(workers=10)
    assert states() == {"duplicate": 49, "unfiled": 1}


def test_the_same_message_id_with_other_words_is_kept_beside_the_first() -> None:
    request = make_request()
    for words in ("We hold it.", "We hold nothing."):
        raw = make_mail(words, To=reply_address_of(request)).as_bytes()
        at_once(5, lambda _, raw=raw: receive(raw=raw, door="pipe", team=None))
    read_all(workers=5)
    assert sorted(request.messages.values_list("body_text", flat=True)) == ["We hold it.", "We hold nothing."]
    assert states() == {"duplicate": 8, "filed": 2}


def test_what_a_person_has_dealt_with_does_not_come_back() -> None:
    team, raw = TeamFactory(), make_mail("Buy now.").as_bytes()
    first = receive(raw=raw, door="pipe", team=team)
    read_all()
    Arrival.objects.filter(pk=first.pk).update(state="not_ours")
    second = receive(raw=raw, door="webhook", team=team)
    read_all()
    second.refresh_from_db()
    assert (second.state, second.reason) == (
        "duplicate",
        "The same mail came before, and has been dealt with.",
    )


@pytest.mark.slow
def test_poison_is_tried_three_times_and_the_others_go_through(monkeypatch) -> None:
    team, parse = TeamFactory(), inbound.parse
    tried = []

    def brittle(raw):
        if raw.find(b"poison") != -1:
            tried.append(1)
            raise MemoryError
        return parse(raw)

    monkeypatch.setattr(inbound, "parse", brittle)
    receive(raw=b"Subject: poison\n\nx", door="pipe", team=team)
    for number in range(999):
        receive(
            raw=b"Subject: %d\nMessage-ID: <%d@m.example>\n\nx" % (number, number), door="pipe", team=team
        )
    read_all(workers=2)
    assert (states(), len(tried)) == ({"quarantined": 1, "unfiled": 999}, 3)


@pytest.mark.parametrize(
    "raw",
    [
        hostile_mails.nested(1_000),
        pytest.param(hostile_mails.many_parts(10_000), marks=pytest.mark.slow),
        b"Content-Type: text/plain; charset=x-no-such\n\n\xff\xfe\x00",
        b"Content-Type: message/rfc822\n\n" * 1_000,
    ],
    ids=["1,000 levels", "10,000 parts", "no such charset", "1,000 mails within mails"],
)
def test_a_monster_is_filed_and_read_in_the_time_of_a_cup_of_tea(raw: bytes) -> None:
    request = make_request()
    raw = b"To: " + reply_address_of(request).encode() + b"\n" + raw
    receive(raw=raw, door="pipe", team=None)
    began = time.monotonic()
    read_all()
    assert states() == {"filed": 1}
    assert time.monotonic() - began < 120


def grown(*works: tuple) -> int:
    """By how many bytes the memory of a worker grew at most; each does its work in a process of its own."""
    folder = Path(files.default_storage.location)
    children = [processes.start(_noting_growth, folder / f"grown-{n}", *work) for n, work in enumerate(works)]
    assert [processes.end_of(child, 1200) for child in children] == [0] * len(works)
    return max(int((folder / f"grown-{number}").read_text()) for number in range(len(works)))


def _noting_growth(told: Path, work: Callable[..., object], *arguments: object) -> None:
    inbound.settle = lambda stored: None
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before = _peak()
    work(*arguments)
    told.write_text(str(_peak() - before))


def _peak() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def in_a_file(raw: bytes) -> Path:
    """A mail as a door hands it on: what makes it here must not count as a worker's memory."""
    file = Path(files.default_storage.location) / "big.eml"
    file.write_bytes(raw)
    return file


def take_in_and_read(big: Path) -> None:
    with big.open("rb") as file:
        receive(raw=file, door="imap", team=None)
    read_all()


def test_an_attachment_of_50_mb_does_not_fill_a_workers_memory() -> None:
    request = make_request()
    big = in_a_file(b"To: " + reply_address_of(request).encode() + b"\n" + hostile_mails.with_file(50 * MB))
    growth = grown((take_in_and_read, big))
    assert Attachment.objects.get().size == 50 * 1024 * 1024
    assert growth < 100 * MB


def take_in_a_share(team_id: int, number: int, count: int, big: Path | None) -> None:
    """Take in so many generated mails, and the big one if there is one; then read what waits, whoever took it in."""
    team = Team.objects.get(pk=team_id)
    for raw in hostile_mails.mails(count, seed=2018 + number):
        receive(raw=raw, door="pipe", team=team)
    if big:
        with big.open("rb") as file:
            receive(raw=file, door="pipe", team=team)
    read_all()


def all_get_in(count: int, biggest: int, workers: int = 2) -> int:
    """Generated and mutated mails, and one with a big file: every one gets a row that says what became of it."""
    team, big = TeamFactory(), in_a_file(hostile_mails.with_file(biggest))
    share = count // workers
    works = [(take_in_a_share, team.pk, 0, share - 1, big)]
    works += [(take_in_a_share, team.pk, number, share, None) for number in range(1, workers)]
    growth = grown(*works)
    assert Arrival.objects.count() == count
    assert set(states()) <= {"unfiled", "duplicate", "quarantined"}
    assert Arrival.objects.quarantined().count() == 0
    return growth


def test_every_one_of_200_broken_mails_gets_in() -> None:
    assert all_get_in(200, biggest=2 * MB) < 150 * MB


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_one_of_10_000_broken_mails_gets_in() -> None:
    assert all_get_in(10_000, biggest=50 * MB) < 150 * MB
