"""E-mails as files: kept byte for byte, read, filed in their place, and never doubled."""

import threading
from datetime import date
from email.message import EmailMessage

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from correspondence.errors import AlreadyHere, NotMail, TooBig
from correspondence.models import Attachment, Message
from correspondence.services import mail as services
from correspondence.services.mail import add_mail
from tests.accounts.factories import researcher
from tests.authorities.factories import ContactFactory
from tests.correspondence.factories import PDF, make_letter
from tests.correspondence.mails import make_mail as mail
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 1)


def add(message: EmailMessage | bytes, request=None, **more) -> Message:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return add_mail(request=request or make_request(), raw=raw, by=None, today=TODAY, **more)


def stored() -> int:
    return sum(
        len(default_storage.listdir(folder)[1])
        for folder in ("raw", "attachments")
        if default_storage.exists(folder)
    )


def test_an_email_becomes_a_letter_with_its_original() -> None:
    whole = mail()
    whole.add_attachment(PDF, maintype="application", subtype="pdf", filename="../../answer.pdf")
    letter = add(whole)
    assert (letter.direction, letter.channel, letter.author_name, letter.author_email, letter.subject) == (
        "in",
        "email",
        "Sam Clerk",
        "foi@marshland.example",
        "RE: Systems that score people",
    )
    with letter.raw.open() as raw:
        assert raw.read() == whole.as_bytes()
    attachment = letter.attachments.get()
    assert (attachment.sniffed_type, attachment.size, attachment.is_held) == (
        "application/pdf",
        len(PDF),
        True,
    )
    assert ".." not in attachment.file.name


def test_its_legal_date_is_the_day_in_the_authoritys_zone() -> None:
    letter = add(mail())
    assert (letter.on, letter.sent_at.isoformat()) == (date(2018, 8, 15), "2018-08-14T23:30:00+00:00")


def test_it_is_filed_by_its_date() -> None:
    request = make_request()
    later = make_letter(request, on=date(2018, 8, 20))
    letter = add(mail(), request)
    later.refresh_from_db()
    assert (letter.position, later.position) == (1, 2)


def test_a_date_that_has_not_come_is_not_believed() -> None:
    assert add(mail(Date="Tue, 14 Aug 2029 10:00:00 +0000")).on is None


def test_the_same_email_again_is_told_and_not_doubled() -> None:
    request = make_request()
    first = add(mail(), request)
    before = stored()
    with pytest.raises(AlreadyHere, match="letter 1 of the thread") as caught:
        add(mail(), request)
    assert (caught.value.message, request.messages.count(), stored()) == (first, 1, before)


def test_the_same_id_with_other_words_is_kept_too() -> None:
    request = make_request()
    add(mail(), request)
    add(mail("We have withdrawn our answer."), request)
    assert request.messages.count() == 2


def test_an_email_without_an_id_is_not_doubled_either() -> None:
    request = make_request()
    add(mail(Message_ID=""), request)
    with pytest.raises(AlreadyHere):
        add(mail(Message_ID=""), request)


def test_the_same_email_in_another_request_is_another_letter() -> None:
    add(mail())
    add(mail())
    assert Message.objects.count() == 2


def test_what_a_member_of_the_team_wrote_is_ours() -> None:
    request = make_request()
    researcher(request.team, email="r.researcher@example.org")
    assert add(mail(From="R. Researcher <R.Researcher@example.org>"), request).direction == "out"


@pytest.mark.parametrize("sender", ["sam@marshland.example", "foi@marshland.example"])
def test_an_officer_who_copies_the_authoritys_address_in_is_the_authority(sender: str) -> None:
    request = make_request()
    ContactFactory(authority=request.authority, email="foi@marshland.example")
    message = add(mail(From=f"Sam Clerk <{sender}>", Cc="foi@marshland.example"), request)
    assert message.direction == "in"


def test_what_goes_to_the_authoritys_address_is_ours() -> None:
    request = make_request()
    ContactFactory(authority=request.authority, email="foi@marshland.example")
    sent = mail(From="shared@example.org", To="FOI@marshland.example", Message_ID="<2@x>")
    assert [add(sent, request).direction, add(mail(), request).direction] == ["out", "in"]


def test_the_person_may_say_who_sent_it() -> None:
    assert add(mail(), direction="out").direction == "out"


def test_an_answer_by_email_is_suggested_and_moves_no_clock() -> None:
    request = make_request()
    letter = add(mail(), request)
    request.refresh_from_db()
    assert (letter.suggestions.get().kind, letter.suggestions.get().on) == ("response", date(2018, 8, 15))
    assert request.state == "awaiting_response"


def test_an_automatic_reply_is_told_apart() -> None:
    letter = add(mail("I am away.", Auto_Submitted="auto-replied"))
    assert (letter.automatic, letter.suggestions.count()) == ("auto_reply", 0)


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7 and so on", b"just words\n\nand more"])
def test_what_is_no_email_is_refused_and_leaves_nothing(raw: bytes) -> None:
    before = stored()
    with pytest.raises(NotMail, match="That is not an e-mail"):
        add(raw)
    assert (Message.objects.count(), Attachment.objects.count(), stored()) == (0, 0, before)


def test_one_that_is_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BIGGEST_MAIL", 10)
    with pytest.raises(TooBig):
        add(mail())


def test_nul_and_endless_headers_do_not_stop_it() -> None:
    raw = mail(Subject="x" * 3000).as_bytes().replace(b"Sam Clerk", b"Sam\0Clerk")
    letter = add(raw)
    assert len(letter.subject) <= 500
    assert "\0" not in letter.author_name


@pytest.mark.django_db(transaction=True)
def test_the_same_email_delivered_many_times_at_once_is_one_letter() -> None:
    request, told = make_request(), []
    start = threading.Barrier(6)

    def run() -> None:
        try:
            start.wait()
            add(mail(), request)
        except AlreadyHere:
            told.append(True)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (request.messages.count(), len(told)) == (1, 5)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Mon, 24 Aug 2099 10:00:00 +0000", "24 August 2099"),
        ("Fri, 24 Aug 1066 10:00:00 +0000", "24 August 1066"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "1 January 1970"),
        ("Fri, 31 Dec 2004 12:00:00 +0000", "31 December 2004"),
    ],
)
def test_a_date_that_cannot_be_right_is_not_taken_and_is_said(header: str, said: str) -> None:
    letter = add(mail(Date=header))
    assert (letter.on, letter.date_note) == (None, f"Its date, {said}, cannot be right.")


def test_a_date_that_can_be_right_needs_no_word() -> None:
    assert add(mail()).date_note == ""
