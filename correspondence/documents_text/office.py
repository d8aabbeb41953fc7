"""Word, PowerPoint and OpenDocument files: zips of XML (ECMA-376, OASIS OpenDocument), read with the standard library.

Document types, which could define entities, are refused; so is what would unpack to far more than it is.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from correspondence.documents_text.types import MOST_PAGES, Found, Unreadable, parts
from correspondence.reading.docx_text import NotDocx, docx_text

_LARGEST_PART = 40_000_000  # bytes of XML after unpacking
_LARGEST_UNPACKED = 400_000_000
_HIGHEST_RATIO = 100  # what XML of a real table or text comes to is 10 to 30
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    ET.ParseError,
)
_PAGES = re.compile(rb"<Pages>(\d{1,6})</Pages>")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check_bomb(path: Path) -> None:
    """Raise `Unreadable` where a zip claims to unpack to what no letter's attachment does; nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except _FAULTS as error:
        raise Unreadable("The file is damaged.") from error
    if any(each.flag_bits & 1 for each in entries):
        raise Unreadable("The file is locked with a password.")
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    suspicious = unpacked > 20_000_000 and unpacked > _HIGHEST_RATIO * max(packed, 1)
    if unpacked > _LARGEST_UNPACKED or suspicious:
        raise Unreadable("The file would unpack to far more than it is: it was not opened.")


def read_docx(path: Path) -> Found:
    check_bomb(path)
    try:
        text = docx_text(path.read_bytes())
    except NotDocx as error:
        raise Unreadable(str(error)) from error
    with zipfile.ZipFile(path) as archive:
        named = "docProps/app.xml" in archive.namelist()
        said = _PAGES.search(archive.read("docProps/app.xml")) if named else None
    return Found(parts(text), int(said[1]) if said else None)


def read_pptx(path: Path) -> Found:
    """A slide a page, in the order of the show, each with the notes of its speaker."""
    check_bomb(path)
    try:
        with zipfile.ZipFile(path) as archive:
            slides = _slides(archive)
            return Found(tuple(_slide(archive, name) for name in slides[:MOST_PAGES]), len(slides))
    except Unreadable:
        raise
    except _FAULTS as error:
        raise Unreadable("The presentation is damaged.") from error


def _slides(archive: zipfile.ZipFile) -> list[str]:
    targets = _related(archive, "ppt/presentation.xml")
    show = _xml(archive, "ppt/presentation.xml")
    listed = (
        [targets.get(each.get(_R, ""), "") for each in show.iter(f"{_P}sldId")] if show is not None else []
    )
    return [name for name in listed if name in archive.namelist()]


def _related(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The parts that a part refers to, by the ids it uses for them."""
    folder, base = posixpath.split(name)
    root = _xml(archive, f"{folder}/_rels/{base}.rels")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        for each in (root if root is not None else ())
    }


def _slide(archive: zipfile.ZipFile, name: str) -> str:
    notes = [part for part in _related(archive, name).values() if "/notesSlides/" in part]
    return "\n".join(line for part in (name, *notes[:1]) for line in _paragraphs(_xml(archive, part)))


def _paragraphs(root: ET.Element | None) -> Iterator[str]:
    for paragraph in root.iter(f"{_A}p") if root is not None else ():
        line = "".join(node.text or "" for node in paragraph.iter(f"{_A}t"))
        if line.strip():
            yield line


def read_opendocument(path: Path) -> Found:
    """An .odt in parts; an .odp by slide."""
    check_bomb(path)
    try:
        with zipfile.ZipFile(path) as archive:
            content = _xml(archive, "content.xml")
    except Unreadable:
        raise
    except _FAULTS as error:
        raise Unreadable("The file is damaged.") from error
    if content is None:
        raise Unreadable("The file is damaged: it has no content.")
    slides = list(content.iter(f"{_DRAW}page"))
    if slides:
        return Found(tuple("\n".join(_odf_lines(each)) for each in slides[:MOST_PAGES]), len(slides))
    return Found(parts("\n".join(_odf_lines(content))))


def _odf_lines(root: ET.Element) -> Iterator[str]:
    """The lines below an element: paragraphs and headings; cells of a table's row apart by tabs."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield _odf_words(node)
        elif node.tag == f"{_TABLE}table-row":
            cells = [node for node in node if node.tag == f"{_TABLE}table-cell"]
            yield "\t".join(" ".join(map(_odf_words, cell.iter(f"{_TEXT}p"))) for cell in cells)
        elif node.tag != f"{_TEXT}tracked-changes":
            stack.extend(reversed(node))


def _odf_words(node: ET.Element) -> str:
    if node.tag == f"{_TEXT}s":
        words = " " * min(int(node.get(f"{_TEXT}c", "1")), 100)
    else:
        words = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(node.tag, node.text or "")
    return words + "".join(_odf_words(each) + (each.tail or "") for each in node)


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """A part's XML, None where the file has no such part."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as packed:
        raw = packed.read(_LARGEST_PART + 1)
    if len(raw) > _LARGEST_PART:
        raise Unreadable("The file is too large to be read.")
    if _DTD.search(raw):
        raise Unreadable("The file declares a document type, which such files do not: it was not opened.")
    return ET.fromstring(raw)  # noqa: S314  no document type, so no entities
