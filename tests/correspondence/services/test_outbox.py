"""Letters on their way to a real mail server: their minute, their one time, their being called back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.audit_models import AuditEntry
from correspondence.delivery_words import delivery
from correspondence.errors import BadLetter, NotADraft, TooLate
from correspondence.models import Message, OutgoingLetter
from correspondence.services.batches import call_back_batch, queue_many
from correspondence.services.composing import compose_chaser, keep_draft
from correspondence.services.handing_over import written_to
from correspondence.services.outbox import call_back, queue
from requests_app.errors import EditedMeanwhile
from requests_app.services.discarding import discard_request
from tests.accounts.factories import researcher
from tests.correspondence.outgoing import (
    NOW,
    TO,
    make_case,
    make_draft,
    make_queued,
    send,
    state_of,
)
from tests.correspondence.post_office import PostOffice

pytestmark = pytest.mark.django_db


def test_nothing_goes_before_its_minute_is_over(office: PostOffice) -> None:
    letter = make_queued()
    assert send(NOW + timedelta(seconds=59)) == 0
    assert (state_of(letter), office.letters) == ("waiting", [])
    assert send(NOW + timedelta(seconds=60)) == 1


def test_what_is_called_back_in_time_is_a_draft_again_and_never_goes(office: PostOffice) -> None:
    letter = make_queued()
    call_back(letter=letter, by=letter.written_by)
    assert send() == 0
    assert (state_of(letter), office.letters) == ("draft", [])


def test_what_has_gone_cannot_be_called_back(office: PostOffice) -> None:
    letter = make_queued()
    send()
    with pytest.raises(TooLate, match="too late to call this letter back: sent"):
        call_back(letter=letter, by=letter.written_by)


def test_a_letter_goes_once_however_often_the_outbox_is_looked_through(office: PostOffice) -> None:
    make_queued()
    assert [send(), send(), len(office.letters), Message.objects.count()] == [1, 0, 1, 1]


@pytest.mark.parametrize("body", ["", "  \n ", "Dear council\n\n[Write here what you have to say]"])
def test_an_empty_letter_or_one_with_a_gap_does_not_go(body: str) -> None:
    letter = make_draft(body=body)
    with pytest.raises(BadLetter):
        queue(letter=letter, by=letter.written_by, at=NOW)


def test_a_letter_that_is_on_its_way_is_not_sent_off_again() -> None:
    letter = make_queued()
    with pytest.raises(NotADraft):
        queue(letter=letter, by=letter.written_by, at=NOW)


def test_a_draft_that_somebody_changed_since_it_was_seen_is_not_sent_off() -> None:
    letter = make_draft()
    OutgoingLetter.objects.update(version=2)
    with pytest.raises(EditedMeanwhile):
        queue(letter=letter, by=letter.written_by, at=NOW, seen_version=1)


def test_fifty_letters_at_once_go_one_mail_each_and_can_be_called_back(office: PostOffice) -> None:
    first = make_case()
    writer = researcher(first.team, name="Ada Quill")
    cases = [first, *(make_case(team=first.team) for _ in range(49))]
    drafts = []
    for case in cases:
        composed = compose_chaser(request=case, by=writer, today=date(2018, 8, 22))
        drafts.append(
            keep_draft(
                request=case,
                kind=composed.kind,
                to_email=composed.to_email,
                subject=composed.subject,
                body=composed.body,
                by=writer,
            )
        )
    batch = queue_many(letters=drafts, by=writer, at=NOW)
    assert len(call_back_batch(batch=batch, by=writer)) == 50
    assert send() == 0
    batch = queue_many(letters=drafts, by=writer, at=NOW)
    assert send() == 50
    assert set(office.counts().values()) == {1}
    assert OutgoingLetter.objects.filter(batch=batch, state="sent").count() == 50
    assert len(office.letters) == 50


def test_either_all_go_together_or_none() -> None:
    good, bad = make_draft(), make_draft(body="[Say here what you want]")
    with pytest.raises(BadLetter):
        queue_many(letters=[good, bad], by=good.written_by, at=NOW)
    assert state_of(good) == "draft"


def test_a_letter_of_a_request_logged_by_mistake_does_not_go(office: PostOffice) -> None:
    letter = make_queued()
    discard_request(request=letter.request, by=letter.written_by, because="twice")
    assert send() == 0
    assert (state_of(letter), office.letters) == ("draft", [])


def test_a_letter_goes_to_a_file_where_no_mail_server_is_set_and_is_not_called_sent(
    settings, tmp_path
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "foi_tracker.filebased.EmailBackend", str(tmp_path)
    letter = make_queued()
    assert send() == 1
    letter.refresh_from_db()
    (written,) = tmp_path.iterdir()
    assert letter.message_id in written.read_text()
    told = delivery(letter, at=NOW)
    assert (told.kind, told.word) == ("neutral", "Written to a file")
    assert "nobody has received it" in told.note


@pytest.mark.parametrize(
    ("backend", "where"),
    [
        ("foi_tracker.filebased.EmailBackend", "file"),
        ("django.core.mail.backends.console.EmailBackend", "console"),
        ("django.core.mail.backends.smtp.EmailBackend", ""),
    ],
)
def test_an_installation_knows_whether_it_sends_mail(settings, tmp_path, backend: str, where: str) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = backend, str(tmp_path)
    assert written_to() == where


def test_the_audit_says_who_sent_what_to_whom_and_when(office: PostOffice) -> None:
    letter = make_queued()
    send()
    entries = AuditEntry.objects.filter(action__startswith="mail.").order_by("pk")
    assert [(each.action, each.actor, each.details.get("to")) for each in entries] == [
        ("mail.queued", letter.written_by, TO),
        ("mail.sent", letter.written_by, None),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_letter_called_back_while_a_worker_takes_it_is_either_sent_or_a_draft(office: PostOffice) -> None:
    letters = [make_queued() for _ in range(12)]

    def call_all_back() -> list[int]:
        called = []
        for letter in reversed(letters):
            try:
                called.append(call_back(letter=letter, by=letter.written_by).pk)
            except TooLate:
                continue
        connection.close()
        return called

    with ThreadPoolExecutor(1) as pool:
        racing = pool.submit(call_all_back)
        send()
        called = racing.result()
    gone = {str(mail["Message-ID"]) for mail in office.mails}
    assert len(office.letters) == len(gone) == len(letters) - len(called)
    assert gone == {each.message_id for each in letters if each.pk not in called}
