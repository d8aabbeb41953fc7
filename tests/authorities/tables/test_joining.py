"""Several values in one cell come back as they were."""

import pytest

from authorities.tables.joining import joined, quoted_values, several


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ([], ""),
        (["TDBC"], "TDBC"),
        (["TDBC", "Taunton"], "TDBC; Taunton"),
        (["Highways; roads", "TDBC"], '"Highways; roads"; TDBC'),
        (["Armagh City, Banbridge"], '"Armagh City, Banbridge"'),
        (["Armagh City, Banbridge", "ABC"], "Armagh City, Banbridge; ABC"),
        (['The "Dale"', "x"], '"The ""Dale"""; x'),
        (["TBC"], '"TBC"'),
        (["south west"], '"south west"'),
    ],
)
def test_what_was_joined_is_parted_again(values: list[str], cell: str) -> None:
    assert (joined(values), several(cell)) == (cell, values)


@pytest.mark.parametrize("cell", ["", "a; b", 'The "Dale"', '"a" b; c', 'a"; b'])
def test_a_quotation_mark_of_somebody_else_parts_nothing(cell: str) -> None:
    assert quoted_values(cell) == []
