"""PDF files with PDFium: the text of each page, pages as pictures, and recognition of pages that are scans."""

from __future__ import annotations

import ctypes
import struct
import time
import zlib
from pathlib import Path

import pypdfium2 as pdfium

from correspondence.documents_text.programs import can_recognise, recognise
from correspondence.documents_text.types import LONGEST_DOCUMENT, LONGEST_PAGE, MOST_PAGES, Found, Unreadable

MOST_RECOGNISED = 60  # pages of a scan
LONGEST_RECOGNITION = 240  # seconds for all of them
_RECOGNISE_AT = 200 / 72  # dots an inch
_LITTLE = 20  # characters: a page with fewer may be a scan with a stamp
_LARGEST_SIDE = 4000  # pixels


def read_pdf(path: Path) -> Found:
    pdf = _opened(path)
    count = len(pdf)
    pages: list[str] = []
    for number in range(min(count, MOST_PAGES)):
        pages.append(_text(pdf, number))
        if sum(map(len, pages)) > LONGEST_DOCUMENT:
            break
    scans = [number for number, text in enumerate(pages) if len(text) < _LITTLE]
    note = "" if len(pages) == count else f"Only the first {len(pages)} of {count} pages were read."
    if not scans or (not can_recognise() and any(map(str.strip, pages))):
        return Found(tuple(pages), count, "text", note)
    if not can_recognise():
        raise Unreadable(
            "It is a scan: its pages are pictures, and nothing here can recognise words in them."
        )
    recognised, missed = _recognised(pdf, pages, scans)
    note = note or (f"{missed} of its scanned pages were not read: there are too many." if missed else "")
    return Found(tuple(pages), count, "ocr" if recognised else "text", note)


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (
            pdfium.raw.FPDF_ERR_PASSWORD,
            pdfium.raw.FPDF_ERR_SECURITY,
        )
        raise Unreadable(
            "The PDF is locked with a password." if locked else "The PDF is damaged and cannot be opened."
        ) from error


def _text(pdf: pdfium.PdfDocument, number: int) -> str:
    """A page's text; "" for a page that is damaged, so that the others are read."""
    try:
        page = pdf[number]
        words = page.get_textpage()
        text: str = words.get_text_range(0, min(words.count_chars(), LONGEST_PAGE))
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text.replace("\r\n", "\n").replace("\ufffe", "-").strip()


def _recognised(pdf: pdfium.PdfDocument, pages: list[str], scans: list[int]) -> tuple[int, int]:
    """Put words into the pages that are scans; how many got some, and how many there was no time for."""
    until, done = time.monotonic() + LONGEST_RECOGNITION, 0
    for place, number in enumerate(scans[:MOST_RECOGNISED]):
        left = until - time.monotonic()
        try:
            text = recognise(_png(pdf[number], _RECOGNISE_AT), within=max(left, 0.01))
        except TimeoutError:
            return done, len(scans) - place
        except pdfium.PdfiumError:
            continue
        if len(text) > len(pages[number]):
            pages[number], done = text, done + 1
    return done, max(len(scans) - MOST_RECOGNISED, 0)


def render(path: Path, number: int, width: int) -> bytes:
    """Page `number` (from 1) as a PNG `width` pixels wide. Raises `Unreadable`."""
    pdf = _opened(path)
    if not 1 <= number <= len(pdf):
        raise Unreadable(f"The PDF has no page {number}.")
    try:
        page = pdf[number - 1]
        return _png(page, width / max(page.get_width(), 1))
    except pdfium.PdfiumError as error:
        raise Unreadable(f"Page {number} is damaged.") from error


def count_pages(path: Path) -> int:
    return len(_opened(path))


def _png(page: pdfium.PdfPage, scale: float) -> bytes:
    longest = max(page.get_width(), page.get_height(), 1)
    drawn = page.render(scale=min(scale, _LARGEST_SIDE / longest), rev_byteorder=True, prefer_bgrx=False)
    pixels = bytes(
        (ctypes.c_ubyte * (drawn.stride * drawn.height)).from_address(ctypes.addressof(drawn.buffer))
    )
    return png(pixels, drawn.width, drawn.height, drawn.stride, drawn.n_channels)


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Pixels, row by row, as a PNG file (ISO/IEC 15948): 1 channel is grey, 3 are RGB, 4 RGB with opacity."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )
