"""Text, tables as text, web pages, letters as files, and the names in a zip."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from correspondence.documents_text.types import Found, Unreadable, parts
from correspondence.mail.charsets import decode
from correspondence.mail.html_text import html_to_text
from correspondence.mail.parse import parse
from correspondence.mail.types import ParsedMail

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_MOST_NAMES = 20_000


def looks_like_text(head: bytes) -> bool:
    """Whether bytes that no kind of file is known by are words in some charset."""
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return bool(head) and not control


def text_of(raw: bytes, charset: str | None = None) -> str:
    """The words of some bytes, whatever their charset."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return raw.decode(codec, "replace")
    return decode(raw, charset)[0]


def read_text(path: Path) -> Found:
    return Found(parts(text_of(path.read_bytes())))


def read_html(path: Path) -> Found:
    raw = path.read_bytes()
    named = _HTML_CHARSET.search(raw[:4096])
    return Found(parts(html_to_text(text_of(raw, named[1].decode("ascii") if named else None))))


def read_mail(path: Path) -> Found:
    """The letter's words under its heading, and the names of what came with it."""
    mail = parse(path.read_bytes())
    return Found(parts("\n".join([*_heading(mail), "", mail.body_text, mail.quoted_text]).strip()))


def _heading(mail: ParsedMail) -> list[str]:
    sender = f"{mail.from_.name} {mail.from_.email}".strip() if mail.from_ else ""
    lines = [
        f"From: {sender}" if sender else "",
        f"Date: {mail.date:%-d %B %Y}" if mail.date else "",
        f"Subject: {mail.subject}" if mail.subject else "",
        *(f"Attachment: {each.filename}" for each in mail.attachments if not each.inline),
    ]
    return [line for line in lines if line]


def read_zip(path: Path) -> Found:
    """The names in a zip: nothing in it is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = [each for each in archive.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("The zip file is damaged.") from error
    lines = [f"{each.filename}\t{each.file_size} bytes" for each in files[:_MOST_NAMES]]
    note = f"Only the first {_MOST_NAMES} names were kept." if len(files) > _MOST_NAMES else ""
    return Found(parts("\n".join(lines)), None, "text", note)
