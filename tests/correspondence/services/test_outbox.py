"""Letters on their way to a real mail server, and everything that can go wrong there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core import mail as django_mail
from django.db import connection

from accounts.audit_models import AuditEntry
from authorities.models import Contact
from correspondence.errors import BadLetter, NotADraft, TooLate
from correspondence.mail.parse import parse
from correspondence.models import Message, OutgoingLetter
from correspondence.services import outbox
from correspondence.services.batches import call_back_batch, queue_many
from correspondence.services.composing import compose_chaser, keep_draft
from correspondence.services.outbox import call_back, mark_abandoned, queue
from requests_app.deadlines import EventKind
from requests_app.errors import EditedMeanwhile
from requests_app.services.discarding import discard_request
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.outgoing import (
    LATER,
    NOW,
    TO,
    make_case,
    make_draft,
    make_queued,
    send,
    state_of,
)
from tests.correspondence.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings):
    with open_post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 1
        settings.DEFAULT_FROM_EMAIL = "FOI Tracker <tracker@foi.example>"
        settings.REPLY_ADDRESS = "reply@foi.example"
        yield opened


def test_a_letter_goes_out_with_the_headers_that_bring_the_answer_back(office: PostOffice) -> None:
    request = make_case()
    theirs = make_letter(request)
    Message.objects.filter(pk=theirs.pk).update(message_id="<their-letter@anytown.example>")
    theirs.refresh_from_db()
    letter = make_queued(request, answers=theirs)
    assert send() == 1
    (mail,) = office.mails
    reply = f"reply+{request.reply_address.token}@foi.example"
    assert office.envelopes == [(reply, TO)]
    assert (mail["From"], mail["To"], mail["Reply-To"]) == (
        f'"Ada Quill, {request.team.name}" <tracker@foi.example>',
        TO,
        reply,
    )
    assert mail["Subject"] == "Answer overdue (your reference FOI-18-1134)"
    assert mail["Date"] == "Wed, 22 Aug 2018 11:02:00 +0100"
    assert mail["In-Reply-To"] == mail["References"] == "<their-letter@anytown.example>"
    assert mail["Message-ID"] == letter.message_id
    assert mail["Auto-Submitted"] is None


def test_a_letter_that_has_gone_stands_in_the_thread_byte_for_byte(office: PostOffice) -> None:
    request = make_case()
    make_letter(request, on=date(2018, 9, 1))
    letter = make_queued(request, files=[upload("Anlage ä.pdf")])
    send()
    assert state_of(letter) == "sent"
    message = letter.letter
    assert message is not None
    assert (message.direction, message.channel, message.on, message.position) == (
        "out",
        "email",
        date(2018, 8, 22),
        1,
    )
    assert message.raw.read() == office.letters[0]
    assert message.body_text == letter.body
    assert [each.filename for each in message.attachments.all()] == ["Anlage ä.pdf"]
    assert list(request.events.values_list("kind", flat=True)) == ["received"]


def test_words_of_every_alphabet_and_long_lines_and_dots_arrive_as_written(office: PostOffice) -> None:
    body = "Annwyl Gyngor ŵ ŷ 漢字 😀\n" + "x" * 3000 + "\n.\n..dots\nFrom here on\n  trailing  \nend"
    make_queued(subject="Gwybodaeth ŵ " + "é" * 100, body=body)
    send()
    read = parse(office.letters[0])
    assert read.body_text == body
    assert read.subject == "Gwybodaeth ŵ " + "é" * 100
    assert max(map(len, office.letters[0].split(b"\r\n"))) <= 78
    assert office.letters[0].isascii()


def test_long_identifiers_of_theirs_stay_whole(office: PostOffice) -> None:
    request = make_case()
    ids = [f"<{'A' * 90}{number}@LO2P265MB1234.GBRP265.PROD.OUTLOOK.example>" for number in range(30)]
    for number, each in enumerate(ids):
        theirs = make_letter(request, text=f"Letter {number}")
        Message.objects.filter(pk=theirs.pk).update(message_id=each)
    make_queued(request, answers=Message.objects.last())
    send()
    assert parse(office.letters[0]).references == tuple(ids[-20:])
    assert parse(office.letters[0]).in_reply_to == ids[-1]


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


@pytest.mark.parametrize("answer", ["451 try later", "421 too busy", "452 no room"])
def test_a_server_that_says_not_now_is_asked_again_later_and_later(office: PostOffice, answer: str) -> None:
    letter = make_queued()
    office.rcpt = answer
    assert send() == 0
    assert state_of(letter) == "waiting"
    assert answer.split(" ", 1)[1] in letter.last_error
    assert LATER < letter.next_attempt_at <= LATER + timedelta(minutes=1)
    assert send(LATER + timedelta(seconds=10)) == 0
    assert letter.attempts == 1
    office.rcpt = "250 OK"
    assert send(LATER + timedelta(minutes=1)) == 1
    assert state_of(letter) == "sent"


def test_waits_grow_to_a_day_and_are_never_longer() -> None:
    waits = [max(outbox._wait(attempt) for _ in range(50)) for attempt in range(1, 30)]
    assert waits[0] <= timedelta(minutes=1)
    assert waits[4] <= timedelta(minutes=16)
    assert timedelta(hours=20) < waits[-1] <= timedelta(hours=24)
    assert len({outbox._wait(5) for _ in range(20)}) > 15


def test_a_server_that_is_not_there_is_asked_again(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = make_queued()
    assert send() == 0
    assert (state_of(letter), letter.attempts) == ("waiting", 1)
    assert "refused" in letter.last_error


def test_after_many_attempts_a_person_is_asked(office: PostOffice) -> None:
    letter = make_queued()
    OutgoingLetter.objects.update(attempts=outbox.MOST_ATTEMPTS - 1)
    office.data = "451 no"
    send()
    assert state_of(letter) == "failed"
    assert list(OutgoingLetter.objects.to_check()) == [letter]


def test_an_address_that_is_refused_for_good_fails_and_marks_the_contact(office: PostOffice) -> None:
    letter = make_queued()
    office.rcpt = "550 5.1.1 no such person"
    send()
    assert (state_of(letter), letter.last_error) == ("failed", "550 5.1.1 no such person")
    assert Contact.objects.get().status == "bouncing"
    assert (letter.letter, Message.objects.count()) == (None, 0)


def test_a_text_that_is_refused_says_nothing_about_the_address(office: PostOffice) -> None:
    letter = make_queued()
    office.data = "554 5.7.1 looks like advertising"
    send()
    assert (state_of(letter), letter.last_error) == ("failed", "554 5.7.1 looks like advertising")
    assert Contact.objects.get().status == "good"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_connection_lost_after_the_text_leaves_it_uncertain(office: PostOffice, keeps: bool) -> None:
    letter = make_queued()
    office.hangs_up, office.keeps = True, keeps
    send()
    office.hangs_up, office.keeps = False, True
    assert send(LATER + timedelta(days=3)) == 0
    assert (state_of(letter), len(office.letters)) == ("uncertain", int(keeps))
    assert list(OutgoingLetter.objects.to_check()) == [letter]


def test_no_answer_in_time_after_the_text_leaves_it_uncertain(office: PostOffice, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.services.handing_over.PATIENCE", 1)
    letter = make_queued()
    office.waits = 1.6
    send()
    assert (state_of(letter), letter.last_error) == (
        "uncertain",
        "The mail server did not answer in time.",
    )


def test_a_slow_server_is_waited_for(office: PostOffice) -> None:
    letter = make_queued()
    office.waits = 1.5  # longer than any other answer may take
    assert send() == 1
    assert state_of(letter) == "sent"


def test_one_that_fails_does_not_hold_up_the_others(office: PostOffice) -> None:
    lost = make_queued(files=[upload()])
    lost_file = lost.files.get()
    lost_file.file.storage.delete(lost_file.file.name)
    other = make_queued(make_case())
    assert send() == 1
    assert (state_of(lost), state_of(other)) == ("waiting", "sent")
    assert "could not be read" in lost.last_error


def test_a_row_left_in_sending_is_uncertain_and_never_sent_by_itself(office: PostOffice) -> None:
    letter = make_queued()
    OutgoingLetter.objects.update(state="sending", claimed_at=LATER)
    assert mark_abandoned(at=LATER) == 1
    assert send(LATER + timedelta(days=1)) == 0
    assert (state_of(letter), office.letters) == ("uncertain", [])


def test_a_clock_set_back_sends_nothing_twice(office: PostOffice) -> None:
    letter = make_queued()
    waiting = make_draft(letter.request, by=letter.written_by)
    send(LATER)
    assert send(NOW - timedelta(days=1)) == 0
    queue(letter=waiting, by=letter.written_by, at=NOW - timedelta(days=1))
    assert send(NOW - timedelta(days=1, seconds=-90)) == 1
    assert (len(office.letters), set(office.counts().values())) == (2, {1})


def test_what_fails_behind_the_sending_is_made_good_later(office: PostOffice, monkeypatch) -> None:
    letter = make_queued()

    def full(*args, **kwargs):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("correspondence.services.sent.put_mail", full)
        assert send() == 1
    assert (state_of(letter), letter.letter, len(office.letters)) == ("sent", None, 1)
    assert send() == 0
    assert state_of(letter) == "sent"
    assert (letter.letter.body_text, len(office.letters)) == (letter.body, 1)


def test_sending_the_request_for_a_review_records_it_on_that_day(office: PostOffice) -> None:
    request = make_case()
    letter = make_queued(request, kind="review", body="Please review it.")
    send()
    letter.refresh_from_db()
    request.refresh_from_db()
    asked = request.events.get(kind="review_asked")
    assert (asked.on, asked.recorded_by, request.state) == (
        date(2018, 8, 22),
        letter.written_by,
        "in_review",
    )
    assert letter.clock_note == "“Review asked for” was recorded for 22 August 2018."


def test_a_review_asked_for_too_early_goes_and_records_nothing(office: PostOffice) -> None:
    request = make_case(received_on=date(2018, 8, 20))
    letter = make_queued(request, kind="review", body="Please review it.")
    assert send() == 1
    letter.refresh_from_db()
    assert not request.events.filter(kind="review_asked").exists()
    assert letter.clock_note.startswith("No date moves by its sending: ")


def test_the_day_of_sending_is_the_authoritys(office: PostOffice) -> None:
    letter = make_queued(kind="review", body="Please review it.")
    send(LATER.replace(hour=23, minute=30))  # half past midnight in London
    letter.refresh_from_db()
    assert letter.letter.on == date(2018, 8, 23)


def test_the_request_letter_opens_its_request_and_corrects_the_day_it_was_to_be_sent(
    office: PostOffice,
) -> None:
    request = make_case(received_on=None, sent_on=date(2018, 8, 20), letter="Dear council, what do you hold?")
    letter = make_queued(request, kind="request", body="Dear council, what do you really hold?")
    send()
    letter.refresh_from_db()
    request.refresh_from_db()
    assert letter.letter.opens_request
    assert [(each.kind, each.on) for each in request.events.standing()] == [("sent", date(2018, 8, 22))]
    assert request.due_on == date(2018, 9, 20)


def test_a_request_letter_sent_a_second_time_moves_no_date(office: PostOffice) -> None:
    request = make_case(received_on=None, sent_on=date(2018, 8, 22))
    make_queued(request, kind="request", body="One")
    send()
    second = make_queued(request, kind="request", body="Two")
    send(LATER + timedelta(days=3))
    second.refresh_from_db()
    assert not second.letter.opens_request
    assert [each.on for each in request.events.filter(kind="sent")] == [date(2018, 8, 22)]


@pytest.mark.parametrize("field", ["subject", "to_email"])
@pytest.mark.parametrize("break_", ["\r\nBcc: spy@example.org", "\nX: y", "\0", "\u2028x"])
def test_a_line_break_in_a_header_is_refused(field: str, break_: str) -> None:
    with pytest.raises(BadLetter):
        make_draft(**{field: f"foi@anytown.example{break_}"})
    assert not OutgoingLetter.objects.exists()


def test_a_line_break_in_the_writers_name_is_refused_and_nothing_goes(office: PostOffice) -> None:
    request = make_case()
    writer = researcher(request.team, name="Ada\r\nBcc: spy@example.org")
    letter = make_draft(request, by=writer)
    with pytest.raises(BadLetter, match="name must be one line"):
        queue(letter=letter, by=writer, at=NOW)
    assert (send(), state_of(letter), office.letters) == (0, "draft", [])


def test_a_name_that_changes_while_the_letter_waits_cannot_break_out_either(office: PostOffice) -> None:
    letter = make_queued()
    writer = letter.written_by
    writer.name = "Ada\r\nBcc: spy@example.org"
    writer.save()
    assert send() == 0
    assert (state_of(letter), office.letters) == ("failed", [])


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


def test_a_letter_goes_to_a_file_where_no_mail_server_is_set() -> None:
    letter = make_queued()
    assert send() == 1
    (mail,) = django_mail.outbox
    letter.refresh_from_db()
    assert (mail.to, mail.raw) == ([TO], letter.raw.read())


def test_the_audit_says_who_sent_what_to_whom_and_when(office: PostOffice) -> None:
    letter = make_queued()
    send()
    entries = AuditEntry.objects.filter(action__startswith="mail.").order_by("pk")
    assert [(each.action, each.actor, each.details.get("to")) for each in entries] == [
        ("mail.queued", letter.written_by, TO),
        ("mail.sent", letter.written_by, None),
    ]


@pytest.mark.parametrize("kind", ["clarification", "chaser", "complaint", "thanks", "reply"])
def test_no_other_letter_is_an_event_by_being_sent(office: PostOffice, kind: str) -> None:
    letter = make_queued(kind=kind)
    assert send() == 1
    assert [each.kind for each in letter.request.events.all()] == [EventKind.RECEIVED]


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
