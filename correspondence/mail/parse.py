"""Parse a mail, however broken, into plain facts (pure: no Django, no network, nothing fetched or written).

Whatever the bytes are, parse() gives a ParsedMail; what was wrong with them stands in its problems.
"""

import datetime as dt
import re
from email.utils import parsedate_tz
from urllib.parse import unquote

from correspondence.mail.addresses import parse_addresses
from correspondence.mail.automatic import find_bounce, kind_of
from correspondence.mail.charsets import mended
from correspondence.mail.contents import Contents, File, Text, shown_name
from correspondence.mail.headers import Headers
from correspondence.mail.html_text import html_to_text
from correspondence.mail.mime import read_mime
from correspondence.mail.outlook import MAGIC, read_msg
from correspondence.mail.quotes import split_reply
from correspondence.mail.sources import Raw, beginning, size_and_digest
from correspondence.mail.types import Address, Attachment, AuthenticationResult, ParsedMail

LONGEST_TEXT = 1_000_000  # characters of the text that are kept: some 400 pages
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
_CID = re.compile(r"cid:([^\"'\s<>)]{1,300})", re.IGNORECASE)
_VERDICT = re.compile(
    r"\b(?P<method>dkim|spf|dmarc|arc|auth|iprev|sender-id)=(?P<result>[a-z]+)", re.IGNORECASE
)
_VERDICT_DOMAIN = re.compile(
    r"(?:header\.(?:d|i|from)|smtp\.(?:mailfrom|helo))=\"?([^\s;\"]{1,320})", re.IGNORECASE
)
_NO_HTML_SHOWN = re.compile(r"\bhtml\b|view (?:this|the) (?:e-?mail|message)|does not support", re.IGNORECASE)
_ENVELOPE = (
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-forwarded-to",
    "x-delivered-to",
)
_MAIL_HEADERS = ("from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version")


def why_no_mail(raw: Raw) -> str | None:
    """One sentence that says why some bytes are no mail, None when they are one."""
    head = raw[:200_000]
    if not head.strip():
        return "it is empty"
    if head.startswith(MAGIC):
        return None
    headers = read_mime(head).headers
    if not any(headers.raw(name) for name in _MAIL_HEADERS):
        return "it has no mail headers (From, To, Subject, Date)"
    return None


def parse(raw: Raw) -> ParsedMail:
    """Take a mail apart: .eml as it came over the wire, or .msg as Outlook saves it. Never raises.

    Its attachments are read from `raw` when they are asked for, so `raw` lives as long as they do.
    """
    found = read_msg(raw[:]) if raw[: len(MAGIC)] == MAGIC else read_mime(raw)
    headers, problems = found.headers, found.problems
    sender = next(iter(parse_addresses(headers.raw("from")) or parse_addresses(headers.raw("sender"))), None)
    text = _text(found)
    if len(text) > LONGEST_TEXT:
        problems.append("The text is very long; only its beginning was kept.")
        text = text[:LONGEST_TEXT]
    split = split_reply(text)
    html = "\n".join(one.words for one in found.texts if one.html) or None
    bounce = find_bounce(headers, found.report_type, found.reports, found.returned, sender, text)
    message_id = next(iter(_ids(headers, "message-id")), None)
    date = _date(headers, problems)
    problems += ["It has no Message-ID."] * (message_id is None) + ["It names no sender."] * (sender is None)
    return ParsedMail(
        message_id=message_id,
        subject=mended(headers.text("subject")),
        from_=sender,
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        reply_to=_addresses(headers, "reply-to"),
        delivered_to=_delivered_to(headers),
        in_reply_to=next(iter(_ids(headers, "in-reply-to")), None),
        references=_ids(headers, "references"),
        date=date,
        automatic=kind_of(headers, found.report_type, bounce),
        bounce=bounce,
        body_text=split.body,
        quoted_text=split.quoted,
        html=html,
        attachments=_attachments(found.files, html or ""),
        authentication_results=_verdicts(headers),
        problems=tuple(dict.fromkeys(problems)),
    )


