import pytest

from requests_app.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("letter", "title"),
    [
        ("Subject: Parking fines\n\nDear Anytown Council,", "Parking fines"),
        (
            "Dear Anytown Council,\n\nPlease send me documents relating to uses of scoring systems. Thanks",
            "Uses of scoring systems",
        ),
        (
            "Dear Anytown Council,\n\nI would like information about housing\nlists since 2016.",
            "Housing lists since 2016",
        ),
        ("Dear Anytown Council,\n\nHow many bins are there?", "How many bins are there?"),
        ("", "Request for information"),
    ],
)
def test_a_title_is_what_the_letter_is_about(letter, title):
    assert title_of(letter, []) == title


def test_without_a_subject_the_first_question_gives_the_title():
    assert title_of("Dear Anytown Council,\n\n1. contracts\n2. maps", ["contracts", "maps"]) == "Contracts"


def test_a_long_subject_is_cut_between_words():
    title = title_of("I ask for information about " + "very long words " * 30, [])
    assert len(title) <= LONGEST + 1
    assert title.endswith(("words…", "long…", "very…"))
