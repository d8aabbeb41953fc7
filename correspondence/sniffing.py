"""What kind of file the bytes show, whatever their name and the sender claim. Pure."""

from __future__ import annotations

import re
import zipfile
from typing import IO

import filetype  # type: ignore[import-untyped]

UNKNOWN = "application/octet-stream"
ZIP = "application/zip"
_HEAD = 8192
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIPS = (
    ("word/", f"{_OFFICE}wordprocessingml.document"),
    ("xl/", f"{_OFFICE}spreadsheetml.sheet"),
    ("ppt/", f"{_OFFICE}presentationml.presentation"),
)
_MARKUP = (
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), "image/svg+xml"),
    (re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE), "text/html"),
    (re.compile(rb"\A\s*<\?xml\b", re.IGNORECASE), "application/xml"),
)
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAIL_HEADERS = re.compile(rb"^(?:from|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
# Served under their own name: no browser runs anything in them, least of all under a sandbox.
_HARMLESS = frozenset(
    {
        *(
            "application/pdf",
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/tiff",
            "text/plain",
        ),
        *(
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/rtf",
        ),
        *(kind for _, kind in _IN_ZIPS),
        *(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")),
    }
)


def sniff(file: IO[bytes]) -> str:
    """The media type that the bytes of a seekable file show, or `application/octet-stream`. Leaves it at its start.

    Markup is looked for first, because a browser would: what begins like a picture and holds `<html>` is HTML.
    """
    file.seek(0)
    head = file.read(_HEAD)
    try:
        return _markup(head) or _known(head, file) or _text(head)
    finally:
        file.seek(0)


def serve_as(sniffed: str) -> str:
    """The Content-Type to serve it under: its own where that is harmless, else one that no browser opens."""
    return sniffed if sniffed in _HARMLESS else UNKNOWN


def _markup(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    probe = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return next((kind for pattern, kind in _MARKUP if pattern.search(probe)), "")


def _known(head: bytes, file: IO[bytes]) -> str:
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(file)
    found = filetype.guess(head)
    return found.mime if found else ""


def _in_zip(file: IO[bytes]) -> str:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 100:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                return declared if declared in _HARMLESS else ZIP
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return ZIP
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return ZIP
    return next((kind for folder, kind in _IN_ZIPS if any(n.startswith(folder) for n in names)), ZIP)


def _text(head: bytes) -> str:
    if not head or b"\0" in head:
        return UNKNOWN
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return UNKNOWN
    return "message/rfc822" if _MAIL.match(head) and _MAIL_HEADERS.search(head) else "text/plain"
