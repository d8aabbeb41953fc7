"""Stacked bars fill their width, in order, whatever the numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.figures.stacked import stacked_bar


def test_pieces_stand_side_by_side_and_empty_ones_are_left_out() -> None:
    pieces = stacked_bar({"a": 3, "b": 0, "c": 1})
    assert [(p.code, p.x, p.width, p.middle) for p in pieces] == [
        ("a", "0.00%", "75.00%", "37.50%"),
        ("c", "75.00%", "25.00%", "87.50%"),
    ]


def test_a_piece_too_narrow_for_its_number_has_none() -> None:
    assert [piece.words for piece in stacked_bar({"a": 1_999, "b": 1})] == ["1,999", ""]


def test_nothing_has_no_pieces() -> None:
    assert stacked_bar({"a": 0}) == []


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 10_000), max_size=8))
def test_together_they_are_the_whole_width(numbers: dict[str, int]) -> None:
    pieces = stacked_bar(numbers)
    assert [piece.number for piece in pieces] == [number for number in numbers.values() if number]
    if pieces:
        assert sum(float(piece.width[:-1]) for piece in pieces) == pytest.approx(100, abs=0.05)
