"""The bytes of a letter of ours, as they go to the mail server and as they are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings

from correspondence.errors import BadLetter
from correspondence.file_names import for_download
from correspondence.models import OutgoingLetter
from correspondence.services.addresses import reply_address_of
from correspondence.services.composing import check_one_line
from correspondence.services.known import verified
from correspondence.sniffing import serve_as, sniff
from requests_app.deadlines import law

MOST_REFERENCES = 20
_ID = re.compile(r"<[!-;=?-~]{1,300}>")
# RFC 2045 s.6.7: lines of quoted-printable are at most 76 characters.
_POLICY = SMTP.clone(max_line_length=76, cte_type="7bit")


@dataclass(frozen=True)
class Headers:
    """Who a letter says it is from and where answers go. `envelope`: where reports of failed delivery go."""

    from_name: str
    from_email: str
    to_email: str
    subject: str
    reply_to: str
    in_reply_to: str
    references: tuple[str, ...]

    @property
    def envelope(self) -> str:
        return self.reply_to or self.from_email

    @property
    def from_shown(self) -> str:
        return f"{self.from_name} <{self.from_email}>" if self.from_name else self.from_email


def headers_of(letter: OutgoingLetter) -> Headers:
    """The headers a letter goes out with. Raises `BadLetter` where a name or the subject would break into them.

    Named are the letter it answers, and of the others those that are ours or of a sender who is known.
    """
    check_headers(letter)
    _, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    from_name = _from_name(letter)
    answered = (
        letter.answers.message_id if letter.answers and _ID.fullmatch(letter.answers.message_id) else ""
    )
    named = letter.request.messages.standing().exclude(message_id="").order_by("position")
    known = verified(letter.request, named.defer("body_text", "quoted_text", "search"))
    ids = [each.message_id for each in known if _ID.fullmatch(each.message_id)]
    if letter.kind == OutgoingLetter.Kind.COMPLAINT:
        ids, answered = [], ""  # the regulator has none of these letters
    answered = answered or (ids[-1] if ids else "")
    before = [each for each in dict.fromkeys(ids) if each != answered][-(MOST_REFERENCES - 1) :]
    return Headers(
        from_name=from_name,
        from_email=email,
        to_email=letter.to_email,
        subject=letter.subject,
        reply_to=reply_address_of(letter.request),
        in_reply_to=answered,
        references=(*before, answered) if answered else (),
    )


def check_headers(letter: OutgoingLetter) -> None:
    """Raises `BadLetter` where a name or the subject would break into the headers. Makes no query."""
    for what, text in (
        ("The writer’s name", _from_name(letter)),
        ("The subject", letter.subject),
        ("The address", letter.to_email),
    ):
        check_one_line(what, text)


def _from_name(letter: OutgoingLetter) -> str:
    writer = letter.written_by.name if letter.written_by else ""
    named = ", ".join(filter(None, (writer, letter.request.team.name)))
    return named or parseaddr(settings.DEFAULT_FROM_EMAIL)[0]


def build(letter: OutgoingLetter, headers: Headers, *, at: datetime) -> bytes:
    """The mail, 7-bit clean with CR LF line ends (RFC 5322, RFC 2045). Raises `BadLetter`, `OSError` of the storage."""
    mail = EmailMessage(policy=_POLICY)
    try:
        mail["From"] = Address(display_name=headers.from_name, addr_spec=headers.from_email)
        mail["To"] = Address(addr_spec=headers.to_email)
        if headers.reply_to:
            mail["Reply-To"] = Address(addr_spec=headers.reply_to)
    except ValueError as error:
        raise BadLetter(f"“{headers.to_email}” is not an address a mail can be sent to.") from error
    mail["Subject"] = headers.subject
    mail["Date"] = format_datetime(at.astimezone(ZoneInfo(law(letter.request.law).zone)))
    mail["Message-ID"] = letter.message_id
    mail.set_content(letter.body + "\n", charset="utf-8", cte="quoted-printable")
    for each in letter.files.all():
        with each.file.open("rb") as opened:
            main, _, sub = serve_as(sniff(opened)).partition("/")
            name = for_download(each.filename, otherwise=f"file-{each.pk}")
            mail.add_attachment(opened.read(), maintype=main, subtype=sub, filename=name)
    return _threading(headers) + mail.as_bytes()


def _threading(headers: Headers) -> bytes:
    """In-Reply-To and References (RFC 5322 s.3.6.4), one identifier a line.

    Written by hand: the library would encode an identifier longer than its line as words, and so lose the thread.
    """
    if not headers.in_reply_to:
        return b""
    return (
        f"In-Reply-To: {headers.in_reply_to}\r\nReferences: " + "\r\n ".join(headers.references) + "\r\n"
    ).encode("ascii")
