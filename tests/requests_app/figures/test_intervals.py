import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from requests_app.figures.intervals import wilson


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_the_interval_is_that_of_statsmodels(hits, cases):
    hits = min(hits, cases)
    found = wilson(hits, cases)
    expected = proportion_confint(hits, cases, method="wilson")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_share_lies_in_its_interval_between_none_and_all(hits, cases):
    found = wilson(min(hits, cases), cases)
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_three_of_three_prove_less_than_forty_of_fifty():
    assert wilson(3, 3).low < wilson(40, 50).low


def test_of_no_case_nothing_is_known():
    found = wilson(0, 0)
    assert (found.low, found.high) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "cases"), [(4, 3), (-1, 3), (0, -1)])
def test_more_hits_than_cases_are_no_share(hits, cases):
    with pytest.raises(ValueError, match="is no share"):
        wilson(hits, cases)
