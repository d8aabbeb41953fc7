"""Which rows are shown, in which order, in which groups."""

from datetime import date
from typing import Any

import pytest

from requests_app.dataset.choosing import Choice, chosen, grouped
from requests_app.dataset.shapes import Asked, Cell, Dataset, Noted, Row


def row(number: int, authority: str, *outcomes: str | None, **facts: Any) -> Row:
    given: dict[str, Any] = {
        "kind": "police",
        "nation": "wales",
        "law": "foia",
        "state": "answered",
        "outcome": "",
        "received_on": None,
        "due_on": None,
        "answered_on": None,
        "sent_on": None,
        "our_reference": f"C1-{number:03d}",
        "link": "",
        **facts,
    }
    cells = tuple(None if outcome is None else Cell(number, outcome) for outcome in outcomes)
    return Row(request=number, authority=authority, cells=cells, **given)


DATASET = Dataset(
    campaign=1,
    title="Scoring",
    description="",
    team="Us",
    public=False,
    questions=(Asked("q1", "1", "Name", "Which?"), Asked("q2", "2", "Costs", "How much?")),
    fields=(Noted("field_price", "Price", "number", "", ()),),
    rows=(
        row(1, "Éire Board", "refused", "", nation="england", due_on=date(2018, 8, 20)),
        row(2, "Conwy", "disclosed", None, values={"field_price": "9"}, outcome="granted"),
        row(3, "Ashby", "", "disputed", values={"field_price": "10.5"}, their_references=("FOI-18-1134",)),
        row(4, "Barrow", None, "disclosed", kind="fire", state="closed", due_on=date(2018, 7, 20)),
    ),
)


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice(), [3, 4, 2, 1]),
        (Choice(sort="-authority"), [1, 2, 4, 3]),
        (Choice(sort="due"), [4, 1, 3, 2]),
        (Choice(sort="-due"), [1, 4, 3, 2]),
        (Choice(sort="kind"), [4, 3, 2, 1]),
        (Choice(sort="nation"), [1, 3, 4, 2]),
        (Choice(sort="q1"), [2, 1, 3, 4]),
        (Choice(sort="-q1"), [3, 1, 2, 4]),
        (Choice(sort="field_price"), [2, 3, 4, 1]),
        (Choice(sort="-field_price"), [3, 2, 4, 1]),
        (Choice(group="nation"), [1, 3, 4, 2]),
        (Choice(group="kind", sort="-authority"), [1, 2, 3, 4]),
        (Choice(text="eire"), [1]),
        (Choice(text="board EIRE"), [1]),
        (Choice(text="foi 181134"), [3]),
        (Choice(text="C1-002"), [2]),
        (Choice(text="10.5"), [3]),
        (Choice(text="nowhere"), []),
        (Choice(kind="fire"), [4]),
        (Choice(nation="england", state="answered"), [1]),
        (Choice(outcome="granted"), [2]),
        (Choice(outcome="none"), [3, 4, 1]),
        (Choice(questions={"q1": "refused"}), [1]),
        (Choice(questions={"q1": "none"}), [3]),
        (Choice(questions={"q2": "disputed", "q1": "none"}), [3]),
    ],
)
def test_a_choice_shows_these_rows_in_this_order(choice, numbers):
    assert [each.request for each in chosen(DATASET, choice).rows] == numbers


def test_groups_stand_under_their_words_in_the_order_of_the_codes():
    rows = chosen(DATASET, Choice(group="kind")).rows
    found = [(label, [each.request for each in of_one]) for label, of_one in grouped(rows, "kind")]
    assert found == [("Police", [3, 2, 1]), ("Fire and rescue", [4])]
    assert [label for label, _ in grouped(rows, "")] == [""]
