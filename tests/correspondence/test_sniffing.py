"""A file is what its bytes show, whatever it is called and whatever was claimed."""

import io
import zipfile

import pytest

from correspondence.sniffing import UNKNOWN, serve_as, sniff

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 20, "image/jpeg"),
        (docx(), DOCX),
        (docx(**{"word/vbaProject.bin": b"x"}), "application/zip"),
        (zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"}),
         "application/vnd.oasis.opendocument.text"),
        (zipped(mimetype=b"text/html"), "application/zip"),
        (zipped(**{"a.txt": b"x"}), "application/zip"),
        (b"PK\x03\x04 and no more", "application/zip"),
        (b"{\\rtf1\\ansi x}", "application/rtf"),
        (b"plain words \xe2\x80\x99", "text/plain"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\nDate: now\n\nhello", "message/rfc822"),
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf  <HTML><script>x</script>", "text/html"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "text/html"),
        (b'<?xml version="1.0"?><data/>', "application/xml"),
        (b"GIF89a/*<script>alert(1)</script>*/", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"\0\1\2\3\4\5\6\7", UNKNOWN),
        (b"", UNKNOWN),
    ],
)  # fmt: skip
def test_the_bytes_say_what_it_is(content: bytes, kind: str) -> None:
    file = io.BytesIO(content)
    assert sniff(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/xml", "application/zip", "message/rfc822", ""]
)
def test_what_a_browser_could_open_is_served_as_bytes(kind: str) -> None:
    assert serve_as(kind) == UNKNOWN


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", DOCX, "text/plain"])
def test_what_is_harmless_keeps_its_type(kind: str) -> None:
    assert serve_as(kind) == kind
