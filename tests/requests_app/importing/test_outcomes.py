"""What a team's codes seem to mean."""

import pytest

from requests_app.importing.outcomes import Outcome, guess_outcome, plain_code


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("1 = full", "full"),
        ("Full disclosure", "full"),
        ("Partial disclosure", "partly"),
        ("Some information, redacted", "partly"),
        ("NH", "not_held"),
        ("Information not held", "not_held"),
        ("Refused s.12", "refused"),
        ("S43(2)", "refused"),
        ("Exempt", "refused"),
        ("No response", "none"),
        ("Overdue", "none"),
        ("Awaiting a response", "none"),
        ("Awaiting our clarification", "none"),
        ("Withdrawn", "withdrawn"),
        ("Answered", "answered"),
        ("Closed", "answered"),
        ("3", ""),
        ("xyz", ""),
    ],
)
def test_a_guess_follows_the_words_and_a_bare_number_tells_nothing(code: str, outcome: str) -> None:
    assert guess_outcome(code) == outcome


def test_codes_are_compared_without_case_and_spaces() -> None:
    assert plain_code("  Refused \n s.12 ") == "refused s.12"


def test_only_no_answer_and_a_withdrawal_are_no_answers() -> None:
    assert [each for each in Outcome if not each.is_answer] == [Outcome.NONE, Outcome.WITHDRAWN]
