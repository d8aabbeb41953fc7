"""What is worth asking about in a letter, each with its words. The words are ours, after the pattern of real ones."""

import time
from datetime import date

import pytest

from correspondence.findings import LONGEST_EVIDENCE, find_in_letter

ACKNOWLEDGEMENT = """Our ref: FOI-18-1134

We acknowledge receipt of your request, received on 23 July 2018. It is being considered."""
ANSWER = """Our answers follow.

Question 1: the name of each system
We have used one system since June 2017.

Question 2: any assessment
We hold no assessment of its impact.

Question 3: the contract
A redacted copy of the contract is attached. Prices are withheld under section 43(2) of the Act.

If you are not content, you may ask us for an internal review."""


def kinds(text: str, **more: object) -> list[str]:
    return [finding.kind for finding in find_in_letter(text, **more)]


def test_an_acknowledgement_gives_date_number_and_itself() -> None:
    found = {
        finding.kind: finding for finding in find_in_letter(ACKNOWLEDGEMENT, written_on=date(2018, 7, 24))
    }
    assert list(found) == ["received", "reference", "acknowledged"]
    assert (found["received"].on, found["acknowledged"].on) == (date(2018, 7, 23), date(2018, 7, 24))
    assert (found["reference"].value, found["acknowledged"].label) == ("FOI-18-1134", "acknowledgement")


def test_every_finding_stands_where_it_says() -> None:
    for finding in (*find_in_letter(ACKNOWLEDGEMENT), *find_in_letter(ANSWER)):
        text = ACKNOWLEDGEMENT if finding.evidence in ACKNOWLEDGEMENT else ANSWER
        assert text[finding.start : finding.end] == finding.evidence


def test_an_answer_gives_what_came_back_for_each_question() -> None:
    found = [one for one in find_in_letter(ANSWER) if one.kind == "answer"]
    assert [one.outcome for one in found] == ["disclosed", "not_held", "partly_disclosed"]
    assert [one.sections for one in found] == ["", "", "FOIA s43(2)"]
    assert [one.value for one in find_in_letter(ANSWER) if one.kind == "exemption"] == ["FOIA s43(2)"]
    assert "response" in kinds(ANSWER)


def test_a_number_in_the_subject_counts_and_stands_nowhere_in_the_text() -> None:
    [found] = [
        one
        for one in find_in_letter("Please find our answer attached.", subject="Your request FOI-18-1134")
        if one.kind == "reference"
    ]
    assert (found.value, found.start, found.end) == ("FOI-18-1134", None, None)


def test_an_extension_gives_the_day_that_it_names() -> None:
    text = (
        "We need more time to consider the public interest test under section 10(3) of the Act. "
        "We will respond by 17 September 2018."
    )
    [found] = [one for one in find_in_letter(text, written_on=date(2018, 8, 17)) if one.kind == "extension"]
    assert (found.on, found.until) == (date(2018, 8, 17), date(2018, 9, 17))


def test_a_refusal_of_everything_answers_every_question() -> None:
    text = (
        "Freedom of Information Act 2000: refusal notice\n\nWe have decided to refuse your request. All of the "
        "information is exempt from disclosure under section 31(1)(a) of the Act, and we will not be releasing it. "
        "You may ask for an internal review."
    )
    [found] = [one for one in find_in_letter(text) if one.kind == "answer"]
    assert (found.label, found.outcome, found.sections) == ("", "refused", "FOIA s31(1)(a)")


def test_an_automatic_reply_neither_answers_nor_acknowledges() -> None:
    assert kinds(ACKNOWLEDGEMENT, automatic=True) == ["received", "reference"]


def test_a_letter_that_says_nothing_gives_nothing() -> None:
    assert kinds("") == kinds("Kind regards") == []


def test_a_numbered_answer_is_not_taken_for_an_answer_to_everything() -> None:
    text = "1. We have used one system.\n2. The contract is withheld under section 43(2) of the Act and we refuse it."
    assert "answer" not in kinds(text)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "(" * 300_000, "s" + " 43(2)" * 10_000, "Q1 A1 - see attached " * 40_000]
)
def test_a_hostile_letter_takes_no_time_and_no_room(text: str) -> None:
    began = time.process_time()
    found = find_in_letter(text)
    assert time.process_time() - began < 1
    assert all(len(one.evidence) <= LONGEST_EVIDENCE and len(one.value) <= 80 for one in found)
