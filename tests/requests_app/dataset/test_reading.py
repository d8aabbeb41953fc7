"""A campaign is read into rows with what counts, in a constant number of queries."""

from collections import Counter
from datetime import date

import pytest

from requests_app.dataset import Dataset, dataset_of
from requests_app.law_sections import parse_grounds
from requests_app.models import CampaignQuestion, InformationRequest, Question
from requests_app.services.campaigns.research import save_field, set_values
from requests_app.services.coding import code_question
from requests_app.services.requests import add_reference
from tests.accounts.factories import UserFactory
from tests.requests_app.dataset.world import CODES, World, many

pytestmark = pytest.mark.django_db


def inside(world: World) -> Dataset:
    return dataset_of(world.campaign, public=False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_are_as_many_for_one_request_as_for_three(number, django_assert_num_queries):
    world = many(number, 2, coded=number)
    with django_assert_num_queries(13):
        assert len(inside(world).rows) == number
    with django_assert_num_queries(10):
        assert len(dataset_of(world.campaign, public=False, evidence=False).rows) == number


def test_a_row_has_the_facts_of_its_request():
    world = many(1, 2, coded=1)
    add_reference(request=world.requests[0], value="FOI-18-1134")
    dataset = inside(world)
    row = dataset.rows[0]
    assert (row.authority, row.kind, row.nation, row.law, row.state) == (
        "Body 00000",
        "local_council",
        "england",
        "foia",
        "awaiting_response",
    )
    assert (row.received_on, row.due_on, row.answered_on) == (date(2018, 7, 20), date(2018, 8, 20), None)
    assert (row.our_reference, row.their_references) == (f"C{world.campaign.pk}-001", ("FOI-18-1134",))
    assert [(each.code, each.label, each.name) for each in dataset.questions] == [
        ("q1", "1", "Item 1"),
        ("q2", "2", "Item 2"),
    ]
    assert [cell.outcome for cell in row.cells if cell] == list(CODES[:2])


def test_what_a_lead_settled_counts_and_where_coders_differ_nothing_does():
    world = many(1, 3, coded=0)
    one, other, lead = UserFactory(name="Ann"), UserFactory(name="Bo"), UserFactory(name="Cy")
    first, second, third = world.questions[0]
    for question in (first, second):
        code_question(
            question=question, outcome="refused", by=one, note="so", grounds=parse_grounds("s43", law="FOIA")
        )
        code_question(question=question, outcome="disclosed", by=other)
    code_question(question=first, outcome="not_held", by=lead, settles=True, note="settled")
    code_question(
        question=third, outcome="refused", by=one, note="so", grounds=parse_grounds("s43", law="FOIA")
    )
    code_question(
        question=third, outcome="refused", by=other, grounds=parse_grounds("s43, s40(2)", law="FOIA")
    )
    cells = inside(world).rows[0].cells
    told = [(c.outcome, c.is_settled, [e.words for e in c.exemptions], c.note, c.codings) for c in cells if c]
    both = (("Ann", "refused"), ("Bo", "disclosed"))
    assert told == [
        ("not_held", True, [], "settled", both),
        ("disputed", False, [], "", both),
        ("refused", False, ["FOIA s43", "FOIA s40(2)"], "so", (("Ann", "refused"), ("Bo", "refused"))),
    ]


def test_totals_count_every_cell_and_requests_by_what_they_came_to():
    world = many(6, 2, coded=4)
    dataset = inside(world)
    assert dataset.totals[0] == Counter({"": 2, **dict.fromkeys(CODES[:4], 1)})
    assert sum(dataset.outcomes.values()) == 6
    assert dataset.outcomes[""] == 2


def test_a_question_of_its_own_stands_apart_and_a_dropped_one_last():
    world = many(2, 1, coded=2)
    letter = world.campaign.letters.create(number=2, subject="Again", body="{questions}")
    CampaignQuestion.objects.create(letter=letter, line=2, position=1, label="1", text="Another one")
    Question.objects.create(request=world.requests[0], position=9, text="And the price?")
    dataset = inside(world)
    assert [(each.code, each.label) for each in dataset.questions] == [("q2", "1"), ("q1", "1")]
    assert [[cell is None for cell in row.cells] for row in dataset.rows] == [[True, False], [True, False]]
    assert [[cell.text for cell in row.others] for row in dataset.rows] == [["And the price?"], []]


def test_what_is_logged_by_mistake_and_what_is_another_teams_is_in_no_row():
    world, _other = many(2, 1, coded=2), many(1, 1, coded=1)
    InformationRequest.objects.filter(pk=world.requests[0].pk).update(discarded_at="2026-01-01T00:00Z")
    assert [row.request for row in inside(world).rows] == [world.requests[1].pk]


def test_research_fields_have_codes_of_their_own():
    world = many(1, 1, coded=0)
    fields = [
        save_field(campaign=world.campaign, name=name, kind=kind, by=world.by)
        for name, kind in (("Price (£)", "number"), ("price", "text"), ("Στήλη", "list"))
    ]
    typed = dict(zip((each.pk for each in fields), ("1,250.50", "cheap", "one\ntwo"), strict=True))
    set_values(request=world.requests[0], typed=typed, by=world.by)
    dataset = inside(world)
    assert [each.code for each in dataset.fields] == ["field_price", "field_price_2", "field_3"]
    assert dataset.rows[0].values == {
        "field_price": "1250.50",
        "field_price_2": "cheap",
        "field_3": ["one", "two"],
    }
