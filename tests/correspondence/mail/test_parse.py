"""A mail is taken apart into facts, whatever state it is in."""

import datetime as dt
import hashlib
import json
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from correspondence.mail.parse import LONGEST_TEXT, parse, why_no_mail
from correspondence.mail.report import as_json, as_text
from correspondence.mail.types import Address, AuthenticationResult
from tests.correspondence.mail.builders import mail, nested, outlook, raw_mail, tnef


def full_mail() -> EmailMessage:
    message = mail(
        "Dear Sam,\n\nThe plan is attached.\n\n"
        "On Thu, 19 Jul 2018 at 09:00, Sam <sam@lab.example> wrote:\n> Please send it.\n",
        From='"Field, Róbin" <foi@example.gov.uk>',
        To="Sam <sam@lab.example>, office@lab.example",
        Cc="Records <records@example.gov.uk>",
        Reply_To="case+7@example.gov.uk",
        Subject="RE: Párks – FOI-18-0007",
        In_Reply_To="<request.1@lab.example>",
        References="<request.1@lab.example> <ack.1@example.gov.uk>",
    )
    message.add_alternative('<p>Dear Sam</p><img src="cid:logo@example">', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo@example>")
    message.add_attachment(
        b"%PDF-1.4 plan", maintype="application", subtype="pdf", filename="Réponse finale.pdf"
    )
    return message


def in_parts(header: bytes) -> bytes:
    """A mail whose second part has the given headers."""
    body = b"--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x\r\n" + header + b"\r\n\r\n%PDF\r\n--x--"
    return raw_mail(body, b"Content-Type: multipart/mixed; boundary=x")


def names(raw: bytes) -> list[str]:
    return [one.filename for one in parse(raw).attachments]


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


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\robin\\plan.pdf", "plan.pdf"),
        ("plan\x00\r\n.pdf", "plan.pdf"),
        ("..", "attachment-1.txt"),
        ("annex\u202efdp.exe", "annex\u202efdp.exe"),
        ("x" * 300 + ".pdf", "x" * 300 + ".pdf"),
    ],
)
def test_a_file_name_never_keeps_a_path(sent: str, shown: str) -> None:
    header = f"Content-Disposition: attachment; filename*=utf-8''{quote(sent, safe='')}".encode()
    assert names(in_parts(header)) == [shown]


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Disposition: attachment; filename*=UTF-8''R%C3%A9ponse%20finale.pdf",
        b"Content-Disposition: attachment; filename*0*=UTF-8''R%C3%A9ponse; filename*1=\" finale\"; filename*2*=.pdf",
        b"Content-Disposition: attachment; filename*=iso-8859-1'fr'R%E9ponse%20finale.pdf",
        b'Content-Disposition: attachment; filename="=?utf-8?B?UsOpcG9uc2UgZmluYWxlLnBkZg==?="',
        b'Content-Disposition: attachment; filename="=?iso-8859-1?Q?R=E9ponse_finale.pdf?="',
        'Content-Disposition: attachment; filename="Réponse finale.pdf"'.encode(),
        'Content-Disposition: attachment; filename="Réponse finale.pdf"'.encode("latin-1"),
        'Content-Disposition: attachment; filename="RÃ©ponse finale.pdf"'.encode(),
        b"Content-Disposition: attachment\r\n"
        b'Content-Type: application/pdf; name="=?utf-8?Q?R=C3=A9ponse?=\r\n =?utf-8?Q?_finale.pdf?="',
        b'Content-Disposition: attachment;\r\n\tfilename = "dir/R\xc3\xa9ponse finale.pdf"',
    ],
)
def test_a_file_name_is_read_in_every_spelling(header: bytes) -> None:
    assert names(in_parts(header)) == ["Réponse finale.pdf"]


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Café – “yes”".encode(), b"utf-8"),
        ("Café – “yes”".encode("cp1252"), b"windows-1252"),
        ("Café – “yes”".encode("cp1252"), b"iso-8859-1"),
        ("Café – “yes”".encode(), b"iso-8859-1"),
        ("Café – “yes”".encode(), b"us-ascii"),
        ("Café – “yes”".encode(), b""),
        ("Café – “yes”".encode("cp1252"), b"utf-8"),
        ("Café – “yes”".encode(), b"x-unknown"),
        ("Café – “yes”".encode("utf-16"), b"utf-16"),
        ("Café – “yes”".encode(), b"punycode"),
        ("Café – “yes”".encode(), b"hex"),
    ],
)
def test_text_is_read_although_its_charset_is_wrong(body: bytes, charset: bytes) -> None:
    header = b"Content-Type: text/plain" + (b'; charset="' + charset + b'"' if charset else b"")
    assert parse(raw_mail(body, header)).body_text == "Café – “yes”"


