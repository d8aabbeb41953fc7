"""Which reader takes a file: by what its bytes show, not by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from correspondence.documents_text import office, pdf, plain, programs, rtf, sheets
from correspondence.documents_text.types import BIGGEST_FILE, Found, Unreadable

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = frozenset(("image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp", "image/bmp"))
_LONGEST_PICTURE = 120  # seconds of recognition
Reader = Callable[[Path], Found]

_READERS: dict[str, Reader] = {
    "application/pdf": pdf.read_pdf,
    f"{_OOXML}wordprocessingml.document": office.read_docx,
    f"{_OOXML}presentationml.presentation": office.read_pptx,
    f"{_OOXML}spreadsheetml.sheet": sheets.read_sheets,
    f"{_ODF}text": office.read_opendocument,
    f"{_ODF}presentation": office.read_opendocument,
    f"{_ODF}spreadsheet": sheets.read_sheets,
    "application/rtf": rtf.read_rtf,
    "text/html": plain.read_html,
    "text/plain": plain.read_text,
    "application/xml": plain.read_text,
    "message/rfc822": plain.read_mail,
    "application/zip": plain.read_zip,
}
_STREAMS: tuple[tuple[str, Reader], ...] = (
    ("__properties_version1.0", plain.read_mail),
    ("WordDocument", programs.read_doc),
    ("Workbook", sheets.read_sheets),
    ("PowerPoint Document", programs.read_ppt),
    ("Book", sheets.read_sheets),
)


def read(path: Path, sniffed: str) -> Found:
    """The text of a file of that kind (a media type, as its bytes show). Raises `Unreadable`.

    A picture nothing can be recognised in, and a kind that holds no words, give no pages.
    """
    size = path.stat().st_size
    if size > BIGGEST_FILE and sniffed != "application/zip":
        raise Unreadable(f"The file is larger than {BIGGEST_FILE // 1024 // 1024} MB: its text is not read.")
    if sniffed in _PICTURES:
        return _picture(path)
    reader = _READERS.get(sniffed) or _by_head(path)
    return reader(path) if reader else Found(())


def _picture(path: Path) -> Found:
    if not programs.can_recognise():
        return Found((), 1)
    try:
        text = programs.recognise(path.read_bytes(), within=_LONGEST_PICTURE)
    except TimeoutError:
        return Found((), 1, "ocr", "Recognising its words took too long.")
    return Found((text,) if text else (), 1, "ocr")


def _by_head(path: Path) -> Reader | None:
    """Old Office files, and text in another charset than UTF-8, for both of which the sniffed type says nothing."""
    with path.open("rb") as file:
        head = file.read(8192)
        if head.startswith(_OLD_OFFICE):
            return _old_office(head + _directory(file, head))
    return plain.read_text if plain.looks_like_text(head) else None


def _directory(file, head: bytes) -> bytes:  # type: ignore[no-untyped-def]
    """The beginning of the list of streams of an OLE file (MS-CFB s.2.2: its sector is at 48, its size at 30)."""
    sector = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    file.seek((int.from_bytes(head[48:52], "little") + 1) * sector)
    found: bytes = file.read(8192)
    return found


def _old_office(directory: bytes) -> Reader | None:
    if "EncryptedPackage".encode("utf-16-le") in directory:
        raise Unreadable("The file is locked with a password.")
    return next((reader for name, reader in _STREAMS if name.encode("utf-16-le") in directory), None)
