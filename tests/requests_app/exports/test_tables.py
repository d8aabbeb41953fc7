import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from requests_app.exports.rows import COLUMNS
from requests_app.exports.tables import csv_lines, xlsx_file

ROW = ("Blaby", "Scoring, “systems”", "FOI-18-1134", date(2018, 8, 20), None, 4)
DANGEROUS = ['=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "\tx", "\rx"]


def _read(rows):
    text = b"".join(csv_lines(rows)).decode()
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_a_csv_file_can_be_read_again():
    assert _read([ROW]) == [
        list(COLUMNS),
        ["Blaby", "Scoring, “systems”", "FOI-18-1134", "2018-08-20", "", "4"],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text):
    assert _read([(text,)])[1] == [f"'{text}"]


def test_a_number_of_ours_stays_a_number_in_a_csv_file():
    assert _read([(-4,)])[1] == ["-4"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_of_a_workbook_is_typed_as_text(text):
    cell = load_workbook(xlsx_file([(text,)]))["Requests"]["A2"]
    assert (cell.data_type, cell.value.replace("_x000D_", "\r").replace("\n", "\r")) == ("s", text)


def test_a_workbook_holds_dates_as_dates_and_numbers_as_numbers():
    sheet = load_workbook(xlsx_file([ROW]))["Requests"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [cell.is_date for cell in sheet[2]][:6] == [False, False, False, True, False, False]
    assert (sheet["D2"].value.date(), sheet["F2"].value) == (date(2018, 8, 20), 4)


def test_what_a_workbook_cannot_hold_is_left_out():
    sheet = load_workbook(xlsx_file([("a\x00b\x07", "x" * 40_000)]))["Requests"]
    assert (sheet["A2"].value, len(sheet["B2"].value)) == ("ab", 32_767)
