"""A year's mailbox brought in as a file."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.audit_models import AuditEntry
from correspondence.doors.bundles import BundleRefused
from correspondence.errors import TooBig
from correspondence.models import Arrival, MailUpload
from correspondence.services import uploads
from correspondence.services.addresses import reply_address_of
from correspondence.services.inbound import process_waiting
from correspondence.services.uploads import bring_in, report_on, work_on_uploads
from tests.accounts.factories import researcher
from tests.correspondence.doors.test_bundles import zipped
from tests.correspondence.mails import make_mail
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 1)


def mail(number: int, **headers: str) -> bytes:
    return make_mail(f"Letter {number}.", Message_ID=f"<{number}@marshland.example>", **headers).as_bytes()


def brought_in(members: dict[str, bytes], team=None) -> MailUpload:
    team = team or make_request().team
    file = ContentFile(zipped(members).getvalue(), name="2018.zip")
    return bring_in(team=team, file=file, by=researcher(team))


def test_each_mail_is_filed_waits_or_is_known(settings) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"
    request = make_request()
    to = reply_address_of(request)
    upload = brought_in(
        {"a.eml": mail(1, To=to), "again.eml": mail(1, To=to), "b.eml": mail(2), "c.txt": b"no mail"},
        request.team,
    )
    assert work_on_uploads() == 3
    process_waiting(today=TODAY)
    upload.refresh_from_db()
    report = report_on(upload)
    assert (report.taken, report.filed, report.doubles, report.unfiled, report.not_mail) == (3, 1, 1, 1, 1)
    assert (report.waiting, report.unreadable, report.read) == (0, 0, 3)
    assert request.messages.get().body_text == "Letter 1."
    assert upload.skipped == [["c.txt", "it has no mail headers (From, To, Subject, Date)"]]
    assert upload.finished_at
    assert upload.done_bytes == upload.total_bytes
    assert AuditEntry.objects.filter(action="mail.brought_in").count() == 1


def test_the_file_is_let_go_and_its_mails_stay() -> None:
    upload = brought_in({"a.eml": mail(1)})
    key = upload.file.name
    work_on_uploads()
    upload.refresh_from_db()
    assert (upload.file.name, default_storage.exists(key)) == ("", False)
    assert default_storage.exists(Arrival.objects.get().raw.name)
    assert work_on_uploads() == 0


def test_it_goes_on_where_it_stopped_and_doubles_nothing(monkeypatch) -> None:
    upload = brought_in({f"{n}.eml": mail(n) for n in range(1, 6)} | {"0.txt": b"no mail"})
    assert work_on_uploads(seconds=0) == 0
    for turn in range(1, 6):
        MailUpload.objects.update(attempts=0)
        assert uploads._work_on(upload.pk, until=0) == 1
        assert Arrival.objects.count() == turn
    assert work_on_uploads() == 0
    upload.refresh_from_db()
    assert (upload.taken, upload.skipped_count, upload.finished_at is None) == (5, 1, False)


def test_a_full_disk_ends_nothing(monkeypatch) -> None:
    upload = brought_in({f"{n}.eml": mail(n) for n in range(1, 4)})

    def full(*_, **__) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "_save", full)
        assert [work_on_uploads() for _ in range(7)] == [0] * 7
    upload.refresh_from_db()
    assert (upload.finished_at, upload.attempts) == (None, 0)
    assert work_on_uploads() == 3


def test_one_that_ends_the_worker_again_and_again_is_given_up() -> None:
    upload = brought_in({"a.eml": mail(1)})
    MailUpload.objects.update(attempts=uploads.MOST_ATTEMPTS)
    work_on_uploads()
    upload.refresh_from_db()
    assert upload.finished_at
    assert upload.last_error.startswith("It could not be taken in")


def test_what_is_too_much_or_damaged_is_refused_at_once(monkeypatch) -> None:
    team = make_request().team
    by = researcher(team)
    with pytest.raises(BundleRefused):
        bring_in(team=team, file=ContentFile(b"PK\x03\x04 no zip", name="a.zip"), by=by)
    monkeypatch.setattr(uploads, "BIGGEST_BUNDLE", 3)
    with pytest.raises(TooBig):
        bring_in(team=team, file=ContentFile(b"1234", name="a.zip"), by=by)
    assert MailUpload.objects.count() == 0
