"""The day that a request is looked at as at."""

from datetime import date

import pytest

from requests_app.forms import AsAtForm
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)


def form(**query: str) -> AsAtForm:
    return AsAtForm(query, request=make_request(), today=TODAY)


@pytest.mark.parametrize("typed", ["2018-08-21", "21/08/2018", "21 August 2018"])
def test_a_past_day_is_read_however_it_is_typed(typed: str) -> None:
    assert form(as_at=typed).day == date(2018, 8, 21)


@pytest.mark.parametrize("query", [{}, {"as_at": ""}, {"as_at": "2026-01-05"}, {"other": "2018-08-21"}])
def test_nothing_and_today_are_the_page_as_it_is(query: dict[str, str]) -> None:
    asked = form(**query)
    assert (asked.day, dict(asked.errors)) == (None, {})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2018-02-31", "Enter a real date, such as 20/07/2018"),
        ("soon", "Enter a real date, such as 20/07/2018"),
        ("2026-01-06", "6 January 2026 is in the future: enter a date that has come already"),
        (
            "2018-07-19",
            "This request had not been made by 19 July 2018: enter 20 July 2018 or a later date",
        ),
        ("0001-01-01", "This request had not been made by 1 January 1: enter 20 July 2018 or a later date"),
    ],
)
def test_a_day_that_cannot_be_gets_one_sentence(typed: str, sentence: str) -> None:
    asked = form(as_at=typed)
    assert (asked.day, asked.errors["as_at"]) == (None, [sentence])
