"""What a person says became of a letter, and reports that it came back."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from accounts.audit_models import AuditEntry
from authorities.models import Contact
from correspondence.errors import AlreadySettled
from correspondence.mail.parse import parse
from correspondence.models import OutgoingLetter
from correspondence.services import delivery
from correspondence.services.bounces import note_bounce
from correspondence.services.inbound import process, receive
from correspondence.services.sent import file_sent
from correspondence.shown_letter import letter_entry
from tests.accounts.factories import TeamFactory
from tests.authorities.factories import ContactFactory
from tests.correspondence.factories import upload
from tests.correspondence.outgoing import LATER, NOW, TO, make_case, make_queued, send, state_of

pytestmark = pytest.mark.django_db


def _left(state: str, **fields) -> OutgoingLetter:
    letter = make_queued(**fields)
    send()
    letter.refresh_from_db()
    if state != "sent":
        OutgoingLetter.objects.filter(pk=letter.pk).update(state=state, letter=None, sent_at=None)
        letter.letter.delete()
        letter.refresh_from_db()
    django_mail.outbox.clear()
    return letter


def _bounce(
    letter: OutgoingLetter | None, *, permanent: bool = True, to: str = TO, quoted: bool = True
) -> bytes:
    """A report as mail servers write it (RFC 3464)."""
    message_id = letter.message_id if letter and quoted else "<none@elsewhere.example>"
    returned = f"Message-ID: {message_id}\r\nSubject: x\r\n" if quoted else "Subject: x\r\n"
    action, status = ("failed", "5.1.1") if permanent else ("delayed", "4.4.1")
    return (
        "From: MAILER-DAEMON@anytown.gov.example\r\nTo: reply@foi.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <report@anytown.gov.example>\r\n"
        "Date: Wed, 22 Aug 2018 12:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.anytown.gov.example\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such person here\r\n"
        f"\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n--B--\r\n"
    ).encode()


@pytest.mark.django_db(transaction=True)
def test_it_arrived_puts_it_into_the_thread_on_the_day_it_was_handed_over() -> None:
    letter = _left("uncertain", kind="review", body="Please review it.")
    letter.request.events.filter(kind="review_asked").delete()
    delivery.it_arrived(letter=letter, by=letter.written_by, at=NOW + timedelta(days=2))
    letter.refresh_from_db()
    assert (letter.state, str(letter.letter.on), letter.settled_by) == (
        "sent",
        "2018-08-22",
        letter.written_by,
    )
    assert str(letter.request.events.get(kind="review_asked").on) == "2018-08-22"
    assert django_mail.outbox == []


@pytest.mark.parametrize("state", ["uncertain", "failed"])
def test_send_it_again_sends_the_very_same_bytes_once_more(state: str) -> None:
    letter = _left(state)
    first = letter.raw.read()
    delivery.send_again(letter=letter, by=letter.written_by, at=LATER)
    assert send(LATER + timedelta(seconds=59)) == 0
    assert send(LATER + timedelta(seconds=61)) == 1
    assert [each.raw for each in django_mail.outbox] == [first]


@pytest.mark.parametrize("state", ["uncertain", "failed"])
def test_a_dropped_letter_is_off_the_list_and_never_goes(state: str) -> None:
    letter = _left(state)
    delivery.drop(letter=letter, by=letter.written_by, at=LATER)
    assert send(LATER + timedelta(days=1)) == 0
    assert (state_of(letter), OutgoingLetter.objects.to_check().count()) == ("dropped", 0)
    entry = AuditEntry.objects.get(action="mail.settled")
    assert (entry.actor, entry.details["how"]) == (letter.written_by, "dropped")


def test_two_people_cannot_both_settle_a_letter() -> None:
    letter = _left("uncertain")
    delivery.drop(letter=letter, by=letter.written_by, at=LATER)
    for again in (delivery.drop, delivery.send_again, delivery.it_arrived):
        with pytest.raises(AlreadySettled):
            again(letter=letter, by=letter.written_by, at=LATER)


def test_a_letter_that_failed_becomes_a_draft_to_another_address() -> None:
    letter = _left("failed")
    Contact.objects.update(status="bouncing")
    ContactFactory(authority=letter.request.authority, email="new@anytown.gov.example")
    again = delivery.write_again(letter=letter, by=letter.written_by, at=LATER)
    assert (again.pk, again.state, again.to_email, again.raw.name) == (
        letter.pk,
        "draft",
        "new@anytown.gov.example",
        "",
    )


def test_a_permanent_report_marks_letter_and_contact_and_asks_a_person() -> None:
    letter = _left("sent")
    assert note_bounce(mail=parse(_bounce(letter)), team=letter.request.team) == letter
    letter.refresh_from_db()
    assert (letter.state, letter.bounce_is_permanent, letter.bounce_reason) == (
        "sent",
        True,
        "550 no such person here",
    )
    assert Contact.objects.get().status == "bouncing"
    assert list(OutgoingLetter.objects.to_check()) == [letter]
    assert django_mail.outbox == []


def test_a_report_of_a_delay_is_told_and_asks_nobody() -> None:
    letter = _left("sent")
    note_bounce(mail=parse(_bounce(letter, permanent=False)), team=letter.request.team)
    letter.refresh_from_db()
    assert (letter.bounced_at is not None, letter.bounce_is_permanent) == (True, False)
    assert (Contact.objects.get().status, OutgoingLetter.objects.to_check().count()) == ("good", 0)
    note_bounce(mail=parse(_bounce(letter)), team=letter.request.team)
    assert OutgoingLetter.objects.to_check().count() == 1


def test_a_server_that_gave_up_after_days_puts_the_letter_on_the_list_and_leaves_the_contact() -> None:
    letter = _left("sent")
    report = (
        _bounce(letter, permanent=False).replace(b"delayed", b"failed").replace(b"550 no such", b"450 no")
    )
    note_bounce(mail=parse(report), team=letter.request.team)
    letter.refresh_from_db()
    assert (letter.came_back, list(OutgoingLetter.objects.to_check())) == (True, [letter])
    assert Contact.objects.get().status == "good"


def test_a_report_settles_that_an_uncertain_letter_did_not_arrive() -> None:
    letter = _left("uncertain")
    note_bounce(mail=parse(_bounce(letter)), team=None)
    assert (state_of(letter), letter.last_error) == ("failed", "550 no such person here")


def test_a_report_that_quotes_nothing_is_known_by_its_recipient_where_one_letter_fits() -> None:
    letter = _left("sent")
    OutgoingLetter.objects.update(sent_at=timezone.now() - timedelta(days=1))
    report = parse(_bounce(None, quoted=False))
    assert note_bounce(mail=report, team=TeamFactory()) is None
    assert note_bounce(mail=report, team=letter.request.team) == letter


def test_a_report_that_fits_several_letters_or_an_old_one_is_left_to_people() -> None:
    letter = _left("sent")
    report = parse(_bounce(None, quoted=False))
    assert note_bounce(mail=report, team=letter.request.team) is None  # of 2018: long ago
    make_queued(letter.request)
    send()
    OutgoingLetter.objects.update(sent_at=timezone.now())
    assert note_bounce(mail=report, team=letter.request.team) is None


def test_another_teams_report_does_not_touch_our_letter() -> None:
    letter = _left("sent")
    assert note_bounce(mail=parse(_bounce(letter)), team=TeamFactory()) is None


def test_a_letter_that_came_back_can_be_written_again_and_stays_in_the_thread() -> None:
    letter = _left("sent", files=[upload("a.pdf")])
    note_bounce(mail=parse(_bounce(letter)), team=None)
    ContactFactory(authority=letter.request.authority, email="new@anytown.gov.example")
    again = delivery.write_again(letter=letter, by=letter.written_by, at=LATER)
    assert (again.to_email, again.body, again.message_id != letter.message_id) == (
        "new@anytown.gov.example",
        letter.body,
        True,
    )
    assert [each.filename for each in again.files.all()] == ["a.pdf"]
    assert (state_of(letter), OutgoingLetter.objects.to_check().count()) == ("sent", 0)


def test_a_report_that_arrives_is_filed_with_the_letters_request_and_answered_by_nobody() -> None:
    letter = _left("sent")
    arrival = receive(raw=_bounce(letter), door="imap", team=letter.request.team)
    arrival = process(arrival=arrival, today=NOW.date())
    assert (arrival.state, arrival.how, arrival.letter.request, arrival.letter.automatic) == (
        "filed",
        "bounce",
        letter.request,
        "bounce",
    )
    file_sent()
    assert (send(LATER + timedelta(days=1)), django_mail.outbox) == (0, [])


def test_a_report_of_a_delay_is_badged_so_in_the_thread() -> None:
    letter = _left("sent")
    arrival = receive(raw=_bounce(letter, permanent=False), door="imap", team=letter.request.team)
    arrival = process(arrival=arrival, today=NOW.date())
    assert arrival.letter is not None
    entry = letter_entry(arrival.letter)
    assert (entry.badge, entry.badge_kind, entry.side) == ("Delayed", "soon", "From a mail server")
    sent = letter_entry(OutgoingLetter.objects.get(pk=letter.pk).letter)
    assert sent.delivery is not None
    assert sent.delivery.word == "Delayed"


def test_a_report_on_nothing_of_ours_goes_the_way_of_any_mail() -> None:
    team = make_case().team
    arrival = receive(raw=_bounce(None), door="imap", team=team)
    assert process(arrival=arrival, today=NOW.date()).state == "unfiled"
