"""Workbooks for tests, made by hand: what a library would not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/></manifest:manifest>'
)
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="List">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def xlsx(rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), more: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet of these rows; `merged` ranges; `more` sheets with a cell each."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.active.title = "List"
    for cells in merged:
        book.active.merge_cells(cells)
    for name in more:
        book.create_sheet(name).append(["something"])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx_of(sheet: str, **parts: str) -> bytes:
    """A workbook whose sheet is this XML; `parts` are further files ("__" in a name is "/")."""
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS.format(kind="officeDocument", target="xl/workbook.xml"),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
            **{name.replace("__", "/"): text for name, text in parts.items()},
        }
    )


def sheet_xml(body: str, *, before: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'


def cell(where: str, text: str) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        for row in rows
    )
    return ods_of("".join(f"<table:table-row>{row}</table:table-row>" for row in cells))


def ods_of(rows: str, **parts: str) -> bytes:
    named = {name.replace("__", "/"): text for name, text in parts.items()}
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {
            "mimetype": mimetype,
            "META-INF/manifest.xml": _MANIFEST.format(mimetype=mimetype),
            "content.xml": _ODS.format(rows=rows),
            **named,
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return file.getvalue()
