"""Terms are found as whole words however a text is set, and no text takes long."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.watching import MOST_HITS, Hit, around, can_be_watched, find, watched

MOSAIC = watched(1, ["Mosaic", "MOSAIC Public Sector"])


def found(text: str, *spellings: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text, [watched(1, spellings)])]


@pytest.mark.parametrize(
    ("text", "spelling", "expected"),
    [
        ("We use Mosaic.", "mosaic", ["Mosaic"]),
        ("MOSAIC, mosaic's and (Mosaic)", "Mosaic", ["MOSAIC", "mosaic", "Mosaic"]),
        ("mosaics, Mosaic2 and unmosaic", "Mosaic", []),
        ("the_Mosaic_file.docx at mosaic.example/x", "mosaic", ["Mosaic", "mosaic"]),
        ("Credit\n  Reference Agency", "credit reference agency", ["Credit\n  Reference Agency"]),
        ("it is Experi-\nan that", "Experian", ["Experi-\nan"]),
        ("it is Experi-an that", "Experian", ["Experi-an"]),
        ("it is Experi\u00ad\nan that", "Experian", ["Experi\u00ad\nan"]),
        ("it is Ex\u200bperi\u00adan that", "Experian", ["Ex\u200bperi\u00adan"]),
        ("a risk-based and a risk-\nbased score", "risk-based", ["risk-based", "risk-\nbased"]),
        ("a risk based and a riskbased score", "risk-based", ["risk based", "riskbased"]),
        ("pre-Mosaic systems", "Mosaic", ["Mosaic"]),
        ("Experian\u2013Mosaic", "mosaic", ["Mosaic"]),
        ("the \ufb01nance o\ufb03cer", "Finance Officer", ["\ufb01nance o\ufb03cer"]),
        ("Nestl\u00e9, Nestle and Nestle\u0301.", "Nestl\u00e9", ["Nestl\u00e9", "Nestle", "Nestle\u0301"]),
        ("Stra\u00dfe and STRASSE", "strasse", ["Stra\u00dfe", "STRASSE"]),
        ("Children\u2019s Data", "children's data", ["Children\u2019s Data"]),
        ("R&D in Visual C++.", "Visual C++", ["Visual C++"]),
        ("\uff2d\uff4f\uff53\uff41\uff49\uff43", "mosaic", ["\uff2d\uff4f\uff53\uff41\uff49\uff43"]),
        ("", "mosaic", []),
    ],
)
def test_a_term_is_found_as_whole_words(text: str, spelling: str, expected: list[str]) -> None:
    assert found(text, spelling) == expected


def test_spellings_of_one_term_that_overlap_count_once() -> None:
    text = "Mosaic Public Sector, then Mosaic"
    assert list(find(text, [MOSAIC])) == [Hit(0, 20, 1), Hit(27, 33, 1)]


def test_each_term_counts_for_itself() -> None:
    terms = [MOSAIC, watched(2, ["Public Sector"])]
    assert list(find("Mosaic Public Sector", terms)) == [Hit(0, 20, 1), Hit(7, 20, 2)]


def test_a_hyphen_before_does_not_move_what_comes_after() -> None:
    assert found("one-two three-four Experi-an five-six Mosaic", "experian", "mosaic") == [
        "Experi-an",
        "Mosaic",
    ]


@pytest.mark.parametrize(
    ("spelling", "can"), [("a", False), ("--", False), ("C+", False), ("IT", True), ("3M", True)]
)
def test_a_term_has_two_letters_or_digits(spelling: str, can: bool) -> None:
    assert (can_be_watched(spelling), bool(watched(1, [spelling]).forms)) == (can, can)


def test_a_page_full_of_a_term_counts_so_far() -> None:
    assert len(list(find("mosaic " * 1000, [MOSAIC]))) == MOST_HITS


def test_the_words_around_are_whole_and_on_one_line() -> None:
    text = "far away " * 20 + "the council\nuses Mosaic  for\nscoring " + "much later " * 20
    at = text.index("Mosaic")
    assert around(text, at, at + 6, room=25) == (
        "away the council uses ",
        "Mosaic",
        " for scoring much later",
    )
    assert around("Mosaic", 0, 6) == ("", "Mosaic", "")


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=200))
def test_what_is_found_lies_in_the_text_in_order_and_apart(before: str, spelling: str, after: str) -> None:
    text = f"{before} {spelling} {after}"
    hits = list(find(text, [watched(1, [spelling])]))
    assert bool(hits) or not can_be_watched(spelling)
    ends = [0, *(hit.end for hit in hits)]
    assert all(end <= hit.start < hit.end <= len(text) for end, hit in zip(ends, hits, strict=False))


@given(
    st.text(alphabet="ab -\n\u00adé\ufb01_.", max_size=60), st.text(alphabet="ab -.é", min_size=1, max_size=6)
)
def test_texts_of_little_but_typography_are_read_in_order(text: str, spelling: str) -> None:
    hits = list(find(text, [watched(1, [spelling, "ab"])]))
    assert all(hit.end <= following.start for hit, following in pairwise(hits))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, "a-" * 25_000, "- " * 25_000, "\u00e9" * 50_000, "-" + " " * 50_000, "aa " * 16_000],
)
def test_a_hostile_text_takes_less_than_half_a_second(text: str) -> None:
    terms = [watched(key, ["a" * 40, "aa aa aa b", "\u00e9\u00e9-\u00e9\u00e9"]) for key in range(5)]
    began = time.process_time()
    list(find(text, terms))
    assert time.process_time() - began < 0.5
