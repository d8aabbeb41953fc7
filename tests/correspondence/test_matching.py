"""Which letters of a paste are here already."""

from correspondence.matching import Held, match

A, B, C, THANKS = ("out", "a"), ("in", "b"), ("in", "c"), ("out", "t")


def held(*letters: tuple[str, str]) -> list[Held]:
    return [Held(position, side, digest) for position, (side, digest) in enumerate(letters, start=1)]


def test_the_same_thread_matches_letter_by_letter() -> None:
    found = match([A, B, C], held(A, B, C))
    assert (found.positions, found.known, found.new) == ((1, 2, 3), 3, 0)


def test_a_longer_paste_has_new_letters_in_their_place() -> None:
    assert match([A, B, THANKS, C], held(A, C)).positions == (1, None, None, 2)


def test_the_same_words_twice_are_two_letters() -> None:
    assert match([A, THANKS, THANKS], held(A, THANKS)).positions == (1, 2, None)


def test_the_same_words_from_the_other_side_are_another_letter() -> None:
    assert match([("in", "a")], held(A)).positions == (None,)


def test_nothing_held_is_all_new() -> None:
    assert match([A, B], []).new == 2
