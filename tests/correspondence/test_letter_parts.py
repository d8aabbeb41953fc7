"""What is folded away in a letter, and what never is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.letter_parts import LONGEST, split_letter

LETTER = "Dear R. Researcher,\n\nWe do not hold it.\n\nYours sincerely\n\nSam Clerk"
NOTICES = [
    "This e-mail and any files with it are confidential and intended solely for the use of the addressee.",
    "If you have received this message in error, please delete it.",
    "This message has been scanned for viruses.",
    "Please consider the environment before printing this e-mail.",
    "Any views or opinions are those of the author.",
    "E-mails to and from the council may be monitored.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_at_the_end_is_set_apart(notice: str) -> None:
    parts = split_letter(f"{LETTER}\n\n{notice}\n")
    assert (parts.text, parts.rest, parts.closing) == (LETTER, "", notice)


def test_several_notices_and_the_lines_between_them_go_together() -> None:
    closing = f"*****\n\nDISCLAIMER:\n\n{NOTICES[0]}\n\n{NOTICES[2]}"
    parts = split_letter(f"{LETTER}\n\n{closing}")
    assert (parts.text, parts.closing) == (LETTER, closing)


@pytest.mark.parametrize(
    "answer",
    [
        "The information is confidential and exempt under section 41.",
        "This information is confidential: we refuse your request.",
        "This message was scanned for viruses. Please find our answer attached.",
        "If you have received this in error, ask for an internal review within 40 working days.",
        "The e-mails are monitored at a cost of £25,000.",
        "Sam Clerk, Information Officer",
        "***",
    ],
)
def test_what_may_be_an_answer_stays_though_it_reads_like_a_notice(answer: str) -> None:
    assert split_letter(f"{LETTER}\n\n{answer}").closing == ""


def test_a_notice_before_the_answer_stays_where_it_is() -> None:
    letter = f"{NOTICES[0]}\n\n{LETTER}"
    assert split_letter(letter).text == letter


def test_a_letter_that_is_a_notice_and_nothing_else_is_shown() -> None:
    assert split_letter(NOTICES[0]).text == NOTICES[0]


def test_a_signature_behind_its_mark_is_set_apart_unless_it_answers() -> None:
    parts = split_letter(f"{LETTER}\n-- \nSam Clerk\nFenland Council\n01632 960123")
    assert (parts.text, parts.closing) == (LETTER, "Sam Clerk\nFenland Council\n01632 960123")
    answered = f"Dear R.\n-- \n{LETTER}\n\nWe hold 12."
    assert split_letter(answered).text == answered


def test_a_long_letter_is_shown_in_part_and_folded_at_a_paragraph() -> None:
    letter = "\n\n".join([LETTER] * 200)
    parts = split_letter(letter)
    assert len(letter) > LONGEST
    assert parts.text.endswith(("Researcher,", "hold it.", "sincerely", "Clerk"))
    assert f"{parts.text}\n\n{parts.rest}" == letter
    assert parts.words_left == len(parts.rest.split())


@given(st.text(alphabet="ab .\n-*", max_size=400), st.sampled_from([*NOTICES, "-- \nSam", "x " * 4000]))
def test_no_word_of_a_letter_is_lost(text: str, end: str) -> None:
    parts = split_letter(f"{text}\n\n{end}")
    kept = f"{parts.text} {parts.rest} {parts.closing}"
    assert re.sub(r"[-\s]", "", kept) == re.sub(r"[-\s]", "", f"{text}\n\n{end}")


def test_a_hostile_letter_is_split_in_time() -> None:
    for text in ("the information " * 60_000, "\n\n" * 400_000, "-- \n" * 200_000, "e-mail " * 100_000):
        split_letter(text)
