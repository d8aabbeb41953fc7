"""Plots for paper are those of the page, their percent turned into units of the width."""

from requests_app.figures.drawing import survival_plot
from requests_app.figures.survival import Wait, kaplan_meier
from requests_app.reports.drawing import on_paper, stretched


def test_places_across_are_stretched_and_places_down_stay() -> None:
    assert stretched("M0 10H50V20.5L100 7Z", 640) == "M0.0 10H320.0V20.5L640.0 7Z"


def test_a_dot_keeps_a_length_that_is_drawn() -> None:
    assert stretched("M25 4h0", 640) == "M160.0 4h0.01"


def test_a_curve_has_its_lines_and_words_within_the_width() -> None:
    curve = kaplan_meier([Wait(5, True, 3), Wait(20, True, 2), Wait(30, False, 4)])
    plot = on_paper(survival_plot(curve, to_day=40))
    assert len(plot.marks) == 4  # the grid, the interval, the twenty-day line, the curve
    assert [(tick.label, tick.at) for tick in plot.across][-1] == ("20", "320.0")
    assert all(0 <= float(tick.at) <= plot.width for tick in plot.across)
    assert plot.marks[-1].d.startswith("M0.0 0.0H80.0V60.0H320.0")
