"""Quotation marks that are missing: the row is told, and the rows below it are read."""

import pytest

from authorities.tables.errors import NotATable
from authorities.tables.quoting import NOT_CLOSED, NOT_OPENED
from authorities.tables.reading import read_table

HEADER = "Name,Nation,FOI Email\n"


def _read(text: str) -> tuple[list[list[str]], dict[int, tuple[int, str]]]:
    table = read_table((HEADER + text).encode())
    return table.rows[1:], {number: (fault.column, fault.what) for number, fault in table.faults.items()}


def test_a_mark_that_never_closes_is_a_fault_of_its_row_alone() -> None:
    rows, faults = _read('"Blaby,England,foi@b.example\nOadby,England,foi@o.example\nFife,Scotland,\n')
    assert rows == [
        ["Blaby", "England", "foi@b.example"],
        ["Oadby", "England", "foi@o.example"],
        ["Fife", "Scotland", ""],
    ]
    assert faults == {2: (0, NOT_CLOSED)}


def test_a_mark_that_a_later_cell_seems_to_close_swallows_nothing() -> None:
    rows, faults = _read('Blaby,"England,foi@b.example\nOadby,England,\n"Armagh, Banbridge",NI,x\nFife,,\n')
    assert [row[0] for row in rows] == ["Blaby", "Oadby", "Armagh, Banbridge", "Fife"]
    assert faults == {2: (1, NOT_CLOSED)}


def test_two_slips_that_seem_to_fit_are_both_told() -> None:
    rows, faults = _read(
        '"Blaby,England,b@x.example\nOadby,England,o@x.example\nFife",Scotland,f@x.example\n'
    )
    assert [row[0] for row in rows] == ["Blaby", "Oadby", "Fife"]
    assert faults == {2: (0, NOT_CLOSED), 4: (0, NOT_OPENED)}


@pytest.mark.parametrize(
    "cell",
    [
        '"1 High Street\nBlaby, Leicester, LE8"',
        '"One\ntwo\n\nthree, and four, of it\n"',
        '"She said ""no"",\nand went"',
        '"' + "a line of a long note\n" * 60 + '"',
    ],
)
def test_cells_of_many_lines_stay_whole(cell: str) -> None:
    rows, faults = _read(f"Blaby,England,{cell}\nFife,Scotland,x\n")
    assert [len(row) for row in rows] == [3, 3]
    assert faults == {}


def test_a_good_cell_of_many_lines_stays_whole_beside_a_fault() -> None:
    rows, faults = _read('"Blaby,England,x\nOadby,England,"one\ntwo"\nFife,"Scotland,y\n')
    assert [row[0] for row in rows] == ["Blaby", "Oadby", "Fife"]
    assert (rows[1][2], faults) == ("one\ntwo", {2: (0, NOT_CLOSED), 4: (1, NOT_CLOSED)})


@pytest.mark.parametrize("name", ['"Blaby" Council', 'The 5" Pipe Council', 'Blaby "BDC" Council'])
def test_marks_that_swallow_nothing_are_let_be(name: str) -> None:
    rows, faults = _read(f"{name},England,x\nFife,Scotland,y\n")
    assert ([row[1] for row in rows], faults) == (["England", "Scotland"], {})


def test_in_a_list_of_two_columns_it_takes_three_lines_to_tell() -> None:
    two = read_table(b'Name,Address\n"Blaby,1 High St\nOadby",2 High St\n')
    assert (len(two.rows), two.faults) == (2, {})
    three = read_table(b'Name,Mail\n"Blaby,a@x.example\nFife,f@x.example\nOadby",o@x.example\n')
    assert ([row[0] for row in three.rows], [*three.faults]) == (["Name", "Blaby", "Fife", "Oadby"], [2, 4])


def test_a_file_of_nothing_but_faults_is_refused() -> None:
    with pytest.raises(NotATable, match="In more than 1,000 rows a quotation mark is missing"):
        _read('"Blaby,England,x\n' * 1_500)
