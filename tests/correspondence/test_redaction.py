"""Masking people: what is masked, and what must stay legible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.redaction import (
    EMAIL,
    NAME,
    OUR_ADDRESS,
    OUR_PAGE,
    TELEPHONE,
    Mask,
    is_person,
    names_in,
    without_secrets,
)


def masked(text: str, *names: str) -> str:
    return Mask(names)(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sam Clerkson",
        "Clerkson",
        "Sam",
        "SAM CLERKSON",
        "Ms Clerkson",
        "Mr. Sam Clerkson",
        "Sam\nClerkson",
        "Sam J. Clerkson",
    ],
)
def test_a_writer_is_masked_wholly_and_in_parts(text: str) -> None:
    assert masked(f"Ask {text} about it.", "Sam Clerkson") == f"Ask {NAME} about it."


def test_a_part_of_another_word_stays() -> None:
    assert masked("The sample of Samuel was same.", "Sam Clerkson") == "The sample of Samuel was same."


@pytest.mark.parametrize(
    "text",
    ["sam.clerkson@fenland.example", "mailto:foi@a.b.example", "o'neil+x@x.example", "foi-tracker@localhost"],
)
def test_an_address_is_masked(text: str) -> None:
    assert masked(f"Write to {text}, please.") == f"Write to {EMAIL}, please."


@pytest.mark.parametrize(
    "text",
    [
        "01632 960123",
        "(01632) 960 123",
        "+44 1632 960123",
        "+44 (0)1632 960123",
        "020 7946 0123",
        "07700900123",
    ],
)
def test_a_telephone_number_is_masked(text: str) -> None:
    assert masked(f"Tel: {text}.") == f"Tel: {TELEPHONE}."


@pytest.mark.parametrize(
    "text",
    [
        "FOI-18-1134",
        "01/FOI/25/006753/Z",
        "20/07/2018",
        "£1,250,000.00",
        "section 40(2)",
        "2016-2018",
        "10.5.2018",
    ],
)
def test_numbers_that_are_no_telephone_numbers_stay(text: str) -> None:
    assert masked(f"See {text} there.") == f"See {text} there."


@pytest.mark.parametrize(
    "name", ["Information Governance Team", "FOI Officer", "Freedom of Information", "foi@a.example", ""]
)
def test_an_office_is_no_person(name: str) -> None:
    assert not is_person(name)
    assert masked("The Information Governance Team holds Information.", name) == (
        "The Information Governance Team holds Information."
    )


def test_who_is_greeted_by_name_is_masked_and_an_office_is_not() -> None:
    text = "Dear Robin,\n\nDear Fenland District Council,\n\nDear Sir or Madam,"
    assert masked(text) == f"Dear {NAME},\n\nDear Fenland District Council,\n\nDear Sir or Madam,"


def test_a_title_gives_a_person_away() -> None:
    assert masked("We told Dr Ash Wold and Cllr Fen.") == f"We told {NAME} and {NAME}."


def test_a_letter_closes_with_a_name() -> None:
    letter = "Thank you.\n\nYours sincerely\n\nRobin Q. Wold\nInformation Officer\n"
    assert names_in(letter) == {"Robin Q. Wold"}
    assert names_in("Kind regards,\nInformation Governance Team") == set()
    assert masked("Wold told Robin.", *names_in(letter)) == f"{NAME} told {NAME}."


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=4))
def test_whatever_is_written_no_address_is_left(text: str, names: list[str]) -> None:
    assert "sam@fenland.example" not in masked(f"{text} sam@fenland.example {text}", *names)


def test_a_hostile_letter_is_masked_in_time() -> None:
    for text in (
        "0 " * 50_000,
        "Aa " * 50_000,
        "a@" * 50_000,
        "Yours sincerely\n" * 10_000,
        "Dear A " * 20_000,
    ):
        assert len(masked(text, "Sam Clerkson")) > 0
        names_in(text)


TOKEN = "2bcdefghijklmnopqrstuvwxyz"
SECRET = "hADdFchBNDlwmjgoUCYtshysu8HGPBSg_3mvFgrgPQ4"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"reply+{TOKEN}@foi.example", OUR_ADDRESS),
        (f"<mailto:Reply+{TOKEN.upper()}@FOI.example>", f"<{OUR_ADDRESS}>"),
        (f"https://foi.example/upload/{SECRET}/", OUR_PAGE),
        (f"http://localhost:8000/a/shared/{SECRET}/files/3/ and more", f"{OUR_PAGE} and more"),
    ],
)
def test_an_address_that_lets_somebody_in_is_never_passed_on(text: str, left: str) -> None:
    assert without_secrets(f"See {text}.") in (f"See {left}.", f"See {left}")


@pytest.mark.parametrize(
    "text", ["foi+requests@council.example", "https://council.example/upload/form", "sam@council.example"]
)
def test_any_other_address_is(text: str) -> None:
    assert without_secrets(text) == text
