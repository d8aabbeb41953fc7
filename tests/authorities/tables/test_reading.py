import codecs

import pytest

from authorities.tables.errors import NotATable, TableError, TooMuch
from authorities.tables.reading import read_pasted, read_table
from tests.authorities.tables.workbooks import ods, xlsx

ROWS = [
    ["Name", "FOI Email"],
    ["Cyngor Gwynedd", "foi@gwynedd.example"],
    ["Ynys Môn – “Council”", "foi@ynysmon.example"],
]


def _csv(between: str) -> str:
    return "".join(f"{between.join(row)}\r\n" for row in ROWS)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_csv(",").encode(), "CSV, UTF-8, commas"),
        (codecs.BOM_UTF8 + _csv(",").encode(), "CSV, UTF-8, commas"),
        (_csv(";").encode(), "CSV, UTF-8, semicolons"),
        (_csv("\t").encode(), "CSV, UTF-8, tabs"),
        (_csv(";").encode("cp1252"), "CSV, Windows-1252, semicolons"),
        (_csv("\t").encode("utf-16"), "CSV, UTF-16, tabs"),
        (_csv(",").encode("utf-16-be"), "CSV, UTF-16, commas"),
        (codecs.BOM_UTF16_BE + _csv(",").encode("utf-16-be"), "CSV, UTF-16, commas"),
        (b"sep=;\n" + _csv(";").encode(), "CSV, UTF-8, semicolons"),
        (xlsx(ROWS), "XLSX, sheet “List”"),
        (ods(ROWS), "ODS, sheet “List”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_file_gives_the_same_rows(data: bytes, kind: str) -> None:
    table = read_table(data)
    assert (table.rows, table.kind) == (ROWS, kind)


def test_pasted_cells_are_rows_too() -> None:
    assert read_pasted(_csv("\t")).rows == ROWS


def test_commas_within_quotes_and_line_breaks_within_cells_stay() -> None:
    table = read_table(b'Name,Notes\n"Armagh City, Banbridge","one\r\ntwo"\n')
    assert table.rows[1] == ["Armagh City, Banbridge", "one\ntwo"]


def test_cells_lose_what_cannot_be_seen_and_the_quote_that_made_them_inert() -> None:
    assert read_table("Name,x\n\u00a0Bl\u200baby \u202e,'=1+1\n".encode()).rows[1] == ["Blaby", "=1+1"]


def test_numbers_and_days_of_a_workbook_are_text_as_people_type_it() -> None:
    from datetime import date

    rows = read_table(xlsx([["Name", "id", "since", "now"], ["Blaby", 54906.0, date(2015, 4, 1), True]])).rows
    assert rows[1] == ["Blaby", "54906", "2015-04-01", "True"]


def test_rows_keep_the_numbers_they_have_in_the_file() -> None:
    assert read_table(xlsx([[], ["Name", "x"], [], ["Blaby", "y"]])).rows == [
        [],
        ["Name", "x"],
        [],
        ["Blaby", "y"],
    ]


def test_merged_cells_hold_their_value_in_each_row() -> None:
    rows = [["Nation", "Name"], ["Wales", "Gwynedd"], [None, "Conwy"], ["England", "Blaby"]]
    assert read_table(xlsx(rows, merged=["A2:A3"])).rows[2] == ["Wales", "Conwy"]


def test_the_sheet_with_the_most_cells_is_read_and_the_others_are_named() -> None:
    data = xlsx(ROWS, more=["Read me"])
    assert read_table(data).notes == (
        "The sheet “List” was read; not “Read me”. Bring in the others one by one, by their names.",
    )
    assert read_table(data, sheet="Read me").rows == [["something"]]
    with pytest.raises(NotATable, match="it has: List, Read me"):
        read_table(data, sheet="Another")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There is nothing in it."),
        (b" ,,\n\n", "There is nothing in it."),
        (b"%PDF-1.7 ...", "This is a PDF, no table: save the table as CSV, XLSX or ODS."),
        (b"\x89PNG\r\n", "This is a picture, no table: save the table as CSV, XLSX or ODS."),
        (b"<!DOCTYPE html><table>", "This is a web page, no table: save the table as CSV, XLSX or ODS."),
        (b"MZ\x90\x00\x03\x00", "This is no table: save it as CSV, XLSX or ODS."),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(TableError) as refused:
        read_table(data)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"Name,x\nBla\0by,y\n", "Row 2 holds"),
        (b"Name,x\n" + b"Blaby,\0\n" * 7, "Rows 2, 3, 4, 5, 6 and 2 more hold"),
        (b"Name,x\n" + b"Blaby,y\n" * 900 + b"\0\0,z\n", "Row 902 holds"),
    ],
)
def test_empty_bytes_in_a_text_are_taken_out_and_told(data: bytes, note: str) -> None:
    table = read_table(data)
    assert table.rows[1][0] == "Blaby"
    rest = "bytes that are no text (NUL): they were taken out, so look at what is left."
    assert table.notes == (f"{note} {rest}",)


def test_a_quotation_mark_that_never_closes_is_told_not_swallowed() -> None:
    with pytest.raises(TooMuch, match="Row 2 has a cell of more than 100,000 characters"):
        read_table(b'Name,x\n"Blaby,' + b"y" * 200_000)
