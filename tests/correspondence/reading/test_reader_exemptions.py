"""Grounds for withholding are found in the ways officers cite them; duties and other Acts are left alone."""

import pytest

from correspondence.reading.reader import read_letter
from correspondence.reading.reader_exemptions import cited_sections, find_exemptions
from correspondence.reading.reader_text import prepare
from correspondence.reading.reader_zones import mark_zones


def sections(words: str, law: str = "FOIA") -> list[str]:
    letter = prepare(f"Dear Lab\n\n{words}")
    mark_zones(letter)
    return [one.section for one in find_exemptions(letter, cited_sections(letter, law))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It is exempt under section 43(2) of the Act.", ["s43(2)"]),
        ("It is exempt under Section 31 (1) (a).", ["s31(1)(a)"]),
        ("Withheld under s.40(2) FOIA.", ["s40(2)"]),
        ("Withheld as per FOI exemption S43.", ["s43"]),
        ("Exempt under sections 40(2)(a), 40(3)(b) and 43.", ["s40(2)(a)", "s40(3)(b)", "s43"]),
        ("Exempt under section 31(1)(a) and (b).", ["s31(1)(a)", "s31(1)(b)"]),
        ("Exempt by virtue of s.30(1)(a)\ns.31(3)", ["s30(1)(a)", "s31(3)"]),
        ("Section 22A(1)(a) exempts research.", ["s22A(1)(a)"]),
        ("Section 43 applies. Section 43(2) exempts prices.", ["s43(2)"]),
        ("Section 12 of the Act says we need not comply.", ["s12"]),
        ("This would exceed the appropriate limit, so we refuse.", ["s12"]),
    ],
)
def test_a_ground_is_found(words, expected):
    assert sections(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Under section 1(1)(a) of the Act we confirm that it is not held.",
        "This is a refusal notice under section 17 of the Act.",
        "Section 16 asks us to advise; section 45 and section 50 give you rights under the Act.",
        "Regulation 5(2)(b) of the Freedom of Information (Appropriate Limit and Fees) Regulations 2004.",
        "A duty under section 22 of the Children Act 1989 is not an exemption.",
        "Exempt? No: section 21 of the Local Government Act 1972 asks us to publish it.",
        "There were 43 requests, 12 of them refused, in 2021/22.",
        "The exemption at section 43(2) does not apply.",
        "A section 38 agreement with the developer is exempt from tax.",
        "It took 40(ish) hours to answer.",
    ],
)
def test_what_is_no_ground_is_left_out(words):
    assert sections(words) == []


@pytest.mark.parametrize(
    ("words", "law", "expected"),
    [
        ("The exception at regulation 12(4)(b) is engaged.", "EIR", ["reg12(4)(b)"]),
        ("Refused under reg. 12(5)(e) of the EIR.", "EIR", ["reg12(5)(e)"]),
        ("Refused under regulation 10(5)(e) of the EISRs.", "EISR", ["reg10(5)(e)"]),
        ("We need longer under regulation 7(1).", "EIR", []),
        ("Exempt under section 33(1)(b) of FOISA.", "FOISA", ["s33(1)(b)"]),
        ("Notice under section 17 of the Act that it is not held.", "FOISA", ["s17"]),
        ("Exempt under section 24 of the Act.", "FOISA", []),
    ],
)
def test_each_law_has_grounds_of_its_own(words, law, expected):
    assert sections(words, law) == expected


def test_sections_in_the_request_repeated_are_not_the_authoritys():
    text = (
        "Dear Lab\n\nYour request:\nPlease list every use of section 43(2) of the Act.\n\n"
        "Our response:\nThe Council has used no exemption this year."
    )
    assert read_letter(text).exemptions == ()
