"""Every kind of file gives its words, in a process that a hostile one cannot take further than itself."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from correspondence.documents_text import apart
from correspondence.documents_text.types import Found, ReaderFailed, Unreadable
from correspondence.sniffing import sniff
from tests.correspondence.documents_text import samples
from tests.correspondence.mails import make_mail

needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract"), reason="no tesseract here: apt-get install tesseract-ocr"
)
needs_antiword = pytest.mark.skipif(
    not shutil.which("antiword"), reason="no antiword here: apt-get install antiword catdoc"
)


@pytest.fixture
def read(tmp_path: Path):
    def read(raw: bytes) -> Found:
        path = tmp_path / "file"
        path.write_bytes(raw)
        with apart.read(str(path), sniff(io.BytesIO(raw))) as heard:
            return Found(tuple(heard.pages), heard.page_count, heard.how, heard.note)

    return read


def test_a_pdf_is_read_by_page(read) -> None:
    found = read(samples.pdf("First the costs of it all", "then the benefits of it"))
    assert found == Found(("First the costs of it all", "then the benefits of it"), 2)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (samples.docx("Costs", "Benefits", pages=7), Found(("Costs\nBenefits",), 7)),
        (samples.pptx("Why", "How", notes="Say it slowly"), Found(("Why\nSay it slowly", "How"), 2)),
        (samples.xlsx({"2017": [["Costs", 12], ["x", 1]], "2018": [["None"]]}),
         Found(("2017\nCosts\t12\nx\t1", "2018\nNone"), 2)),
        (samples.opendocument("text", "<office:text><text:h>Costs</text:h><text:p>a<text:s text:c='2'/>b</text:p>"
         "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell>"
         "<text:p>y</text:p></table:table-cell></table:table-row></table:table></office:text>"),
         Found(("Costs\na  b\nx\ty",), None)),
        (samples.opendocument("presentation", "<office:presentation><draw:page><text:p>One</text:p></draw:page>"
         "<draw:page><text:p>Two</text:p></draw:page></office:presentation>"), Found(("One", "Two"), 2)),
        (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Caf\'e9 \u8364? 5\par {\*\generator Some}Two\tab three}",
         Found(("Café € 5\nTwo\tthree",), None)),
        ("Costs: £5".encode(), Found(("Costs: £5",), None)),
        ("Costs: £5 — “all”".encode("cp1252"), Found(("Costs: £5 — “all”",), None)),
        ("Costs: £5".encode("utf-16"), Found(("Costs: £5",), None)),
        (b"<html><head><style>b{}</style><script>x()</script></head><body><p>Costs</p></body></html>",
         Found(("Costs",), None)),
        (samples.zipped({"a/costs.txt": "12", "b.txt": ""}),
         Found(("a/costs.txt\t2 bytes\nb.txt\t0 bytes",), None)),
        (b"\0\1\2\3", Found((), None)),
        (b"", Found((), None)),
    ],
    ids=["docx", "pptx", "xlsx", "odt", "odp", "rtf", "utf-8", "cp1252", "utf-16", "html", "zip", "bytes", "empty"],
)  # fmt: skip
def test_a_file_gives_its_words(read, raw: bytes, found: Found) -> None:
    assert read(raw) == found


def test_a_letter_as_a_file_gives_its_words_and_the_names_of_its_files(read) -> None:
    [page] = read(make_mail("They were twelve pounds.", Subject="Costs").as_bytes()).pages
    assert "Subject: Costs" in page.splitlines()
    assert "They were twelve pounds." in page.splitlines()


def test_a_long_text_comes_in_parts_that_lose_nothing(read) -> None:
    text = "".join(f"line {number}\n" for number in range(40_000))
    pages = read(text.encode()).pages
    assert "".join(pages) == text
    assert max(map(len, pages)) <= 100_000
    assert {page[-1] for page in pages} == {"\n"}


@needs_tesseract
def test_words_in_a_scan_are_recognised(read, tmp_path: Path) -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(samples.pdf("Predictive systems cost"))[0].render(scale=2, grayscale=True)
    rows = bytes(page.buffer)
    grey = b"".join(rows[row * page.stride : row * page.stride + page.width] for row in range(page.height))
    assert read(samples.scan(grey, page.width, page.height)) == Found(("Predictive systems cost",), 1, "ocr")


@needs_tesseract
def test_a_picture_without_words_has_no_page(read) -> None:
    assert read(samples.picture()) == Found((), 1, "ocr")


@needs_antiword
def test_an_old_word_file_that_is_none_is_told(read) -> None:
    with pytest.raises(Unreadable, match="old Word file"):
        read(old_office("WordDocument"))


def old_office(stream: str) -> bytes:
    """The head of an OLE file whose first sector lists a stream of that name."""
    head = bytearray(512)
    head[:8], head[30:32] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (9).to_bytes(2, "little")
    return bytes(head) + stream.encode("utf-16-le").ljust(512, b"\0")


def locked_pdf() -> bytes:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf("Secret"))))
    writer.encrypt("a password", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def locked_zip() -> bytes:
    raw = bytearray(samples.docx("Secret"))
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        raw[place + 8] |= 1
        place = raw.find(b"PK\x01\x02", place + 4)
    return bytes(raw)


def bomb() -> bytes:
    sheet = "<worksheet>" + " " * 300_000_000
    return samples.zipped(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": sheet}
    )


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (locked_pdf, "The PDF is locked with a password."),
        (lambda: samples.pdf("Costs")[:60], "The PDF is damaged and cannot be opened."),
        (locked_zip, "The file is locked with a password."),
        (lambda: old_office("EncryptedPackage"), "The file is locked with a password."),
        (bomb, "The file would unpack to far more than it is: it was not opened."),
        (
            lambda: samples.docx("&c;", before=ENTITIES),
            "The Word file declares a document type, which letters do not.",
        ),
    ],
    ids=["locked pdf", "damaged pdf", "locked docx", "locked xlsx", "bomb", "entities"],
)
def test_what_cannot_be_read_says_why_within_two_seconds(read, make, sentence: str) -> None:
    raw, began = make(), time.monotonic()
    with pytest.raises(Unreadable) as caught:
        read(raw)
    assert str(caught.value) == sentence
    assert time.monotonic() - began < 4  # two, and two for a busy machine


@pytest.mark.parametrize("name", ["word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"])
def test_an_office_file_without_its_inside_is_damaged(read, name: str) -> None:
    raw = samples.zipped({"[Content_Types].xml": "<Types/>", name: "<broken"})
    with pytest.raises(Unreadable, match=r"The .* is damaged\."):
        read(raw)


def child_that(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the place of the reader, a process confined like it that runs `code`."""
    inside, script = tmp_path / "hostile.py", tmp_path / "hostile"
    inside.write_text(
        f"import sys\nsys.path.insert(0, {str(Path.cwd())!r})\n"
        f"from correspondence.documents_text import child\nchild.CPU = 1\nchild.confine()\n{code}\n"
    )
    # No "#!" of Python itself: its path may have spaces.
    script.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(inside))}\n")
    script.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(script))


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "b = bytearray(2_000_000_000)",
        "sys.stdout.buffer.write(b'x' * 250_000_000)",
        "import ctypes; ctypes.string_at(0)",
        "import time; time.sleep(60)",
        "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
        "import os; sys.exit(0 if 'SECRET_KEY' in os.environ else 1)",
    ],
    ids=["endless", "memory", "disk", "crash", "asleep", "network", "secrets"],
)
def test_a_hostile_file_ends_only_the_process_that_reads_it(code, monkeypatch, tmp_path: Path) -> None:
    child_that(code, monkeypatch, tmp_path)
    monkeypatch.setattr(apart, "LONGEST", 5)
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    with pytest.raises(ReaderFailed), apart.read("/dev/null", ""):
        pass


def test_a_page_is_drawn_as_wide_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(samples.pdf("One", "Two"))
    drawn = apart.render(str(path), 2, 600)
    assert (drawn[:8], int.from_bytes(drawn[16:20], "big")) == (b"\x89PNG\r\n\x1a\n", 600)
    assert apart.count_pages(str(path)) == 2
    with pytest.raises(Unreadable, match="no page 3"):
        apart.render(str(path), 3, 600)
