"""The numbers by which a mail may name its case."""

import pytest

from correspondence.case_numbers import bare_numbers, case_numbers, is_short_for, number_key


@pytest.mark.parametrize(
    ("subject", "body", "numbers"),
    [
        ("FOI-18-1134: your request", "", ("FOI-18-1134",)),
        ("RE: Your request", "Our ref: FOI/2018/77\n\nDear Sam", ("FOI/2018/77",)),
        ("RE: 1900117 - systems that score people", "", ("1900117",)),
        ("FOI 18 1134", "Our reference: FOI-18-1134", ("FOI 18 1134",)),
        ("Your request", "Words without a number.", ()),
    ],
)
def test_they_stand_in_the_subject_or_in_the_letter(subject: str, body: str, numbers: tuple) -> None:
    assert case_numbers(subject, body) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Call us on 01223 457000",
        "Telephone: 0113 222 4444",
        "See decision notice FS50123456 of the Information Commissioner",
        "Meeting on 14/08/2018",
        "Figures for 2017/18",
        "https://www.marshland.gov.uk/foi/123456",
        "Your ref: OURS-77-1234",
        "We refer to your previous request FOI-17-0001",
    ],
)
def test_what_looks_like_one_and_is_none_is_left_out(text: str) -> None:
    assert case_numbers(text, text) == ()


def test_signs_and_blanks_or_none_between_letters_and_digits_make_no_other_number() -> None:
    spelled = ("FOI 2102/26", "FOI2102/26", "foi-2102-26", "FOI/2102/26", "Foi.2102.26")
    assert {number_key(one) for one in spelled} == {"foi-2102-26"}
    assert {number_key(one) for one in ("1/23", "12/3", "123")} == {"1-23", "12-3", "123"}


@pytest.mark.parametrize(
    ("bare", "number", "is_short"),
    [
        ("2102/26", "FOI 2102/26", True),
        ("2102-26", "EIR2102/26", True),
        ("1900117", "FOI-1900117", True),
        ("102/26", "FOI 2102/26", False),
        ("2102/26", "Ticket 2102/26", False),
        ("2102/26", "2102/26", False),
        ("FOI", "FOI", False),
    ],
)
def test_what_may_be_left_out_of_a_number_are_the_letters_of_the_law(bare, number, is_short) -> None:
    assert is_short_for(bare, number) is is_short


def test_the_end_of_another_number_that_is_given_is_no_bare_one() -> None:
    assert bare_numbers(["2102/26", "FOI-18-1134"]) == ("2102/26",)
    assert bare_numbers(["EIR 2102/26", "2102/26", "12/3"]) == ()
