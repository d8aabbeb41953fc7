"""Extracts are pieces of text, and never markup."""

from correspondence.search.extracts import START, STOP, Part, parts_of


def test_what_was_found_is_told_from_what_stands_around_it() -> None:
    assert parts_of(f"an {START}impact{STOP}\n assessment") == (
        Part("an "),
        Part("impact", is_hit=True),
        Part(" assessment"),
    )


def test_markup_of_a_letter_stays_text() -> None:
    assert parts_of(f"<b>{START}<script>{STOP}</b>") == (
        Part("<b>"),
        Part("<script>", is_hit=True),
        Part("</b>"),
    )


def test_marks_that_a_letter_brings_along_are_left_out() -> None:
    assert parts_of(f"{STOP}one{START} two {START}three{STOP}") == (
        Part("one two "),
        Part("three", is_hit=True),
    )


def test_nothing_has_no_parts() -> None:
    assert parts_of("  \n ") == ()
