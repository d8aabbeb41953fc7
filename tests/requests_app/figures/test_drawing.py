import re

from requests_app.figures.drawing import interval_bar, share_plot, survival_plot, trend_plot
from requests_app.figures.intervals import wilson
from requests_app.figures.survival import Wait, kaplan_meier

CURVE = kaplan_meier([Wait(10, True), Wait(20, True), Wait(40, False), Wait(40, False)])


def _mark(plot, kind):
    return next(mark.d for mark in plot.marks if mark.kind == kind)


def test_the_curve_goes_down_in_stairs_and_on_to_the_last_wait():
    plot = survival_plot(CURVE, to_day=40, height=100)
    assert _mark(plot, "line") == "M0 0.0H25.00V25.0H50.00V50.0H100.00"


def test_the_line_of_the_law_stands_at_its_day():
    assert _mark(survival_plot(CURVE, to_day=40, height=100), "law") == "M50.00 0V100"


def test_the_band_encloses_the_curve_and_is_closed():
    band = _mark(survival_plot(CURVE, to_day=40, height=100), "band")
    assert (band[0], band[-1]) == ("M", "Z")
    heights = [float(y) for y in re.findall(r"V([\d.]+)", band)]
    assert len(heights) == 3
    assert all(0 <= y <= 100 for y in heights)


def test_a_curve_without_an_answer_is_a_line_at_the_top():
    plot = survival_plot(kaplan_meier([Wait(7, False)]), to_day=40, height=100)
    assert (_mark(plot, "line"), _mark(plot, "band")) == ("M0 0.0H17.50", "")


def test_what_is_beyond_the_axis_is_cut_off():
    plot = survival_plot(kaplan_meier([Wait(10, True), Wait(400, True)]), to_day=120, height=100)
    assert _mark(plot, "line") == "M0 0.0H8.33V50.0H100.00"


def test_the_trend_starts_at_the_left_and_ends_at_the_right():
    plot = trend_plot([("line", [4, 8])], ["6 Sep", "13 Sep"], height=100)
    assert _mark(plot, "line") == "M0.00 50.0L100.00 0.0"
    assert [(tick.label, tick.anchor) for tick in plot.across] == [("6 Sep", "start"), ("13 Sep", "end")]


def test_the_axis_of_a_trend_ends_at_a_round_number():
    for most, top in ((0, "2"), (7, "8"), (37, "40"), (230, "300"), (3000, "3,000")):
        assert trend_plot([("line", [most])], ["a"]).up[0].label == top


def test_a_month_without_a_case_has_no_mark():
    plot = share_plot([wilson(0, 0), wilson(1, 2)], ["Jan", "Feb"], height=100)
    assert _mark(plot, "dot") == "M75.00 50.0h0"


def test_a_bar_of_an_interval_is_in_percent():
    assert interval_bar(0.1, 0.25, 1.0) == {"low": "10.0%", "at": "25.0%", "high": "100.0%"}