def _text(found: Contents) -> str:
    """The mail's text: of alternatives the plain one unless it is empty, of other texts all in their order."""
    pieces: list[str] = []
    done: set[int] = set()
    for text in found.texts:
        if text.alternative == 0:
            pieces.append(html_to_text(text.words) if text.html else text.words)
        elif text.alternative not in done:
            done.add(text.alternative)
            pieces.append(_best([one for one in found.texts if one.alternative == text.alternative]))
    if not any(piece.strip() for piece in pieces):
        pieces += [
            beginning(file.source, 4 * LONGEST_TEXT).decode("utf-8", "replace")
            for file in found.files
            if _is_text(file)
        ][:1]
    return "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())


def _is_text(file: File) -> bool:
    return file.content_type == "text/plain" and not file.attached


def _best(versions: list[Text]) -> str:
    plain = "\n\n".join(one.words for one in versions if not one.html)
    html = "\n".join(one.words for one in versions if one.html)
    if not html or (plain.strip() and not (len(plain) < 400 and _NO_HTML_SHOWN.search(plain))):
        return plain
    shown = html_to_text(html)
    return shown if len(shown) > len(plain.strip()) else plain


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    return tuple(address for value in headers.all_raw(name) for address in parse_addresses(value))


def _delivered_to(headers: Headers) -> tuple[str, ...]:
    found = [
        one.email for name in _ENVELOPE for value in headers.all_raw(name) for one in parse_addresses(value)
    ]
    return tuple(dict.fromkeys(email for email in found if email))


def _ids(headers: Headers, name: str) -> tuple[str, ...]:
    """The message identifiers of a header; a bare word is taken for one where the brackets are missing."""
    value = " ".join(headers.all_raw(name))
    found = _MESSAGE_ID.findall(value)
    if not found and value.strip() and len(value.split()) == 1:
        found = [f"<{value.strip(' <>')}>"]
    return tuple(dict.fromkeys(found))


def _date(headers: Headers, problems: list[str]) -> dt.datetime | None:
    """When it was sent, in UTC; where that is missing or impossible, when the first server received it."""
    sent = _instant(headers.raw("date"))
    if sent is not None:
        return sent
    received = headers.all_raw("received")
    instant = _instant(received[0].rpartition(";")[2]) if received else None
    what = "It has no date" if not headers.raw("date") else _why_no_date(headers.raw("date") or "")
    problems.append(f"{what}; the mail server's was taken." if instant else f"{what}.")
    return instant


def _why_no_date(value: str) -> str:
    """What is wrong with a Date header that gives no instant."""
    try:
        parts = parsedate_tz(value[:200])
        day = dt.date(*parts[:3]) if parts else None
    except (ValueError, OverflowError, TypeError, IndexError):
        day = None
    return f"Its date, {day.day} {day:%B} {day.year}, cannot be right" if day else "Its date cannot be read"


def _instant(value: str | None) -> dt.datetime | None:
    try:
        parts = parsedate_tz(value[:200]) if value else None
        if parts is None:
            return None
        zone = dt.timezone(dt.timedelta(seconds=parts[9] or 0))
        instant = dt.datetime(*parts[:5], min(parts[5], 59), tzinfo=zone).astimezone(dt.UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return instant if 1971 <= instant.year <= 2199 else None


def _attachments(files: list[File], html: str) -> tuple[Attachment, ...]:
    shown = {unquote(content_id) for content_id in _CID.findall(html)}
    found = []
    for number, file in enumerate(files, start=1):
        picture = file.content_type.startswith("image/")
        size, digest = size_and_digest(file.source)
        inline = (
            picture
            and (file.content_id in shown or (file.related and not file.attached))
            and bool(file.content_id)
        )
        found.append(
            Attachment(
                filename=shown_name(file, number),
                original_filename=file.name,
                content_type=file.content_type,
                size=size,
                sha256=digest,
                source=file.source,
                inline=inline,
                content_id=file.content_id,
            )
        )
    return tuple(found)


def _verdicts(headers: Headers) -> tuple[AuthenticationResult, ...]:
    """The verdicts of all Authentication-Results headers, the last server's first (RFC 8601 s.2.2)."""
    found = []
    for value in headers.all_raw("authentication-results"):
        server, _, rest = value.partition(";")
        for verdict in rest.split(";"):
            if match := _VERDICT.search(verdict):
                domain = _VERDICT_DOMAIN.search(verdict)
                name = domain[1].rpartition("@")[2].lower() if domain else ""
                found.append(
                    AuthenticationResult(
                        server.split(" ")[0].strip(), match["method"].lower(), match["result"].lower(), name
                    )
                )
    return tuple(found)
