"""What goes over the line: headers, words, files, and names that try to break out of them."""

from datetime import date

import pytest

from correspondence.errors import BadLetter
from correspondence.mail.parse import parse
from correspondence.models import Message, OutgoingLetter
from correspondence.services.outbox import queue
from correspondence.services.outbox_mail import headers_of
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
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


def test_a_strangers_letter_is_not_named_in_the_headers_and_then_our_own_last_one_is() -> None:
    request = make_case()
    ours = make_letter(request, direction="out", on=date(2018, 7, 20))
    strangers = make_letter(request, on=date(2018, 7, 25))
    Message.objects.filter(pk=ours.pk).update(message_id="<1@ours.example>")
    of_stranger = {"message_id": "<2@derby.example>", "author_email": "anybody@derby.gov.uk", "raw": "x.eml"}
    Message.objects.filter(pk=strangers.pk).update(**of_stranger)
    headers = headers_of(make_draft(request))
    assert (headers.in_reply_to, headers.references) == ("<1@ours.example>", ("<1@ours.example>",))
    Message.objects.filter(pk=ours.pk).delete()
    headers = headers_of(make_draft(request))
    assert (headers.in_reply_to, headers.references) == ("", ())


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
