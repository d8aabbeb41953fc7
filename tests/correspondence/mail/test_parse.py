"""A mail is taken apart into facts, whatever state it is in."""

import datetime as dt
import hashlib
from email.message import EmailMessage

import pytest

from correspondence.mail.parse import parse, why_no_mail
from correspondence.mail.report import as_json
from correspondence.mail.types import Address
from tests.correspondence.mail.builders import full_mail, mail, outlook, raw_mail, tnef


def test_a_whole_mail_gives_all_its_facts() -> None:
    found = parse(full_mail().as_bytes())
    assert found.message_id == "<answer.1@example.gov.uk>"
    assert found.subject == "RE: Párks – FOI-18-0007"
    assert found.from_ == Address("Field, Róbin", "foi@example.gov.uk")
    assert found.to == (Address("Sam", "sam@lab.example"), Address("", "office@lab.example"))
    assert found.cc == (Address("Records", "records@example.gov.uk"),)
    assert found.reply_to == (Address("", "case+7@example.gov.uk"),)
    assert found.in_reply_to == "<request.1@lab.example>"
    assert found.references == ("<request.1@lab.example>", "<ack.1@example.gov.uk>")
    assert found.date == dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC)
    assert (found.automatic, found.bounce, found.problems) == (None, None, ())
    assert found.body_text == "Dear Sam,\n\nThe plan is attached."
    assert found.quoted_text.startswith("On Thu, 19 Jul 2018")
    assert found.html is not None
    assert "cid:logo@example" in found.html
    logo, plan = found.attachments
    assert (logo.inline, plan.inline) == (True, False)
    assert (plan.filename, plan.content_type, plan.size) == ("Réponse finale.pdf", "application/pdf", 13)
    assert plan.content == b"%PDF-1.4 plan"
    assert plan.sha256 == hashlib.sha256(b"%PDF-1.4 plan").hexdigest()


def test_json_has_exactly_the_promised_keys_and_no_inline_picture() -> None:
    found = as_json(parse(full_mail().as_bytes()))
    assert list(found) == [
        *("message_id", "subject", "from", "to", "cc", "date"),
        *("automatic", "body_text", "quoted_text", "attachments"),
    ]
    assert found["from"] == {"name": "Field, Róbin", "email": "foi@example.gov.uk"}
    assert found["date"] == "2018-07-20T09:00:00+00:00"
    assert [list(one) for one in found["attachments"]] == [["filename", "content_type", "size", "sha256"]]


def test_an_html_mail_is_read_as_text_and_its_quote_split_off() -> None:
    message = mail("")
    message.set_content(
        "<style>p {color: red}</style><p>Dear Sam,</p><ul><li>one</li><li>two</li></ul><hr>"
        "<p><b>From:</b> Sam<br><b>Sent:</b> 19 July 2018<br><b>To:</b> FOI<br><b>Subject:</b> Parks</p><p>Please.</p>",
        subtype="html",
    )
    found = parse(message.as_bytes())
    assert found.body_text.split() == ["Dear", "Sam,", "*", "one", "*", "two"]
    assert found.quoted_text.startswith("From: Sam")


@pytest.mark.parametrize(
    "plain", ["", "\u00a0\n", "This message needs HTML: your program does not support it."]
)
def test_the_html_version_is_read_where_the_plain_one_says_nothing(plain: str) -> None:
    message = mail(plain)
    message.add_alternative(
        "<p>Dear Sam, here is everything that you asked for, in three parts and a list.</p>", subtype="html"
    )
    assert parse(message.as_bytes()).body_text.startswith("Dear Sam, here is everything")


def test_texts_around_a_file_are_all_read() -> None:
    message = mail("Before.")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    after = EmailMessage()
    after.set_content("After.")
    message.attach(after)
    assert parse(message.as_bytes()).body_text == "Before.\n\nAfter."


def test_a_mail_without_message_id_date_or_sender_is_read_and_says_so() -> None:
    found = parse(b"Subject: x\r\n\r\nhello")
    assert (found.message_id, found.date, found.from_, found.body_text) == (None, None, None, "hello")
    assert found.problems == ("It has no date.", "It has no Message-ID.", "It names no sender.")


