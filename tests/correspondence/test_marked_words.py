"""A letter's text is cut at the words to mark, and none of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from correspondence.marked_words import Mark, pieces

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def test_marks_stand_between_the_rest() -> None:
    found = pieces("one two three", [Mark(8, 13, "Question 2"), Mark(0, 3, "Question 1")])
    assert [(piece.text, piece.mark.label if piece.mark else "") for piece in found] == [
        ("one", "Question 1"),
        (" two ", ""),
        ("three", "Question 2"),
    ]


def test_of_overlapping_marks_the_first_and_longer_stands() -> None:
    found = pieces("one two three", [Mark(0, 3, "a"), Mark(0, 7, "b"), Mark(4, 13, "c")])
    assert [(piece.text, piece.mark.label if piece.mark else "") for piece in found] == [
        ("one two", "b"),
        (" three", ""),
    ]


@given(st.text(max_size=20), spans)
def test_the_pieces_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in pieces(text, [Mark(*each, "x") for each in places])) == text
