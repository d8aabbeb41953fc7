"""The text of letters that came as files: plain text, mail, PDF and Word, and files that are none."""

import datetime as dt
import io
import zipfile

import pytest

from correspondence.reading.docx_text import NotDocx, docx_text
from correspondence.reading.letter_files import UnreadableLetter, letter_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; other parts by their names without the folder."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return raw.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def entry(words: str, level: int = 0) -> str:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return paragraph(words, place)


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    text = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {text} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()


def test_plain_text_has_one_sort_of_line_end():
    assert (
        letter_of("Dear Lab\r\n\r\nNot held – “none”.\r".encode()).text == "Dear Lab\n\nNot held – “none”.\n"
    )


def test_text_of_an_older_windows_is_read():
    assert letter_of("Dear Lab – £5".encode("cp1252")).text == "Dear Lab – £5"


def test_a_date_in_the_files_name_is_the_day_it_was_sent():
    assert letter_of(b"Dear Lab", "[13-04-2018] Response.txt").sent_on == dt.date(2018, 4, 13)
    assert letter_of(b"Dear Lab", "27.txt").sent_on is None


def test_a_mail_gives_its_subject_its_words_and_what_it_quotes():
    raw = (
        b"From: foi@mellor.example\r\nTo: lab@example.org\r\nSubject: FOI-21-0042\r\nMessage-ID: <1@mellor.example>\r\n"
        b"Date: Tue, 30 Mar 2021 23:30:00 +0000\r\n\r\nThe rota is attached.\r\n\r\n> May we see the rota?\r\n"
    )
    found = letter_of(raw, "answer.eml")
    assert found.text == "Subject: FOI-21-0042\n\nThe rota is attached.\n\n> May we see the rota?"
    assert found.sent_on == dt.date(2021, 3, 31)
    assert found.automatic is False


def test_a_mail_is_known_without_its_name_and_so_is_a_machine():
    raw = (
        b"From: foi@mellor.example\r\nReceived: from a by b; Tue, 30 Mar 2021 10:00:00 +0000\r\nSubject: Thank you\r\n"
        b"Auto-Submitted: auto-replied\r\n\r\nWe have your message.\r\n"
    )
    assert letter_of(raw).automatic is True


def test_a_letter_attached_to_a_mail_is_read_with_it():
    raw = (
        b"From: foi@mellor.example\r\nSubject: Answer\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"'
        b"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlease see the letter.\r\n--x\r\nContent-Type: text/plain\r\n"
        b'Content-Disposition: attachment; filename="letter.txt"\r\n\r\nWe hold no rota.\r\n--x--\r\n'
    )
    text = letter_of(raw, "a.eml").text
    assert "Please see the letter." in text
    assert "[Attachment: letter.txt]\n\nWe hold no rota." in text


def test_a_pdf_gives_its_lines():
    text = letter_of(pdf("Our ref: FOI-21-0042", "The rota is attached."), "a.pdf").text
    assert [line.strip() for line in text.splitlines() if line.strip()] == [
        "Our ref: FOI-21-0042",
        "The rota is attached.",
    ]


def test_a_word_file_gives_its_lists_with_their_numbers():
    body = entry("Contracts?") + paragraph("None.") + entry("Costs?") + entry("Whose?", 1) + entry("Rota?")
    assert (
        docx_text(word(body, numbering=NUMBERING))
        == "1.\tContracts?\nNone.\n2.\tCosts?\na)\tWhose?\n3.\tRota?"
    )


def test_a_word_file_gives_the_rows_of_its_tables():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Q1", "Contracts?", "None."))
    assert docx_text(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == "Q1\tContracts?\tNone."


def test_a_word_file_gives_its_header_and_leaves_out_what_was_struck_out():
    body = "<w:p><w:del><w:r><w:delText>Refused</w:delText></w:r></w:del><w:r><w:t>Given</w:t></w:r></w:p>"
    header = f"<w:hdr {W}>{paragraph('Our ref: FOI-21-0042')}</w:hdr>"
    assert docx_text(word(body, header1=header)) == "Our ref: FOI-21-0042\nGiven"


def test_entities_are_refused():
    with pytest.raises(NotDocx, match="document type"):
        docx_text(word("", header1='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'))


def test_a_zip_bomb_is_refused():
    with pytest.raises(NotDocx, match="too large"):
        docx_text(word(" " * 21_000_000))


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \n", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "neither text"),
        (b"%PDF-1.4 broken", "a.pdf", "PDF"),
        (pdf(), "a.pdf", "no text"),
        (b"PK\x03\x04 broken", "a.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", r"\.doc"),
    ],
)
def test_what_is_no_letter_says_why(raw, name, words):
    with pytest.raises(UnreadableLetter, match=words):
        letter_of(raw, name)


def test_a_zip_that_is_no_word_file_says_so():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(UnreadableLetter, match="no Word file"):
        letter_of(raw.getvalue())
