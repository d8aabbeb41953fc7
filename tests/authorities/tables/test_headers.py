import pytest

from authorities.tables.fields import AUTHORITY_FIELDS
from authorities.tables.headers import find_header, plain
from authorities.tables.reading import read_table
from tests.authorities.tables.workbooks import xlsx


def _found(*rows: list[str]) -> tuple[tuple[str, ...], int]:
    header = find_header(rows, AUTHORITY_FIELDS)
    return header.names, header.first


def test_the_header_is_found_under_title_rows() -> None:
    rows = (
        ["Contact list, June 2024"],
        [],
        ["Not for publication", ""],
        ["Name", "FOI Email"],
        ["Blaby", "foi@x.example"],
    )
    assert _found(*rows) == (("Name", "FOI Email"), 4)


def test_a_title_over_merged_cells_is_no_header() -> None:
    data = xlsx(
        [
            ["All councils", None, None],
            ["Public Authority", "Country", "FOI Email"],
            ["Blaby", "England", "x@y.example"],
        ],
        merged=["A1:C1"],
    )
    assert _found(*read_table(data).rows) == (("Public Authority", "Country", "FOI Email"), 2)


def test_two_header_rows_are_read_together_where_one_alone_says_too_little() -> None:
    rows = (
        ["Authority", "E-mail", "", "Website"],
        ["", "FOI", "Review", ""],
        ["Blaby", "a@b.example", "c@d.example", "b.example"],
    )
    header = find_header(rows, AUTHORITY_FIELDS)
    assert header.first in (1, 2)


def test_a_group_over_columns_and_its_columns_make_one_name() -> None:
    rows = (["", "Emails", ""], ["Name", "FOI", "Review"], ["Blaby", "a@b.example", "c@d.example"])
    assert _found(*rows) == (("Name", "Emails FOI", "Emails Review"), 2)


def test_pasted_rows_without_a_header_get_letters() -> None:
    assert _found(["Blaby District Council", "foi@blaby.example"], ["Fife Council", "foi@fife.example"]) == (
        ("Column A", "Column B"),
        0,
    )


def test_a_list_of_names_alone_has_no_header_and_one_with_a_header_has() -> None:
    assert _found(["Blaby District Council"], ["Fife Council"]) == (("Column A",), 0)
    assert _found(["Name"], ["Fife Council"]) == (("Name",), 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FOI_Email ", "foi email"),
        ("GSSCode", "gsscode"),
        ("officialName", "official name"),
        ("Énom", "enom"),
    ],
)
def test_names_of_columns_meet_however_they_are_spelled(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_our_own_columns_make_no_other_kind_of_file() -> None:
    theirs = find_header([["Name", "Website"], ["x", "y"]], AUTHORITY_FIELDS)
    corrected = find_header(
        [["Name", "Website", "result", "what is wrong", "what would be right"], ["x", "y"]], AUTHORITY_FIELDS
    )
    assert theirs.signature == corrected.signature == "name|website"
