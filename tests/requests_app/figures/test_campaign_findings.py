"""The figures of a campaign as numbers: rates, what counts in them, and keeping them."""

import json
from datetime import date

import pytest

from requests_app.figures.campaign_findings import (
    COUNTED_LABELS,
    AuthorityLine,
    Findings,
    GroundTally,
    QuestionTally,
    TermLine,
    UnknownForm,
    as_json,
    from_json,
    no_numbers,
)
from requests_app.figures.findings_drawing import drawn
from requests_app.figures.intervals import wilson


def tally(**numbers: int) -> QuestionTally:
    return QuestionTally("1", "Systems", "Which systems?", {**no_numbers(), **numbers})


def figures(**changed: object) -> Findings:
    given: dict[str, object] = {
        "on": date(2018, 8, 30),
        "embargoed": 3,
        "ended": {"in_time": 5, "late": 2, "unanswered": 1, "waiting": 0, "given_up": 2, "no_limit": 0},
        "on_time": wilson(5, 8),
        "questions": (tally(disclosed=4, partly_disclosed=1, refused=5, not_held=7, no_answer=2, open=3),),
        "grounds": (
            GroundTally("FOIA", "s43(2)", "Commercial interests", "qualified", 4, 3, 2),
            GroundTally("FOIA", "s12", "Cost of compliance", "no_test", 1, 1, 0),
        ),
        "bare_refusals": 1,
        "waits": ((3, True, 5), (20, False, 3)),
        "authorities": (AuthorityLine("Ash Council", "late", "partly"),),
        "terms": (TermLine("Mosaic", 4, (("Ash Council", 3), ("Elm Council", 1))),),
    }
    return Findings(**{**given, **changed})


def test_what_was_kept_is_read_back_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(as_json(figures())))) == figures()


def test_a_bar_has_its_order_also_where_what_kept_it_has_another() -> None:
    kept = json.loads(json.dumps(as_json(figures()), sort_keys=True))
    assert list(from_json(kept).questions[0].numbers) == list(COUNTED_LABELS)


@pytest.mark.parametrize("plain", [{}, {"form": 2}])
def test_figures_of_another_form_are_not_guessed_at(plain: dict[str, object]) -> None:
    with pytest.raises(UnknownForm):
        from_json(plain)


def test_what_is_not_held_or_not_answered_counts_neither_for_nor_against_disclosure() -> None:
    assert figures().questions[0].disclosure == wilson(5, 10)
    assert tally(not_held=9, no_answer=9, open=9).disclosure == wilson(0, 0)
    assert tally(published_elsewhere=1).disclosure == wilson(1, 1)


def test_the_response_rate_leaves_out_what_we_gave_up() -> None:
    assert figures().answered == wilson(7, 8)


def test_questions_are_put_together_and_those_not_coded_are_told_apart() -> None:
    together = figures(questions=(tally(disclosed=2, open=1), tally(refused=1))).all_questions
    assert (together.total, together.coded, together.refused) == (4, 3, 1)


def test_a_bar_says_in_words_what_it_shows() -> None:
    assert tally(disclosed=12, refused=3).said == "12 disclosed, 3 refused"
    assert tally().said == "no answer"


def test_exemptions_and_other_grounds_stand_apart() -> None:
    found = figures()
    assert [one.section for one in found.exemptions] == ["s43(2)"]
    assert [one.section for one in found.other_grounds] == ["s12"]


def test_three_cases_are_not_called_a_rate() -> None:
    few = drawn(figures(questions=(tally(disclosed=3),)), ended_labels={})
    enough = drawn(figures(questions=(tally(disclosed=10),)), ended_labels={})
    assert [shown["questions"][0].rate.few for shown in (few, enough)] == [True, False]


def test_outcomes_that_never_came_have_no_column() -> None:
    shown = drawn(figures(questions=(tally(disclosed=3), tally(refused=1))), ended_labels={})
    assert shown["key"] == [("disclosed", "Disclosed"), ("refused", "Refused")]
    assert shown["questions"][1].numbers == [("Disclosed", 0), ("Refused", 1)]


def test_figures_of_nothing_can_be_drawn() -> None:
    nothing = figures(ended={}, on_time=wilson(0, 0), questions=(), grounds=(), waits=(), authorities=())
    shown = drawn(nothing, ended_labels={"late": "Late"})
    assert ([rate.share.cases for rate in shown["rates"]], shown["curve"].requests) == ([0, 0, 0], 0)
