"""What another program reads in a workbook of ours."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from authorities.tables.workbook import write_workbook


def _sheet(*rows: list[Any], header: tuple[str, ...] = ("Name",), **options: Any) -> Any:
    return load_workbook(write_workbook(header, rows, title="List & “more”", **options)).active


@pytest.mark.parametrize(
    "value",
    [
        *(
            "text",
            "=1+1",
            "<a & b>",
            "two\nlines",
            "  spaces  ",
            "\ttab",
            "Ynys Môn",
            "007",
            "]]>",
            'a "quote"',
        ),
        *(0, -4, 2.5, 10**9, True, False, datetime.fromisoformat("2018-08-20 13:05:09")),
    ],
)
def test_each_value_is_read_as_it_was(value: Any) -> None:
    cell = _sheet([value])["A2"]
    assert (cell.value, cell.data_type == "s") == (value, isinstance(value, str))


def test_a_day_is_a_day_without_an_hour() -> None:
    cell = _sheet([date(2018, 8, 20)])["A2"]
    assert (cell.value.date(), cell.number_format, cell.is_date) == (
        date(2018, 8, 20),
        "yyyy-mm-dd",
        True,
    )


def test_what_is_empty_takes_no_cell_and_moves_none() -> None:
    sheet = _sheet([None, "", "x"], [], ["y", None, 0], header=("A", "B", "C"))
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [None, None, "x"],
        [None, None, None],
        ["y", None, 0],
    ]


def test_the_header_is_bold_and_stays_in_view_and_columns_have_their_widths() -> None:
    sheet = _sheet(["x", "y"], header=("A", "B"), widths={"B": 40})
    assert [cell.font.b for row in sheet.iter_rows() for cell in row] == [True, True, False, False]
    assert (sheet.title, sheet.freeze_panes, round(sheet.column_dimensions["B"].width)) == (
        "List & “more”",
        "A2",
        41,  # with the margins of a cell
    )


def test_more_rows_than_are_held_at_once_all_arrive() -> None:
    rows = [[str(number), "x" * 300] for number in range(3_000)]
    sheet = _sheet(*rows, header=("A", "B"))
    assert [[*row] for row in sheet.iter_rows(min_row=2, values_only=True)] == rows
