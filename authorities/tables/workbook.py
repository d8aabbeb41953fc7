"""A workbook with one sheet, written row by row in bounded memory (ECMA-376 Part 1): no cell of it is a formula.

Ours, because a general library makes an object of each cell: a list of 45,000 authorities took it ten times as long.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO

Value = str | date | int | float | None
LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; Excel's limit)."""
LONGEST_TITLE = 31

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY_ONE = date(1899, 12, 30)  # the day whose number is 0: 1900 counts as a leap year there
_PIECE = 1 << 18  # characters
_BOLD, _DAY, _TIME = 1, 2, 3  # places in `cellXfs` below
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/><Override
 PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml"
 ContentType="{_TYPE}.styles+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_REL}/styles"
 Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164"
 formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts
 count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf
 numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0"
 fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf
 numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0"
 fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal"
 xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}
_SHEET = f"""<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"
 activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>%s<sheetData>"""
_SHEET_END = "</sheetData></worksheet>"


def write_workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    widths: Mapping[str, int] | None = None,
) -> IO[bytes]:
    """The workbook in a temporary file, at its beginning. `widths`: characters, by a column's letter.

    Every text is typed as text, also one that looks like a formula or a number; dates are dates.
    """
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it, and it is gone)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, part in _PARTS.items():
            book.writestr(name, _HEAD + part)
        book.writestr("xl/workbook.xml", _HEAD + _names(title))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for piece in _sheet(header, rows, widths or {}):
                sheet.write(piece.encode())
    file.seek(0)
    return file


def letters(n: int) -> str:
    """A, B, … Z, AA, as spreadsheets call their columns; the first is 0."""
    found = ""
    n += 1
    while n:
        n, left = divmod(n - 1, 26)
        found = chr(65 + left) + found
    return found


def _names(title: str) -> str:
    name = _escaped(title[:LONGEST_TITLE]).replace('"', "&quot;")
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(
    header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Mapping[str, int]
) -> Iterator[str]:
    """The sheet's part in pieces of bounded size."""
    columns = [letters(n) for n in range(len(header))]
    cols = [
        f'<col min="{n}" max="{n}" width="{widths[letter]}" customWidth="1"/>'
        for n, letter in enumerate(columns, start=1)
        if letter in widths
    ]
    yield _HEAD + _SHEET % (f"<cols>{''.join(cols)}</cols>" if cols else "")
    top = [_text(f"{letter}1", name, f' s="{_BOLD}"') for letter, name in zip(columns, header, strict=True)]
    held, size = [f'<row r="1">{"".join(top)}</row>'], 0
    for number, row in enumerate(rows, start=2):
        columns.extend(letters(n) for n in range(len(columns), len(row)))
        cells = zip(columns, row, strict=False)
        line = "".join([_cell(f"{letter}{number}", each) for letter, each in cells if each not in _NOTHING])
        held.append(f'<row r="{number}">{line}</row>')
        size += len(line)
        if size > _PIECE:
            yield "".join(held)
            held, size = [], 0
    yield "".join([*held, _SHEET_END])


_NOTHING = (None, "")


def _cell(place: str, value: Value) -> str:
    if isinstance(value, str):
        return _text(place, value)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        day = (value.date() if isinstance(value, datetime) else value) - _DAY_ONE
        if not isinstance(value, datetime):
            return f'<c r="{place}" s="{_DAY}"><v>{day.days}</v></c>'
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f'<c r="{place}" s="{_TIME}"><v>{day.days + seconds / 86_400!r}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _text(place: str, text: str, style: str = "") -> str:
    words = _escaped(text[:LONGEST_CELL])
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _escaped(text: str) -> str:
    """The text without what a workbook cannot hold, and with what means something in XML written out."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Nearly every text is printable, and that is found out fast.
    return text if text.isprintable() else _UNWRITABLE.sub("", text).replace("\r", "&#13;")
