"""The survival curve against `statsmodels`, and by hand."""

import math
import random

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from requests_app.figures.intervals import Z
from requests_app.figures.survival import Wait, kaplan_meier

# Freireich et al. (Blood 21, 1963), the treated arm: weeks in remission, + where it lasted on. In every textbook.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def _waits(text: str) -> list[Wait]:
    return [Wait(int(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


def _made_up(seed: int, number: int = 400) -> list[Wait]:
    chance = random.Random(seed)  # noqa: S311 (data for a test)
    return [Wait(chance.randint(0, 60), chance.random() < 0.2 + 0.15 * seed) for _ in range(number)]


def _theirs(waits: list[Wait]) -> SurvfuncRight:
    return SurvfuncRight(np.array([w.days for w in waits]), np.array([int(w.answered) for w in waits]))


CASES = {"remission": _waits(REMISSION), **{f"made up {seed}": _made_up(seed) for seed in range(1, 5)}}


@pytest.mark.parametrize("waits", CASES.values(), ids=CASES)
def test_the_curve_is_that_of_statsmodels(waits):
    curve, theirs = kaplan_meier(waits), _theirs(waits)
    expected = dict(zip(theirs.surv_times, theirs.surv_prob, strict=True))
    assert {step.day for step in curve.steps} <= set(expected)
    for day in range(curve.last_day + 1):
        reached = [share for time, share in expected.items() if time <= day]
        assert curve.at(day)[0] == pytest.approx(reached[-1] if reached else 1.0)


@pytest.mark.parametrize("waits", CASES.values(), ids=CASES)
def test_the_interval_rests_on_the_same_standard_error(waits):
    curve, theirs = kaplan_meier(waits), _theirs(waits)
    errors = dict(zip(theirs.surv_times, theirs.surv_prob_se, strict=True))
    inner = [step for step in curve.steps if 0 < step.share < 1]
    assert inner
    for step in inner:
        width = Z * errors[step.day] / (step.share * abs(math.log(step.share)))
        expected = (step.share ** math.exp(width), step.share ** math.exp(-width))
        assert (step.low, step.high) == pytest.approx(expected)


@pytest.mark.parametrize("waits", CASES.values(), ids=CASES)
def test_the_median_is_that_of_statsmodels(waits):
    theirs = _theirs(waits).quantile(0.5)
    assert kaplan_meier(waits).median == (None if math.isnan(theirs) else theirs)


@pytest.mark.parametrize("waits", CASES.values(), ids=CASES)
def test_the_medians_interval_is_that_of_statsmodels(waits):
    low, high = _theirs(waits).quantile_ci(0.5, alpha=0.05, method="cloglog")
    ours = kaplan_meier(waits).median_interval
    assert ours == (low, None if math.isinf(high) or math.isnan(high) else high)


def test_the_remission_times_give_the_share_that_the_textbooks_print():
    assert [round(step.share, 3) for step in kaplan_meier(_waits(REMISSION)).steps] == [
        *(0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448)
    ]


def test_the_unanswered_lengthen_the_median():
    answered = [Wait(10, True)] * 5 + [Wait(30, True)]
    assert kaplan_meier(answered).median == 10
    assert kaplan_meier([*answered, *[Wait(40, False)] * 6]).median == 30


def test_without_half_answered_there_is_no_median():
    curve = kaplan_meier([Wait(10, True), Wait(40, False), Wait(40, False)])
    assert (curve.median, curve.median_interval[1]) == (None, None)


def test_a_number_of_equal_waits_is_as_many_waits():
    assert kaplan_meier([Wait(5, True, 3), Wait(9, False, 2)]) == kaplan_meier(
        [Wait(5, True)] * 3 + [Wait(9, False)] * 2
    )


def test_an_unanswered_wait_of_the_day_is_still_at_risk_that_day():
    assert kaplan_meier([Wait(5, True), Wait(5, False)]).steps[0].waiting == 2


def test_how_many_are_known_to_wait_on():
    curve = kaplan_meier([Wait(5, True), Wait(8, False), Wait(20, True)])
    assert [curve.waiting_after(day) for day in (4, 5, 19, 20)] == [3, 2, 1, 0]


def test_of_nothing_nothing_is_known():
    curve = kaplan_meier([])
    assert (curve.requests, curve.steps, curve.median, curve.at(20)[0]) == (0, (), None, 1.0)


def test_nobody_waits_less_than_no_day():
    with pytest.raises(ValueError, match="-1 days"):
        kaplan_meier([Wait(-1, True)])
