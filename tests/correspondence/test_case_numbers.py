"""The numbers by which a mail may name its case."""

import pytest

from correspondence.case_numbers import case_numbers


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
