"""How many attachments a letter says it has."""

import pytest

from correspondence.attachments_said import attachments_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Please see 4 attachments.", 4),
        ("See the 3 attachments", 3),
        ("I have attached 3 additional documents to this e-mail.", 3),
        ("Please find attached two spreadsheets.", 2),
        ("Attached are five PDF files.", 5),
        ("The four attached documents answer your request.", 4),
        ("Twelve documents are attached.", 12),
        ("I enclose 2 documents.\n\nThere are 6 enclosures in all.", 6),
        ("Please find\nattached\nthree files", 3),
    ],
)
def test_a_count_beside_the_word_is_read(text: str, said: int) -> None:
    assert attachments_said(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please find attached our response.",
        "Attached is the report of 2018.",
        "Section 4 attachments policy applies in 2018 documents",
        "My earlier e-mail had 4 attachments.",
        "We have already sent you 3 attachments.",
        "99 attachments were found in the archive.",
        "We hold 12 documents.",
    ],
)
def test_what_is_no_count_of_this_letter_is_not(text: str) -> None:
    assert attachments_said(text) == 0


def test_a_long_letter_of_numbers_is_read_in_no_time() -> None:
    assert attachments_said("12 documents 3 files four " * 5000) == 0
