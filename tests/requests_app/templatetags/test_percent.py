import pytest

from requests_app.templatetags.percent import interval, percent


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.004, "under 1%"), (0.005, "0%"), (0.344, "34%"), (0.996, "over 99%"), (1.0, "100%")],
)
def test_a_share_is_whole_per_cent_and_never_none_or_all_where_it_is_not(share, words):
    assert percent(share) == words


def test_an_interval_has_both_bounds():
    assert interval((0.5, 0.344, 0.66)) == "34% – 66%"


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_without_a_variance_there_is_no_interval(share):
    assert interval((share, share, share)) == "–"
