"""The text of a letter that came as a file: plain text, mail (.eml, .msg), PDF or Word (.docx).

Pure: nothing is fetched, run or written. A file that cannot be read raises UnreadableLetter with one sentence.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from pathlib import PurePath
from zoneinfo import ZoneInfo

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from correspondence.mail.html_text import html_to_text
from correspondence.mail.parse import parse, why_no_mail
from correspondence.mail.types import ParsedMail
from correspondence.reading.dates import find_dates
from correspondence.reading.docx_text import NotDocx, docx_text
from correspondence.reading.reader_text import LONGEST_READ
from correspondence.reading.thread_text import decode_thread
from correspondence.reading.thread_types import NotAThread

LARGEST_FILE = 60_000_000  # bytes
_MOST_PAGES = 60
_LONDON = ZoneInfo("Europe/London")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MAIL_TOP = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){3}")
_MAIL_HEADER = re.compile(
    rb"^(?:received|message-id|return-path|mime-version):", re.IGNORECASE | re.MULTILINE
)
_PDF_FAULTS = (  # what pypdf raises on damaged files, beside its own errors
    *(PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError),
    *(RecursionError, OverflowError, ZeroDivisionError, NotImplementedError, AssertionError),
)


class UnreadableLetter(ValueError):
    """The file gives no text; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter's text with what its file says about it.

    sent_on: from the mail's header, or a date in the file's name. automatic: its mail header says a machine sent it.
    """

    text: str
    sent_on: dt.date | None = None
    automatic: bool = False


def letter_of(raw: bytes, name: str = "") -> LetterFile:
    """The letter in the bytes of a file, whatever its name says. Raises UnreadableLetter.

    A mail's text is its subject, what was written, the text of letters attached to it, and the earlier mail quoted.
    """
    if not raw.strip():
        raise UnreadableLetter("The file is empty.")
    if len(raw) > LARGEST_FILE:
        raise UnreadableLetter(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    if raw.startswith(_OLD_WORD) and not name.lower().endswith(".msg"):
        raise UnreadableLetter("Old Word files (.doc) are not read: save it as .docx or PDF.")
    if _is_mail(raw, name):
        return _from_mail(parse(raw))
    return LetterFile(_document_text(raw, name), _date_in(name))


def _is_mail(raw: bytes, name: str) -> bool:
    if name.lower().endswith((".eml", ".msg")):
        return why_no_mail(raw) is None
    head = raw[:20_000].replace(b"\r\n", b"\n")
    return _MAIL_TOP.match(head) is not None and _MAIL_HEADER.search(head) is not None


def _document_text(raw: bytes, name: str) -> str:
    """The text of a PDF, Word, HTML or text file."""
    if raw.startswith(b"%PDF"):
        text = _pdf_text(raw)
    elif raw.startswith(b"PK\x03\x04"):
        try:
            text = docx_text(raw)
        except NotDocx as error:
            raise UnreadableLetter(str(error)) from error
    else:
        try:
            text = decode_thread(raw)
        except NotAThread as error:
            raise UnreadableLetter("It is neither text, mail, PDF nor Word (.docx).") from error
        if name.lower().endswith((".html", ".htm")):
            text = html_to_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pdf_text(raw: bytes) -> str:
    """The text of a PDF's first pages, laid out as on the page. Raises UnreadableLetter."""
    try:
        reader = PdfReader(io.BytesIO(raw))
        pages: list[str] = []
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True))
            if sum(map(len, pages)) > LONGEST_READ:
                break
    except _PDF_FAULTS as error:
        raise UnreadableLetter("The PDF is damaged or locked.") from error
    text = "\n".join(pages)
    if not text.strip():
        raise UnreadableLetter("The PDF holds no text; it may be a scan.")
    return text


def _from_mail(mail: ParsedMail) -> LetterFile:
    pieces = [f"Subject: {mail.subject}" if mail.subject else "", mail.body_text]
    for attachment in mail.attachments:
        if attachment.inline or not attachment.filename.lower().endswith((".pdf", ".docx", ".txt")):
            continue
        try:
            pieces.append(
                f"[Attachment: {attachment.filename}]\n\n"
                + _document_text(attachment.content, attachment.filename)
            )
        except UnreadableLetter:
            continue
    pieces.append(mail.quoted_text)
    text = "\n\n".join(piece for piece in pieces if piece.strip())
    if not text.strip():
        raise UnreadableLetter("The mail holds no text.")
    sent_on = mail.date.astimezone(_LONDON).date() if mail.date else None
    return LetterFile(text.replace("\r\n", "\n"), sent_on, mail.automatic == "auto_reply")


def _date_in(name: str) -> dt.date | None:
    """A date in a file's name ("[13-04-2018] Response.pdf"), None where it has none."""
    stem = PurePath(name).stem.replace("_", "-")
    return next((span.day for span in find_dates(stem) if span.year), None)