def test_a_wrong_charset_is_named_among_the_problems() -> None:
    found = parse(raw_mail("Café".encode("cp1252"), b"Content-Type: text/plain; charset=utf-8"))
    assert "The text is not in utf-8; it was read as Windows-1252." in found.problems


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        (b"=?utf-8?Q?P=C3=A1rks?=", "Párks"),
        (b"=?utf-8?B?UMOh?= =?utf-8?B?cmtz?=", "Párks"),
        (b"=?utf-8?B?UMM=?=\r\n =?utf-8?B?oXJrcw==?=", "Párks"),
        (b"RE: =?iso-8859-1?q?P=E1rks?= and more", "RE: Párks and more"),
        ("Párks".encode(), "Párks"),
        ("Párks".encode("latin-1"), "Párks"),
        (b"=?x-none?Q?Parks?=", "Parks"),
        (b"=?utf-8?B?UMOhcmtz", "=?utf-8?B?UMOhcmtz"),
        (b"long\r\n subject\r\n\tfolded", "long subject folded"),
        ("PÃ¡rks".encode(), "Párks"),
    ],
)
def test_a_subject_is_read_in_every_encoding(header: bytes, subject: str) -> None:
    assert parse(b"From: a@example.org\r\nSubject: " + header + b"\r\n\r\nhi").subject == subject


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("Fri, 20 Jul 2018 10:00:00 +0100", dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC)),
        ("20 Jul 18 10:00 GMT", dt.datetime(2018, 7, 20, 10, 0, tzinfo=dt.UTC)),
        ("Fri, 20 Jul 2018 10:00:00", dt.datetime(2018, 7, 20, 10, 0, tzinfo=dt.UTC)),
        ("Fri, 20 Jul 2018 23:59:60 +0000", dt.datetime(2018, 7, 20, 23, 59, 59, tzinfo=dt.UTC)),
        ("Sun, 29 Mar 2026 00:30:00 -2330", dt.datetime(2026, 3, 30, 0, 0, tzinfo=dt.UTC)),
        ("Fri, 20 Jul 0018 10:00:00 +0100", dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC)),
    ],
)
def test_a_date_is_given_in_utc(date: str, instant: dt.datetime) -> None:
    assert parse(raw_mail(b"hi", b"Date: " + date.encode())).date == instant


@pytest.mark.parametrize("date", ["", "yesterday", "31 Feb 2018 10:00", "Fri, 20 Jul 99999 10:00:00 +0100"])
def test_without_a_date_the_servers_is_taken(date: str) -> None:
    raw = (
        b"Received: from a by b; Fri, 20 Jul 2018 10:00:00 +0100\r\nDate: "
        + date.encode()
        + b"\r\nFrom: a@b.example\r\n\r\nhi"
    )
    found = parse(raw)
    assert found.date == dt.datetime(2018, 7, 20, 9, 0, tzinfo=dt.UTC)
    assert any("the mail server's was taken" in problem for problem in found.problems)


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


@pytest.mark.parametrize("levels", [1, 40, 1000, 1900])
def test_a_text_is_found_however_deep_it_lies(levels: int) -> None:
    assert parse(nested(levels)).body_text == "Found it."


