"""Small files of every kind, made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_OOXML = "http://schemas.openxmlformats.org"


def pdf(*pages: str, script: str = "") -> bytes:
    """A PDF with a line of text a page; `script`: JavaScript that a viewer would run on opening it."""
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % (b"/OpenAction 4 0 R" if script else b""), b"", b"", b""]
    objects[2] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects[3] = b"<</S/JavaScript/JS(%s)>>" % script.encode()
    kids = []
    for text in pages:
        drawn = f"BT /F1 18 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _pdf_file(objects)


def _pdf_file(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def scan(grey: bytes, width: int, height: int) -> bytes:
    """A PDF whose one page is a picture."""
    packed = zlib.compress(grey)
    drawn = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
    return _pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im1 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(packed), packed),
        ]
    )


def zipped(files: dict[str, str | bytes], *, stored_first: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files.items()):
            how = zipfile.ZIP_STORED if stored_first and not number else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return out.getvalue()


def docx(*paragraphs: str, pages: int = 2, before: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    space = f"{_OOXML}/wordprocessingml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/app.xml": f"<Properties><Pages>{pages}</Pages></Properties>",
            "word/document.xml": f'{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        }
    )


def pptx(*slides: str, notes: str = "") -> bytes:
    """Slides that are stored in the opposite order of the show, the first with notes."""
    numbers = range(1, len(slides) + 1)
    a, p = f"{_OOXML}/drawingml/2006/main", f"{_OOXML}/presentationml/2006/main"
    r, rels = f"{_OOXML}/officeDocument/2006/relationships", f"{_OOXML}/package/2006/relationships"

    def words(text: str) -> str:
        return f'<p:sld xmlns:p="{p}" xmlns:a="{a}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'

    listed = "".join(f'<p:sldId id="{number}" r:id="r{number}"/>' for number in reversed(numbers))
    targets = "".join(f'<Relationship Id="r{n}" Target="slides/slide{n}.xml"/>' for n in numbers)
    note = '<Relationship Id="n" Target="../notesSlides/notesSlide1.xml"/>' if notes else ""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{p}" xmlns:r="{r}">{listed}</p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{rels}">{targets}</Relationships>',
            **{
                f"ppt/slides/slide{n}.xml": words(text)
                for n, text in zip(numbers, reversed(slides), strict=True)
            },
            f"ppt/slides/_rels/slide{len(slides)}.xml.rels": f'<Relationships xmlns="{rels}">{note}</Relationships>',
            "ppt/notesSlides/notesSlide1.xml": words(notes),
        }
    )


def opendocument(kind: str, body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        },
        stored_first=True,
    )


def xlsx(sheets: dict[str, list[list[str | int]]]) -> bytes:
    main = f"{_OOXML}/spreadsheetml/2006/main"
    r, rels = f"{_OOXML}/officeDocument/2006/relationships", f"{_OOXML}/package/2006/relationships"

    def cell(value: str | int) -> str:
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    def sheet(rows: list[list[str | int]]) -> str:
        lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        return f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'

    numbered = list(enumerate(sheets.items(), start=1))
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in numbered)
    kind = f"{r}/worksheet"
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="w" Type="{r}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{r}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}">{targets}</Relationships>',
            **{f"xl/worksheets/sheet{n}.xml": sheet(rows) for n, (_, rows) in numbered},
        }
    )


def picture(width: int = 40, height: int = 30) -> bytes:
    """A grey PNG."""
    rows = (b"\0" + b"\x80" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
