"""Line breaks of a mail program are undone on the screen; those of the writer stay."""

from correspondence.typeset import unwrapped

WRAPPED = """Dear R. Researcher,

We are looking at what you ask under the Freedom of Information Act 2000
(“the Act”) and you will have our answer in twenty working days, as it
asks of us.

Overviews - see the brochures that are attached to this very letter here
Training - see the slides

Yours sincerely
Sam Clerk"""


def test_a_paragraph_broken_at_a_width_is_one_line_again() -> None:
    lines = unwrapped(WRAPPED).split("\n")
    assert lines[2] == (
        "We are looking at what you ask under the Freedom of Information Act 2000 (“the Act”) and you will have our "
        "answer in twenty working days, as it asks of us."
    )


def test_the_writers_own_breaks_stay() -> None:
    lines = unwrapped(WRAPPED).split("\n")
    assert lines[4:] == [
        "Overviews - see the brochures that are attached to this very letter here",
        "Training - see the slides",
        "",
        "Yours sincerely",
        "Sam Clerk",
    ]


def test_the_items_of_a_list_stay_apart() -> None:
    text = f"{'word ' * 14}end\n1. the first\n(b) the second\n- the third\n> quoted"
    assert unwrapped(text) == text


def test_a_text_that_was_never_wrapped_is_left_alone() -> None:
    text = f"{'word ' * 40}\nSecond paragraph\nthird"
    assert unwrapped(text) == text
    assert unwrapped("") == ""
    assert unwrapped("short\nlines") == "short\nlines"


def test_no_word_is_lost_or_added() -> None:
    assert unwrapped(WRAPPED).split() == WRAPPED.split()