def test_winmail_dat_is_opened() -> None:
    message = mail("")
    container = tnef({"Réponse finale.pdf": b"%PDF-1", "b.txt": b"xx"}, body="Dear Sam, in Outlook's way.")
    message.add_attachment(container, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = parse(message.as_bytes())
    assert [(one.filename, one.content_type, one.content) for one in found.attachments] == [
        ("Réponse finale.pdf", "application/pdf", b"%PDF-1"),
        ("b.txt", "text/plain", b"xx"),
    ]
    assert found.body_text == "Dear Sam, in Outlook's way."


def test_a_broken_winmail_dat_is_kept_as_it_came() -> None:
    message = mail()
    message.add_attachment(b"nothing", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = parse(message.as_bytes())
    assert [one.filename for one in found.attachments] == ["winmail.dat"]
    assert "Its winmail.dat cannot be opened; it was kept as it came." in found.problems


def test_uuencoded_files_are_taken_out_of_the_text() -> None:
    body = b"Dear Sam,\r\n\r\nbegin 644 plan.txt\r\n#0V%T\r\n`\r\nend\r\n\r\nRobin"
    found = parse(raw_mail(body))
    assert found.body_text.split() == ["Dear", "Sam,", "Robin"]
    assert [(one.filename, one.content) for one in found.attachments] == [("plan.txt", b"Cat")]


def test_begin_in_a_letter_is_no_file() -> None:
    text = b"We begin 644 works.\r\nbegin 644 of them\r\nthis is a letter, not a file\r\nend\r\n"
    found = parse(raw_mail(text))
    assert "this is a letter" in found.body_text
    assert found.attachments == ()


def test_an_attached_mail_is_one_file_named_after_its_subject() -> None:
    inner = mail("inside", Subject="Plan 7/8")
    inner.add_attachment(b"x", maintype="application", subtype="pdf", filename="inner.pdf")
    message = mail()
    message.add_attachment(inner)
    found = parse(message.as_bytes())
    assert [(one.filename, one.content_type) for one in found.attachments] == [
        ("Plan 7-8.eml", "message/rfc822")
    ]
    assert [one.filename for one in parse(found.attachments[0].content).attachments] == ["inner.pdf"]


def test_a_saved_outlook_mail_is_read_like_any_other() -> None:
    raw = outlook(
        {
            0x0037: "RE: Párks",
            0x1000: "Dear Sam,\r\n\r\nhere.",
            0x0C1A: "Robin Field",
            0x0C1F: "foi@example.gov.uk",
            0x1035: "<m.1@example.gov.uk>",
            0x0039: dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC),
        },
        recipients=[
            {0x3001: "Sam", 0x39FE: "sam@lab.example", 0x0C15: 1},
            {0x3001: "Ann", 0x39FE: "ann@lab.example", 0x0C15: 2},
        ],
        files=[{0x3707: "plan é.pdf", 0x3701: b"%PDF" * 2000}, {0x3704: "a.txt", 0x3701: b"hi"}],
    )
    found = parse(raw)
    assert (found.message_id, found.subject) == ("<m.1@example.gov.uk>", "RE: Párks")
    assert found.from_ == Address("Robin Field", "foi@example.gov.uk")
    assert (found.to, found.cc) == (
        (Address("Sam", "sam@lab.example"),),
        (Address("Ann", "ann@lab.example"),),
    )
    assert found.date == dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC)
    assert found.body_text == "Dear Sam,\n\nhere."
    assert [(one.filename, one.content_type, one.size) for one in found.attachments] == [
        ("plan é.pdf", "application/pdf", 8000),
        ("a.txt", "text/plain", 2),
    ]
    assert why_no_mail(raw) is None


def test_the_travel_headers_of_a_saved_outlook_mail_are_believed_first() -> None:
    headers = "From: Real <real@example.gov.uk>\r\nSubject: As sent\r\nAuto-Submitted: auto-replied\r\n"
    found = parse(outlook({0x007D: headers, 0x0037: "As filed", 0x1000: "x"}, recipients=[], files=[]))
    assert (found.subject, found.automatic) == ("As sent", "auto_reply")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "it is empty"),
        (b" \r\n", "it is empty"),
        (b"\x7fELF\x02", "no mail headers"),
        (b"hello\n", "no mail headers"),
    ],
)
def test_what_is_no_mail_is_told_in_a_few_words(raw: bytes, reason: str) -> None:
    assert reason in (why_no_mail(raw) or "")
