"""Cohen's kappa, held to statsmodels."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa as reference

from requests_app.agreement import cohens_kappa, in_words
from requests_app.outcomes import ANSWER_LABELS

outcomes = st.sampled_from(list(ANSWER_LABELS))


@given(st.lists(st.tuples(outcomes, outcomes), min_size=2, max_size=60))
def test_it_is_what_statsmodels_computes(pairs: list[tuple[str, str]]) -> None:
    assume(len({one for pair in pairs for one in pair}) > 1)
    counts = Counter(pairs)
    table = np.array([[counts[one, other] for other in ANSWER_LABELS] for one in ANSWER_LABELS])
    assert cohens_kappa(pairs) == pytest.approx(reference(table, return_results=False), abs=1e-12)


def test_two_who_give_the_same_to_everything_cannot_be_told_from_chance() -> None:
    assert cohens_kappa([]) is None
    assert cohens_kappa([("refused", "refused")] * 9) is None


def test_a_worked_example() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, by chance 0.5."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.1, "poor"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.55, "moderate"),
        (0.8, "substantial"),
        (1, "almost perfect"),
    ],
)
def test_it_has_words(kappa: float, words: str) -> None:
    assert in_words(kappa) == words
