"""Words that a person quotes are found where they stand."""

from correspondence.quoting import find_words

TEXT = "Impact\n  assessments - none\r\nhave been made. Impact assessments - none."


def test_spaces_and_line_breaks_do_not_count() -> None:
    assert find_words(TEXT, " assessments - none have ") == (9, 33)
    assert TEXT[slice(*find_words(TEXT, "Impact assessments"))] == "Impact\n  assessments"


def test_other_words_are_not_there() -> None:
    assert find_words(TEXT, "impact assessments exist") is None
    assert find_words(TEXT, "  ") is None
    assert find_words(TEXT, "none (have)") is None
