"""Files of errors that come back, and rows that are badly written in their file."""

import pytest

from authorities.import_models import ImportRun
from authorities.models import Authority
from authorities.services import imports
from authorities.services.imports.files import LEFT_OUT, header_of, rows_of
from authorities.services.imports.report import report_of
from authorities.tables.reading import Table, read_table
from authorities.tables.writing import csv_lines, xlsx_file
from tests.authorities.services.imports.files import applied, checked, csv_of

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "Public authority,Nation,GSS code,FOI email"
FILE = csv_of(
    HEADER,
    ["Fife Council", "Scotland", "S12000047", "foi@fife.example"],
    ["Fife Council", "Scotland", "S12000048", ""],
    ["Ashby Council", "Atlantis", "", "FOI Team"],
    ["Oadby Council", "England", "", "foi@oadby,example"],
)


def _problems(run: ImportRun) -> dict[str, list[list[str]]]:
    """The problems of the wrong rows, by their codes and names."""
    return {
        f"{finding.name} {number}": finding.problems
        for number, finding in enumerate(run.findings.filter(status="error"))
    }


def _columns(run: ImportRun) -> list[list[str]]:
    return [[column for column, *_ in problems] for problems in _problems(run).values()]


def _left_out(run: ImportRun, change=lambda row: row) -> Table:
    rows = [change([*map(str, row)]) for row in rows_of(run, statuses=LEFT_OUT)]
    return read_table(b"".join(csv_lines(header_of(run), rows)))


def _again(table: Table) -> ImportRun:
    run = imports.start_import(table=table, file_name="again.csv", by=None)
    imports.set_columns(run=run, layout=run.layout)
    return imports.finish(run)


def test_a_file_of_errors_tells_the_rows_of_the_file_it_came_from() -> None:
    assert [row[0] for row in _left_out(applied(FILE)).rows] == ["row in the file", "3", "4", "5"]


@pytest.mark.parametrize("first", [checked, applied])
def test_what_was_refused_is_refused_again_with_the_same_reasons(first) -> None:
    run = first(FILE)
    assert len(_problems(run)) == 3
    again = _again(_left_out(run))
    fife, *rest = _problems(again).values()
    first_fife, *first_rest = _problems(run).values()
    assert rest == first_rest
    assert (first_fife[0][2].partition(" has")[0], fife[0][2].partition(" has")[0]) == (
        "Row 2",
        "Row 2 of the first file",
    )
    note = (
        "It stands as it was refused in list.csv. "
        "Correct it; or, where it is right as it stands, empty its “what is wrong”"
    )
    assert [finding.notes for finding in again.findings.all()] == [[note]] * 3
    third = _again(_left_out(again))
    assert _problems(third) == _problems(again)
    imports.apply_import(run=third, by=None)
    imports.finish(third)
    assert report_of(third).made == 0


def test_the_workbook_of_errors_is_refused_again_too() -> None:
    run = applied(FILE)
    book = xlsx_file(header_of(run), rows_of(run, statuses=LEFT_OUT), title="Rows")
    assert _columns(_again(read_table(book.read()))) == _columns(run)


def test_corrected_rows_are_taken_in() -> None:
    run = applied(FILE)

    def corrected(row: list[str]) -> list[str]:
        return [row[0], f"{row[1]} of {row[0]}", "England", row[3], "foi@x.example", *row[5:]]

    again = _again(_left_out(run, corrected))
    assert _problems(again) == {}
    imports.apply_import(run=again, by=None)
    imports.finish(again)
    assert [*Authority.objects.values_list("name", flat=True)] == [
        *("Ashby Council of 4", "Fife Council", "Fife Council of 3", "Oadby Council of 5"),
    ]


def test_one_cell_corrected_leaves_the_reasons_of_the_others() -> None:
    again = _again(_left_out(applied(FILE), lambda row: [*row[:2], "England", *row[3:]]))
    [ashby] = again.findings.filter(name="Ashby Council", status="error")
    assert [column for column, *_ in ashby.problems] == ["FOI email"]


def test_a_row_that_is_said_to_be_right_is_looked_at_anew() -> None:
    again = _again(_left_out(applied(FILE), lambda row: [*row[:-2], "", row[-1]]))
    assert [*again.findings.values_list("name", "status")] == [
        ("Fife Council", "changed"),
        ("Ashby Council", "error"),
        ("Oadby Council", "error"),
    ]


def test_a_column_that_is_left_out_is_no_reason_any_more() -> None:
    first = applied(csv_of("Name,GSS code", ["Fife Council", "no code"]))
    run = imports.start_import(table=_left_out(first), file_name="again.csv", by=None)
    imports.set_columns(run=run, layout=["", "name", "", "", "", ""])
    assert _problems(imports.finish(run)) == {}


def test_a_row_whose_mark_is_not_closed_is_wrong_and_the_next_is_not() -> None:
    data = b'Name,Nation,FOI email\n"Fife Council,Scotland,foi@fife.example\nOadby Council,England,foi@o.example\n'
    run = applied(data)
    assert _problems(run) == {
        "Fife Council 0": [
            [
                *("Name", "Fife Council", "A quotation mark is opened here and never closed"),
                "Quotation marks before and after the cell, or none; one that belongs to the text is written twice",
            ]
        ]
    }
    assert [*Authority.objects.values_list("name", flat=True)] == ["Oadby Council"]
    assert _problems(_again(_left_out(run))) == _problems(run)


def test_a_cell_of_nothing_but_a_semicolon_says_nothing() -> None:
    run = checked(csv_of("Name,GSS code,FOI email", ["Fife Council", ";", "foi@fife.example"]))
    assert [*run.findings.values_list("status", flat=True)] == ["new"]


def test_a_fault_in_the_header_is_told() -> None:
    run = imports.start_import(
        table=read_table(b'Name,"Nation,FOI email\nFife Council,Scotland,foi@fife.example\n'),
        file_name="list.csv",
        by=None,
    )
    assert run.layout == ["name", "nation", "email_foi"]
    assert run.notes == [
        "Row 1, above the data: a quotation mark is opened here and never closed. Quotation marks before and after the "
        "cell, or none; one that belongs to the text is written twice."
    ]
