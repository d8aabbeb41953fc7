import io
import zipfile

import pytest

from authorities.tables.reading import read_table
from authorities.tables.writing import csv_lines, write_xlsx

HOSTILE = ["=1+1", "+44 116", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


def _csv(rows: list[list[str]]) -> bytes:
    return b"".join(csv_lines(["Name"], rows))


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_csv_file_begins_a_formula(cell: str) -> None:
    line = _csv([[cell]]).decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"')
    assert line.startswith("'")


def test_every_cell_of_a_workbook_is_text() -> None:
    file = io.BytesIO()
    write_xlsx(["Name"], [[cell] for cell in HOSTILE], file, title="Errors")
    sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<c ") == sheet.count('t="inlineStr"') + sheet.count('t="s"') == len(HOSTILE) + 1


def test_what_was_written_is_read_as_it_was() -> None:
    rows = [["=1+1"], ["+44 116 275 0555"], ["Ynys Môn"], ["two\nlines"], ['a "quoted", comma'], ["'tis"]]
    assert read_table(_csv(rows)).rows == [["Name"], *rows]
    file = io.BytesIO()
    write_xlsx(["Name"], rows, file, title="Errors")
    assert read_table(file.getvalue()).rows == [["Name"], *rows]


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    file = io.BytesIO()
    write_xlsx(["Name"], [["a\x00b\x1f"], ["y" * 40_000]], file, title="x" * 99)
    assert [len(row[0]) for row in read_table(file.getvalue()).rows] == [4, 2, 32_767]
