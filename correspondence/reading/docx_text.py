"""The text of a Word file (.docx), with the numbers of its lists and the rows of its tables (pure: standard library).

A .docx is a zip of XML (ECMA-376). Nothing in it is run; document types, which could define entities, are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_LARGEST_PART = 20_000_000  # bytes of XML after unpacking
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
_DEEPEST_LEVEL = 9


class NotDocx(ValueError):
    """The bytes are no Word file that can be read; the message is one sentence for a person."""


def docx_text(raw: bytes) -> str:
    """The words of a Word file, a paragraph a line, cells of a table's row apart by tabs. Raises NotDocx."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise NotDocx("The file is a zip, but no Word file.")
            numbers = _Numbering(_part(archive, "word/numbering.xml"))
            headers = [name for name in archive.namelist() if re.fullmatch(r"word/header\d{0,3}\.xml", name)]
            lines = [line for name in sorted(headers)[:3] for line in _lines(_part(archive, name), numbers)]
            lines += _lines(_part(archive, "word/document.xml"), numbers)
    except NotDocx:
        raise
    except _FAULTS as error:
        raise NotDocx("The Word file is damaged.") from error
    return "\n".join(lines)


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """A part's XML, None where the file has no such part."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as packed:
        raw = packed.read(_LARGEST_PART + 1)
    if len(raw) > _LARGEST_PART:
        raise NotDocx("The Word file is too large.")
    if _DTD.search(raw):
        raise NotDocx("The Word file declares a document type, which letters do not.")
    return ET.fromstring(raw)  # noqa: S314  no document type, so no entities


class _Numbering:
    """Counts the paragraphs of each list as Word does, to print the numbers it only implies."""

    def __init__(self, root: ET.Element | None) -> None:
        self.formats: dict[tuple[str, int], str] = {}
        self.counts: dict[str, list[int]] = {}
        if root is None:
            return
        abstract = {one.get(f"{_W}abstractNumId", ""): one for one in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            levels = abstract.get(link.get(f"{_W}val", "") if link is not None else "")
            for level in levels.iter(f"{_W}lvl") if levels is not None else ():
                form = level.find(f"{_W}numFmt")
                depth = _whole(level.get(f"{_W}ilvl"))
                if form is not None:
                    self.formats[number.get(f"{_W}numId", ""), depth] = form.get(f"{_W}val", "")

    def marker(self, paragraph: ET.Element) -> str:
        """The marker of a list entry with a tab ("2.\t", "b)\t", "•\t"), "" for other paragraphs."""
        place = paragraph.find(f"{_W}pPr/{_W}numPr")
        if place is None:
            return ""
        ident = place.find(f"{_W}numId")
        number = ident.get(f"{_W}val", "") if ident is not None else ""
        level = place.find(f"{_W}ilvl")
        depth = min(_whole(level.get(f"{_W}val") if level is not None else None), _DEEPEST_LEVEL - 1)
        form = self.formats.get((number, depth), "bullet")
        counts = self.counts.setdefault(number, [0] * _DEEPEST_LEVEL)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (_DEEPEST_LEVEL - depth - 1)
        if form == "none" or number == "0":
            return ""
        if form == "decimal":
            return f"{counts[depth]}.\t"
        if form in ("lowerLetter", "upperLetter") and counts[depth] <= 26:
            letter = chr(96 + counts[depth])
            return f"{letter if form == 'lowerLetter' else letter.upper()})\t"
        return "•\t"


def _whole(number: str | None) -> int:
    return int(number) if number and number.isdecimal() and len(number) < 4 else 0


def _lines(root: ET.Element | None, numbers: _Numbering) -> Iterator[str]:
    """The lines of a part: paragraphs, and the rows of tables."""
    if root is None:
        return
    body = root.find(f"{_W}body")
    stack = list(reversed(body if body is not None else root))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}p":
            yield numbers.marker(node) + _words(node)
        elif node.tag == f"{_W}tbl":
            for row in node.iter(f"{_W}tr"):
                cells = [
                    " ".join(filter(None, map(_words, cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")
                ]
                yield "\t".join(cells)
        elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            stack.extend(reversed(node))


def _words(paragraph: ET.Element) -> str:
    """A paragraph's words, without what was struck out while changes were tracked."""
    words: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.tag == f"{_W}tab":
            words.append("\t" if words else "")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
    return "".join(words).strip()
