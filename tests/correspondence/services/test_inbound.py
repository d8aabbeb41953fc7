"""Mail that comes in by itself: stored first, read afterwards, never dropped."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence.models import Arrival, Message
from correspondence.services import inbound
from correspondence.services.addresses import reply_address_of
from correspondence.services.inbound import file_arrival, process_waiting, receive
from tests.accounts.factories import TeamFactory, researcher
from tests.correspondence.mails import make_mail
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 1)


@pytest.fixture(autouse=True)
def _known(settings) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"


def arrive(team=None, text: str = "We hold it.", **headers: str) -> Arrival:
    return receive(raw=make_mail(text, **headers).as_bytes(), door="pipe", team=team)


def again(arrival: Arrival) -> None:
    Arrival.objects.filter(pk=arrival.pk).update(next_attempt_at=timezone.now())
    process_waiting(today=TODAY)
    arrival.refresh_from_db()


def test_its_bytes_are_kept_before_anybody_has_read_it() -> None:
    arrival = receive(raw=b"\xff\x00 no mail at all", door="pipe", team=None)
    with arrival.raw.open("rb") as stored:
        assert stored.read() == b"\xff\x00 no mail at all"
    assert (arrival.state, arrival.size, Message.objects.count()) == ("stored", 17, 0)


def test_a_mail_to_a_requests_address_becomes_its_letter() -> None:
    request = make_request()
    arrival = arrive(To=reply_address_of(request))
    assert process_waiting(today=TODAY) == 1
    arrival.refresh_from_db()
    letter = request.messages.get()
    assert (arrival.state, arrival.how, arrival.team, arrival.letter) == (
        "filed",
        "address",
        request.team,
        letter,
    )
    assert letter.raw.name == arrival.raw.name


def test_what_belongs_nowhere_waits_with_the_reason_and_what_it_says() -> None:
    team = TeamFactory()
    arrival = arrive(team)
    process_waiting(today=TODAY)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.reason) == (
        "unfiled",
        "Nothing in it says which request it belongs to.",
    )
    assert (arrival.subject, arrival.author_email, arrival.body_text) == (
        "RE: Systems that score people",
        "foi@marshland.example",
        "We hold it.",
    )


def test_the_same_mail_again_is_not_doubled_and_another_text_is_kept() -> None:
    request, team = make_request(), TeamFactory()
    for _ in range(3):
        arrive(To=reply_address_of(request))
        arrive(team)
    arrive(team, "Other words.")
    process_waiting(today=TODAY)
    assert request.messages.count() == 1
    assert sorted(Arrival.objects.values_list("state", flat=True)) == [
        *["duplicate"] * 4,
        "filed",
        "unfiled",
        "unfiled",
    ]


def test_a_letter_of_a_mailbox_is_kept_once() -> None:
    given = {"raw": b"Subject: x\n\ny", "door": "imap", "team": TeamFactory(), "uid_validity": 1, "uid": 7}
    assert receive(**given) == receive(**given)


def test_a_person_files_what_waits() -> None:
    request = make_request()
    arrival = arrive(request.team)
    process_waiting(today=TODAY)
    by = researcher(request.team)
    for _ in range(2):
        arrival = file_arrival(arrival=arrival, request=request, by=by, today=TODAY)
    assert (arrival.state, arrival.how, arrival.handled_by) == ("filed", "person", by)
    assert arrival.letter == request.messages.get()
    assert AuditEntry.objects.filter(action="mail.filed").count() == 1


def test_what_cannot_be_read_is_quarantined_after_three_tries_and_stops_nobody(monkeypatch) -> None:
    poison = receive(raw=b"poison", door="pipe", team=None)
    good = arrive(TeamFactory())
    parse = inbound.parse

    def brittle(raw: bytes):
        if raw[:] == b"poison":
            raise RecursionError("too deep")
        return parse(raw)

    monkeypatch.setattr(inbound, "parse", brittle)
    for _ in range(3):
        again(poison)
    good.refresh_from_db()
    assert (poison.state, poison.last_error, good.state) == (
        "quarantined",
        "RecursionError: too deep",
        "unfiled",
    )
    assert default_storage.exists(poison.raw.name)


def test_a_database_that_fails_is_no_fault_of_the_mail(monkeypatch) -> None:
    arrival = arrive(TeamFactory())

    def gone(**_) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(inbound, "process", gone)
        for _ in range(5):
            again(arrival)
        assert (arrival.state, arrival.attempts) == ("stored", 0)
    again(arrival)
    assert arrival.state == "unfiled"


def test_a_row_that_cannot_be_written_leaves_no_file(monkeypatch) -> None:
    def full(*_, **__) -> None:
        raise IntegrityError("no")

    monkeypatch.setattr(Arrival, "save", full)
    before = default_storage.listdir("raw")[1] if default_storage.exists("raw") else []
    with pytest.raises(IntegrityError):
        arrive()
    assert default_storage.listdir("raw")[1] == before


def test_a_subject_does_not_read_as_another_by_marks_of_direction() -> None:
    arrival = arrive(TeamFactory(), Subject="Your answer \u202efdp.exe\u202c")
    process_waiting(today=TODAY)
    arrival.refresh_from_db()
    assert arrival.subject == "Your answer fdp.exe"