def test_what_lies_deeper_than_the_limit_is_kept_as_a_file() -> None:
    found = parse(nested(5000))
    assert [one.content_type for one in found.attachments] == ["application/octet-stream"]
    assert b"Found it." in found.attachments[0].content
    assert "It has too many parts: what lies deeper was kept as one file." in found.problems


def test_ten_thousand_parts_are_bounded() -> None:
    part = b"--x\nContent-Type: application/pdf\n\nx\n"
    found = parse(raw_mail(part * 10_000 + b"--x--", b"Content-Type: multipart/mixed; boundary=x"))
    assert 1_000 < len(found.attachments) <= 3_001


def test_a_very_long_text_is_cut_and_says_so() -> None:
    found = parse(raw_mail(b"a" * (LONGEST_TEXT + 10)))
    assert len(found.body_text) == LONGEST_TEXT
    assert "The text is very long; only its beginning was kept." in found.problems


@pytest.mark.parametrize(
    "raw",
    [
        b"From someone Fri Jul 20 10:00:00 2018\nFrom: foi@example.gov.uk\nSubject: Raw\n\nhello\n",
        b"\xef\xbb\xbf\r\n\r\nFrom: foi@example.gov.uk\r\nSubject: Raw\r\n\r\nhello",
        b"From: foi@example.gov.uk\rSubject: Raw\r\rhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: text\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed; boundary=x\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed\n\n--y\n\nhello\n--y--",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: base64\n\naGVs\nbG8",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: base64\n\naGVs\n!!bG8==\n",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: quoted-printable\n\nhel=\nlo",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: x-own\n\nhello",
    ],
)
def test_a_mail_with_a_broken_frame_still_gives_its_words(raw: bytes) -> None:
    found = parse(raw)
    assert (found.subject, found.body_text.strip()) == ("Raw", "hello")
    assert found.from_ == Address("", "foi@example.gov.uk")


def test_envelope_addresses_are_kept() -> None:
    raw = (
        b"Delivered-To: reply+abc@lab.example\r\nX-Original-To: reply+abc@lab.example\r\n" + mail().as_bytes()
    )
    assert parse(raw).delivered_to == ("reply+abc@lab.example",)


def test_verdicts_of_mail_servers_are_listed_with_who_says_so() -> None:
    header = "mx.lab.example; dkim=pass header.d=example.gov.uk; spf=fail smtp.mailfrom=foi@Example.gov.uk; dmarc=none"
    assert parse(mail(Authentication_Results=header).as_bytes()).authentication_results == (
        AuthenticationResult("mx.lab.example", "dkim", "pass", "example.gov.uk"),
        AuthenticationResult("mx.lab.example", "spf", "fail", "example.gov.uk"),
        AuthenticationResult("mx.lab.example", "dmarc", "none", ""),
    )


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


SEEDS = [
    full_mail().as_bytes(),
    nested(5),
    outlook({0x0037: "s", 0x1000: "t"}, recipients=[], files=[{0x3707: "a.pdf", 0x3701: b"x"}]),
    raw_mail(b"begin 644 a\n#0V%T\n`\nend\n", b"Content-Type: text/plain; charset=utf-7"),
    raw_mail(tnef({"a": b"b"}, body="c"), b"Content-Type: application/ms-tnef"),
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 30)), max_size=12),
)
def test_no_mutilated_mail_stops_the_parser(seed: bytes, cuts: list[tuple[int, bytes, int]]) -> None:
    raw = bytearray(seed)
    for at, put, drop in cuts:
        raw[at % (len(raw) + 1) : at % (len(raw) + 1) + drop] = put
    found = parse(bytes(raw))
    written = json.dumps(as_json(found), ensure_ascii=False).encode("utf-8")
    assert "\0" not in as_text(found) + str(found.html)
    assert written
    assert all(one.filename and "/" not in one.filename for one in found.attachments)


@given(st.binary(max_size=2000))
def test_no_bytes_at_all_stop_the_parser(raw: bytes) -> None:
    assert parse(raw).problems != ()
