"""What an incoming letter seems to say, with the words it was found in."""

import json
from datetime import date
from pathlib import Path

import pytest

from correspondence.hints import LONGEST_EVIDENCE, find_hints


def kinds(text: str, **more) -> list[str]:
    return [hint.kind for hint in find_hints(text, **more)]


ACKNOWLEDGEMENT = """Our ref: FOI-18-1134

We acknowledge receipt of your request, which was received on 20 July 2018. It will be dealt with under the Act, and \
we aim to respond within 20 working days."""


def test_an_acknowledgement_gives_its_reference_its_date_of_receipt_and_itself() -> None:
    found = find_hints(ACKNOWLEDGEMENT)
    assert [(hint.kind, hint.on, hint.value) for hint in found] == [
        ("received", date(2018, 7, 20), ""),
        ("reference", None, "FOI-18-1134"),
        ("acknowledged", None, ""),
    ]
    assert found[0].evidence.endswith("received on 20 July 2018")


@pytest.mark.parametrize(
    "text",
    [
        "Please find enclosed a response to your request for information.",
        "In response to your Freedom of Information request, see below.",
        "The council does not hold information about such systems.",
        "Question 1: none.\n\nIf you are unhappy with this answer, you may complain to the Information Commissioner.",
    ],
)
def test_an_answer_is_told(text: str) -> None:
    assert kinds(text) == ["response"]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your message. I am away until Monday.",
        "Please clarify which years you mean before we can find the information; the council does hold several sets.",
        "We have not yet reached a decision on the public interest under section 10(3); our response to your request "
        "will follow.",
        "Our internal review is complete: the original decision is upheld. If you are not content with this, you may "
        "complain to the Information Commissioner.",
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(text: str) -> None:
    assert "response" not in kinds(text)


def test_an_automatic_reply_neither_answers_nor_acknowledges() -> None:
    assert kinds(ACKNOWLEDGEMENT, automatic=True) == ["received", "reference"]


def test_the_letters_own_date_is_the_day_it_answers_on() -> None:
    [hint] = find_hints("Please find attached our response to your request.", written_on=date(2018, 8, 14))
    assert hint.on == date(2018, 8, 14)


def test_evidence_fits_its_column() -> None:
    text = f"Please find attached our response to your request {'which is long ' * 100}"
    assert all(len(hint.evidence) <= LONGEST_EVIDENCE for hint in find_hints(text))


def test_real_outcome_letters_are_mostly_told_for_answers(shared_dir: Path) -> None:
    letters = [json.loads(line) for line in (shared_dir / "letters" / "truth.jsonl").read_text().splitlines()]
    outcomes = ("full_disclosure", "partial_disclosure", "not_held", "refusal")
    told = {
        letter["file"]: "response" in kinds((shared_dir / "letters" / letter["file"]).read_text())
        for letter in letters
        if letter["kind"] in outcomes
    }
    assert sum(told.values()) / len(told) >= 0.9
    others = [
        letter["file"] for letter in letters if letter["kind"] in ("clarification_request", "acknowledgement")
    ]
    assert [name for name in others if "response" in kinds((shared_dir / "letters" / name).read_text())] == []
