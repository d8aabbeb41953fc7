import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection
from django.utils import timezone

from foi_tracker.embedded import places
from requests_app.deadlines import EventKind
from requests_app.models import Notice
from requests_app.services.life import record_event
from requests_app.services.reminders import send_pending
from requests_app.services.sweeping import sweep
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import make_request

LATE = date(2018, 8, 21)


def _late_request(**fields):
    request = make_request(owner=UserFactory(email="ada@example.org"), reference="FOI-18-1134", **fields)
    sweep(on=LATE)
    return request


@pytest.mark.django_db
def test_a_reminder_names_the_authority_the_number_and_the_day():
    request = _late_request()
    assert send_pending() == 1
    letter = mail.outbox[0]
    assert letter.to == ["ada@example.org"]
    assert letter.subject == f"Overdue: {request.authority.name} (FOI-18-1134)"
    assert "20 August 2018" in letter.body
    assert f"/requests/{request.pk}/" in letter.body


@pytest.mark.django_db
def test_a_reminder_goes_once():
    _late_request()
    assert [send_pending(), send_pending(), len(mail.outbox)] == [1, 0, 1]


@pytest.mark.django_db
def test_what_is_no_longer_true_is_not_sent():
    request = _late_request()
    record_event(request=request, kind=EventKind.RESPONSE, on=LATE, by=None)
    assert send_pending() == 0
    assert (mail.outbox, Notice.objects.get().status) == ([], "dropped")


@pytest.mark.django_db
def test_a_mail_server_that_says_no_is_tried_again_later(monkeypatch):
    _late_request()

    def refuse(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert send_pending() == 0
    notice = Notice.objects.get()
    assert (notice.status, notice.attempts, notice.last_error) == ("pending", 1, "gone")
    assert notice.next_attempt_at > timezone.now()


@pytest.mark.django_db
def test_one_that_must_wait_does_not_hold_up_the_others(monkeypatch):
    _late_request()
    Notice.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
    make_request(owner=UserFactory(email="sam@example.org"))
    sweep(on=LATE)
    assert send_pending() == 1
    assert mail.outbox[0].to == ["sam@example.org"]


@pytest.mark.django_db
def test_a_subject_cannot_break_into_the_headers():
    request = _late_request()
    request.authority.name = "Anytown\r\nBcc: spy@example.org"
    request.authority.save()
    send_pending()
    assert "\n" not in mail.outbox[0].subject


class Box:
    """A mail server that takes its time over the first letters, so that the sender can be killed in the middle."""

    def __init__(self, slow: float) -> None:
        self.slow, self.begun, self.letters = slow, 0, []

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.begun += 1
        envelope.mail_from = address
        time.sleep(self.slow if self.begun == 1 else 0)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        return "250 OK"


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_reminder_sends_one_mail_in_the_end():
    _late_request()
    box = Box(slow=3)
    port = _free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        victim = _sender(port)
        _wait_until(lambda: box.begun == 1)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        _wait_until(lambda: _sender(port).wait() == 0 and box.letters)
        assert _sender(port).wait() == 0
    finally:
        server.stop()
    assert (len(box.letters), Notice.objects.get().status) == (1, "sent")


def _sender(port: int) -> subprocess.Popen:
    """A process of its own that sends what is pending, as a worker would."""
    settings = connection.settings_dict
    server = os.environ.get("DATABASE_URL") or places.postgres_url()
    code = (
        "import django; django.setup();"
        "from django.conf import settings;"
        "from requests_app.services.reminders import send_pending; send_pending()"
    )
    env = {
        **os.environ,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{settings['NAME']}").geturl(),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "foi_tracker.settings",
    }
    return subprocess.Popen([sys.executable, "-c", code], env=env)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until(happened, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
