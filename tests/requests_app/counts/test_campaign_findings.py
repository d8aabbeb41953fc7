"""The figures of a campaign are those of its requests and of what counts among the answers."""

from collections import Counter
from datetime import date

import pytest

from requests_app.counts.campaign_findings import findings_of
from requests_app.counts.outcomes import outcomes
from requests_app.dataset import dataset_of
from requests_app.deadlines import EventKind
from requests_app.law_sections import parse_grounds
from requests_app.models import InformationRequest, Question
from requests_app.services.coding import code_question
from requests_app.services.embargo import set_embargo
from tests.accounts.factories import UserFactory
from tests.requests_app.campaigns import make_campaign
from tests.requests_app.dataset.world import many
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db
ON = date(2018, 8, 30)


def code(question: Question, outcome: str, grounds: str = "", **given: object) -> None:
    code_question(
        question=question,
        outcome=outcome,
        by=given.pop("by", None) or UserFactory(),
        grounds=parse_grounds(grounds, law="FOIA"),
        **given,
    )


@pytest.fixture
def world():
    return many(4, 2, coded=0)


def test_each_question_is_counted_by_what_counts_for_it(world) -> None:
    ann, ben = UserFactory(), UserFactory()
    (a1, _), (b1, b2), (c1, _), (d1, _) = world.questions
    code(a1, "disclosed")
    code(b1, "disclosed", by=ann)
    code(b1, "refused", by=ben)  # they differ: nothing counts
    code(b2, "not_held")
    code(c1, "disclosed", by=ann)
    code(c1, "refused", by=ben)
    code(c1, "partly_disclosed", settles=True)
    code(d1, "refused")
    first, second = findings_of(world.campaign, on=ON).questions
    assert (first.label, first.name) == ("1", "Item 1")
    assert {code: n for code, n in first.numbers.items() if n} == {
        "disclosed": 1,
        "partly_disclosed": 1,
        "refused": 1,
        "open": 1,
    }
    assert {code: n for code, n in second.numbers.items() if n} == {"not_held": 1, "open": 3}


def test_the_numbers_are_those_of_the_dataset(world) -> None:
    coded = many(9, 3, coded=7)
    found = findings_of(coded.campaign, on=ON)
    dataset = dataset_of(coded.campaign, public=False)
    ours = [
        +Counter({code: n for code, n in one.numbers.items() if code != "open"}) for one in found.questions
    ]
    theirs = [+Counter({code: n for code, n in one.items() if code}) for one in dataset.totals]
    assert ours == theirs


def test_grounds_count_once_an_answer_and_those_of_disputed_answers_not_at_all(world) -> None:
    ann, ben = UserFactory(), UserFactory()
    (a1, a2), (b1, b2), (c1, _), _ = world.questions
    code(a1, "refused", "s43(2), s40(2)", by=ann, weighs_public_interest=True)
    code(a1, "refused", "s43(2)", by=ben)  # the same ground of the same answer
    code(a2, "refused", "s43(2)")
    code(b1, "refused", "s43(2)")
    code(b2, "refused", "s41", by=ann)
    code(b2, "disclosed", by=ben)
    code(c1, "refused", "s12", by=ann)
    code(c1, "refused", "s14", settles=True)  # the lead's word counts, and its grounds
    found = findings_of(world.campaign, on=ON)
    assert [(g.section, g.kind, g.answers, g.authorities, g.weighed) for g in found.grounds] == [
        ("s43(2)", "qualified", 3, 2, 1),
        ("s14", "no_test", 1, 1, 0),
        ("s40(2)", "absolute", 1, 1, 0),
    ]
    assert found.grounds[0].title == "Commercial interests"


def test_refusals_without_a_ground_are_counted_apart(world) -> None:
    code(world.questions[0][0], "refused")
    code(world.questions[1][0], "refused", "s12")
    assert findings_of(world.campaign, on=ON).bare_refusals == 1


def test_requests_end_as_they_do_in_the_plots_and_each_authority_has_its_line() -> None:
    campaign = make_campaign()
    stories = {"In Time": DUE, "Late": date(2018, 8, 21), "Overdue": None}
    for name, answered in stories.items():
        steps = ((EventKind.RESPONSE, answered),) if answered else ()
        request = make_request(team=campaign.team, steps=steps)
        request.authority.name = name
        request.authority.save()
        InformationRequest.objects.filter(pk=request.pk).update(campaign=campaign)
    given_up = make_request(team=campaign.team, steps=((EventKind.WITHDRAWN, date(2018, 8, 10)),))
    InformationRequest.objects.filter(pk=given_up.pk).update(campaign=campaign)
    found = findings_of(campaign, on=ON)
    plain = outcomes(InformationRequest.objects.filter(campaign=campaign), on=ON)
    assert (found.ended, found.on_time) == (plain.numbers, plain.on_time)
    lines = {line.name: line.ended for line in found.authorities}
    assert {name: lines[name] for name in stories} == {
        "In Time": "in_time",
        "Late": "late",
        "Overdue": "unanswered",
    }
    assert Counter(lines.values()) == +Counter(found.ended)
    assert (found.answered.hits, found.answered.cases) == (2, 3)


def test_what_is_under_embargo_is_left_out_of_every_figure_and_only_counted(world) -> None:
    hidden = world.requests[0]
    for question in (world.questions[0][0], world.questions[1][0]):
        code(question, "refused", "s12")
    set_embargo(request=hidden, until=date(2018, 9, 1), note="", by=None)
    found = findings_of(world.campaign, on=ON, embargo_on=ON)
    assert (found.embargoed, found.requests, len(found.authorities)) == (1, 3, 3)
    assert (found.questions[0].total, found.grounds[0].answers) == (3, 1)
    assert sum(number for _, _, number in found.waits) == 3
    assert hidden.authority.name not in str(found)
    assert findings_of(world.campaign, on=ON, embargo_on=date(2018, 9, 1)).embargoed == 0
    assert findings_of(world.campaign, on=ON).requests == 4


def test_of_another_campaign_nothing_is_counted(world) -> None:
    many(2, 2, coded=2, team=world.team)
    assert findings_of(world.campaign, on=ON).requests == 4


@pytest.mark.parametrize("number", [1, 3])
def test_of_many_it_takes_as_few_queries_as_of_one(number: int, django_assert_num_queries) -> None:
    campaign = many(number, 2, coded=number).campaign
    with django_assert_num_queries(10):
        findings_of(campaign, on=ON, embargo_on=ON)
