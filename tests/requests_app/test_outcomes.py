"""What a request came to follows from what came back for each question."""

import pytest

from requests_app.outcomes import ANSWER_LABELS, REQUEST_LABELS, SHADES, request_outcome, standing_outcome

D, P, N, R, L, W = ANSWER_LABELS  # disclosed, partly, not held, refused, published, no answer


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], ""),
        ([None, None], ""),
        ([D, None], "incomplete"),
        ([D, D], "granted"),
        ([D, L], "granted"),
        ([R, R], "refused"),
        ([N, N], "not_held"),
        ([W], "no_answer"),
        ([P, P], "partly"),
        ([D, L, N], "granted_as_held"),
        ([P, N], "partly"),
        ([D, R], "partly"),
        ([D, W], "partly"),
        ([D, N, R], "partly"),
        ([N, R], "mixed"),
        ([R, W], "mixed"),
    ],
)
def test_each_rule_has_its_cases(outcomes: list[str | None], expected: str) -> None:
    assert request_outcome(outcomes) == expected
    assert request_outcome(outcomes[::-1]) == expected


def test_the_outcome_of_a_question_is_what_coders_agree_on_or_what_was_settled() -> None:
    assert standing_outcome([]) is None
    assert standing_outcome([D]) == D
    assert standing_outcome([D, D]) == D
    assert standing_outcome([D, R]) is None
    assert standing_outcome([D, R], settled=P) == P
    assert standing_outcome([], settled=P) == P


def test_every_outcome_has_words() -> None:
    single = {request_outcome([outcome]) for outcome in ANSWER_LABELS}
    assert single <= set(REQUEST_LABELS)
    assert set(SHADES) <= {*ANSWER_LABELS, *REQUEST_LABELS}
