"""Headers are read in every spelling that mail programs have found for them."""

import datetime as dt
from urllib.parse import quote

import pytest

from correspondence.mail.parse import parse
from correspondence.mail.types import AuthenticationResult
from tests.correspondence.mail.builders import mail, raw_mail


def in_parts(header: bytes) -> bytes:
    """A mail whose second part has the given headers."""
    body = b"--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x\r\n" + header + b"\r\n\r\n%PDF\r\n--x--"
    return raw_mail(body, b"Content-Type: multipart/mixed; boundary=x")


def names(raw: bytes) -> list[str]:
    return [one.filename for one in parse(raw).attachments]


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
