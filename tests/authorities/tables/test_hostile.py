"""Files that mean harm, or are simply too much: refused in seconds, with one sentence, in little memory."""

import io
import resource
import time
import zipfile

import pytest

from authorities.tables.errors import Locked, NotATable, TableError, TooMuch
from authorities.tables.reading import read_table
from tests.authorities.tables.workbooks import cell, ods_of, packed, sheet_xml, xlsx_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECONDS = 20.0  # the machine may be busy; it takes one or two


def _refused(data: bytes, kind: type[TableError]) -> str:
    """What is said of the file, which takes seconds, and next to no memory of this process."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(kind) as refused:
        read_table(data)
    assert "\n" not in str(refused.value)
    took, grown = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert took < SECONDS
    assert grown < 256 * 1024
    return str(refused.value)


def test_a_part_that_unpacks_to_a_thousand_times_its_size() -> None:
    bomb = xlsx_of(sheet_xml("<row>" + " " * 60_000_000 + "</row>"))
    assert len(bomb) < 100_000
    assert "unpacks to far more than it holds" in _refused(bomb, TooMuch)


def test_more_parts_than_any_workbook_has() -> None:
    _refused(packed({"xl/workbook.xml": "x", **{f"xl/{n}.bin": "" for n in range(3000)}}), TooMuch)


def test_ten_million_cells() -> None:
    row = "".join(f"<c><v>{n % 97}</v></c>" for n in range(100))
    noise = iter(range(10**9))
    rows = "".join(
        f'<row r="{n + 1}">{row}<!--{next(noise) * 7919 % 1000003}--></row>' for n in range(100_000)
    )
    _refused(xlsx_of(sheet_xml(rows)), TooMuch)


def test_ten_million_cells_of_a_text_file() -> None:
    _refused(b"a,b,c,d,e,f,g,h,i,j\n" * 1_000_000, TooMuch)


def test_two_cells_in_the_far_corners_of_a_sheet() -> None:
    body = f'<row r="1">{cell("A1", "Name")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    _refused(xlsx_of(sheet_xml(body)), TableError)


def test_one_cell_repeated_a_billion_times() -> None:
    one = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{one}</table:table-cell></table:table-row>'
    _refused(ods_of(row), TableError)


@pytest.mark.parametrize(
    "make", [lambda xml: xlsx_of(xml), lambda xml: packed({"content.xml": xml})], ids=["xlsx", "ods"]
)
def test_entities_are_not_expanded(make) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    body = f'<row r="1">{cell("A1", "&l11;")}</row>'
    words = _refused(make(sheet_xml(body, before=f"<!DOCTYPE w [{laughs}]>")), NotATable)
    assert words == "The file defines entities, as harmful files do: it is not opened."


def test_an_entity_that_names_a_file_of_ours() -> None:
    before = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    _refused(xlsx_of(sheet_xml(f'<row r="1">{cell("A1", "&x;")}</row>', before=before)), NotATable)


@pytest.mark.parametrize(
    "data",
    [
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        ods_of("", **{"META-INF__manifest.xml": "<manifest:encryption-data/>"}),
    ],
    ids=["xlsx", "ods"],
)
def test_a_file_with_a_password(data: bytes) -> None:
    assert _refused(data, Locked) == "The file is protected by a password: save it without one."


def test_the_old_format_of_excel() -> None:
    assert (
        _refused(OLE + b"\0" * 2000, NotATable) == "This is the old format of Excel: save it as XLSX or CSV."
    )


def test_macros_are_not_looked_at() -> None:
    body = f'<row r="1">{cell("A1", "Name")}</row><row r="2">{cell("A2", "Blaby")}</row>'
    table = read_table(xlsx_of(sheet_xml(body), xl__vbaProject__bin="x", **{"xl__vbaProject.bin": "x"}))
    assert table.rows == [["Name"], ["Blaby"]]
    assert table.notes == ("The file holds macros: they were not looked at, and nothing of them is kept.",)


@pytest.mark.parametrize("cut", [30, 200, 900])
def test_a_file_that_was_cut_off(cut: int) -> None:
    _refused(xlsx_of(sheet_xml(cell("A1", "Name")))[:cut], TableError)


def test_a_zip_of_something_else() -> None:
    _refused(packed({"letter.txt": "Dear"}), NotATable)


def test_a_sheet_that_is_no_xml() -> None:
    _refused(xlsx_of("<worksheet><sheetData><row"), TableError)


def test_a_size_that_lies() -> None:
    """The size in the directory of the zip is smaller than what comes out."""
    honest = xlsx_of(sheet_xml("<row>" + " " * 20_000_000 + "</row>"))
    assert zipfile.is_zipfile(io.BytesIO(honest))
    size = (20_000_000 + len(sheet_xml("<row></row>"))).to_bytes(4, "little")
    _refused(honest.replace(size, (1000).to_bytes(4, "little")), TableError)
