import re
import zipfile
from datetime import date

import pytest

from authorities.tables.reading import read_table
from authorities.tables.writing import csv_lines, xlsx_file

HOSTILE = ["=1+1", "+44 116", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


def _csv(rows: list[list[str]]) -> bytes:
    return b"".join(csv_lines(["Name"], rows))


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_csv_file_begins_a_formula(cell: str) -> None:
    line = _csv([[cell]]).decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"')
    assert line.startswith("'")


@pytest.mark.parametrize("cell", [*HOSTILE, "#N/A", "2018-07-20", "1", "TRUE", "x\x00\x0by"])
def test_every_cell_of_a_workbook_is_text(cell: str) -> None:
    sheet = (
        zipfile.ZipFile(xlsx_file([cell], [[cell]], title="Errors")).read("xl/worksheets/sheet1.xml").decode()
    )
    assert "<f>" not in sheet
    assert [kind in ("s", "inlineStr") for kind in re.findall(r'<c [^>]*t="(\w+)"', sheet)] == [True, True]


def test_what_was_written_is_read_as_it_was() -> None:
    rows = [["=1+1"], ["+44 116 275 0555"], ["Ynys Môn"], ["two\nlines"], ['a "quoted", comma'], ["'tis"]]
    assert read_table(_csv(rows)).rows == [["Name"], *rows]
    assert read_table(xlsx_file(["Name"], rows, title="Errors").read()).rows == [["Name"], *rows]


def test_days_and_numbers_stay_what_they_are() -> None:
    rows = [[date(2018, 8, 20), -4, None, "x"]]
    header = ["Day", "Number", "Nothing", "Text"]
    read = [header, ["2018-08-20", "-4", "", "x"]]
    assert read_table(b"".join(csv_lines(header, rows))).rows == read
    assert read_table(xlsx_file(header, rows, title="Days").read()).rows == read


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    book = xlsx_file(["Name"], [["a\x00b\x1f"], ["y" * 40_000]], title="x" * 99)
    assert [len(row[0]) for row in read_table(book.read()).rows] == [4, 2, 32_767]


def test_a_long_file_comes_in_pieces_and_is_whole() -> None:
    rows = [[str(number).zfill(9)] for number in range(20_000)]
    pieces = [*csv_lines(["Name"], rows)]
    assert b"".join(pieces).decode("utf-8-sig").split() == ["Name", *(number for [number] in rows)]
    assert max(map(len, pieces)) < 70_000
