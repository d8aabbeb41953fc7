"""Mail services hand in letters: stored before they are told so, and only from those that know the secret."""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import json

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from correspondence.models import Arrival
from correspondence.services import inbound
from tests.correspondence.mails import make_mail

pytestmark = pytest.mark.django_db
RAW = make_mail("We hold it – all of it.").as_bytes()
KEY = "key-of-the-tests"
RIGHT = "foi:right"


@pytest.fixture(autouse=True)
def _let_in(settings) -> None:
    settings.MAIL_SERVICES = ["mailgun", "postmark", "sparkpost", "mailjet"]
    settings.ANYMAIL = {"WEBHOOK_SECRET": "foi:right", "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def basic(shown: str = RIGHT) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(shown.encode()).decode()}


def call(service: str, body: object, shown: str = RIGHT):
    address = reverse("correspondence:hook", args=[service])
    client = Client(enforce_csrf_checks=True)
    return client.post(address, json.dumps(body), content_type="application/json", headers=basic(shown))


def of_sparkpost(raw: bytes) -> list[dict]:
    content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
    relayed = {"content": content, "msg_from": "sam@marshland.example", "rcpt_to": "reply+x@foi.example.org"}
    return [{"msys": {"relay_message": {**relayed, "protocol": "smtp"}}}]


def kept() -> list[bytes]:
    found = []
    for arrival in Arrival.objects.order_by("pk"):
        with arrival.raw.open("rb") as raw:
            found.append(raw.read())
    return found


def test_the_bytes_of_the_mail_are_kept_with_whom_it_was_for() -> None:
    assert call("sparkpost", of_sparkpost(RAW)).status_code == 200
    assert (
        call(
            "postmark", {"RawEmail": RAW.decode(), "OriginalRecipient": "reply+y@foi.example.org"}
        ).status_code
        == 200
    )
    assert kept() == [RAW, RAW]
    rows = Arrival.objects.order_by("pk").values_list("door", "team", "envelope_to", "state")
    assert list(rows) == [
        ("webhook", None, "reply+x@foi.example.org", "stored"),
        ("webhook", None, "reply+y@foi.example.org", "stored"),
    ]


def test_mailgun_signs_besides() -> None:
    signed = {"timestamp": "1534289400", "token": "t" * 50}
    said = hmac.new(
        KEY.encode(), (signed["timestamp"] + signed["token"]).encode(), hashlib.sha256
    ).hexdigest()
    form = {**signed, "body-mime": RAW.decode(), "recipient": "reply+x@foi.example.org"}
    address = reverse("correspondence:hook", args=["mailgun"])
    wrong = Client().post(address, {**form, "signature": "0" * 64}, headers=basic())
    assert (wrong.status_code, Arrival.objects.count()) == (403, 0)
    assert Client().post(address, {**form, "signature": said}, headers=basic()).status_code == 200
    assert kept()[0].replace(b"\r\n", b"\n") == RAW


def test_a_service_that_sends_parts_has_its_mail_put_together() -> None:
    parts = {
        "Headers": {"From": "sam@marshland.example", "Subject": "Re: FOI"},
        "Text-part": "We hold it.",
        "Recipient": "x@y",
    }
    assert call("mailjet", parts).status_code == 200
    arrival = inbound.process(arrival=Arrival.objects.get(), today=None)
    assert (arrival.subject, arrival.body_text, arrival.envelope_to) == ("Re: FOI", "We hold it.", "x@y")


def test_nobody_gets_in_without_the_secret_or_where_the_door_is_shut(settings) -> None:
    assert call("sparkpost", of_sparkpost(RAW), shown="foi:wrong").status_code == 403
    assert call("brevo", {}).status_code == 404
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert call("sparkpost", of_sparkpost(RAW)).status_code == 404
    assert Arrival.objects.count() == 0


def test_what_cannot_be_stored_is_not_accepted_and_comes_again(monkeypatch) -> None:
    room = iter(range(50))

    def full(name, content):
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(name, content)

    save = default_storage._save
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "_save", full)
        answers = [call("sparkpost", of_sparkpost(b"Subject: %d\n\nx" % n)) for n in range(200)]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert (len(refused), Arrival.objects.count(), refused[0]["Retry-After"]) == (150, 50, "60")
    for n in range(50, 200):
        assert call("sparkpost", of_sparkpost(b"Subject: %d\n\nx" % n)).status_code == 200
    assert sorted(kept()) == sorted(b"Subject: %d\n\nx" % n for n in range(200))


def test_a_database_that_is_away_is_no_acceptance(monkeypatch) -> None:
    def away(*_, **__) -> None:
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(Arrival, "save", away)
    assert call("sparkpost", of_sparkpost(RAW)).status_code == 503


def test_a_call_that_is_not_understood_is_kept_for_a_person() -> None:
    assert call("sparkpost", [{"msys": {"something": "new"}}]).status_code == 200
    arrival = Arrival.objects.get()
    assert (arrival.state, arrival.reason) == ("quarantined", "A call of sparkpost was not understood.")
    assert kept() == [b'[{"msys": {"something": "new"}}]']
