"""The page of a request as it stood on an earlier day."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from correspondence.models import Message
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
# As for the page of today, without the suggestions.
QUERIES = 12


def page(request: InformationRequest, as_at: str) -> str:
    client = Client()
    client.force_login(researcher(request.team))
    response = client.get(request.get_absolute_url(), {"as_at": as_at})
    assert response.status_code == 200
    return response.content.decode()


def told() -> InformationRequest:
    """Received on 20 July, answered late on 24 August, a review asked for on 3 September 2018."""
    request = make_request(
        letter="Dear Council",
        steps=((EventKind.RESPONSE, date(2018, 8, 24)), (EventKind.REVIEW_ASKED, date(2018, 9, 3))),
    )
    for on, text in ((date(2018, 8, 24), "Our answer."), (date(2018, 9, 3), "Please review it.")):
        Message.objects.filter(pk=make_letter(request, text=text).pk).update(on=on)
    return request


def test_state_lateness_clocks_and_story_are_those_of_the_day() -> None:
    shown = page(told(), "2018-08-21")
    assert "As it stood on <strong>21 August 2018</strong>" in shown
    for words in (
        "Overdue",
        "1 working day late",
        "21 August 2018, 1 late",
        "4 later letters or events are hidden",
    ):
        assert words in shown
    for words in ("Our answer.", "Please review it.", "Review asked for", "Last day to complain"):
        assert words not in shown


def test_between_answer_and_review_it_is_answered() -> None:
    shown = page(told(), "2018-08-28")
    assert "answered 24 August 2018, 4 working days late" in shown
    assert "Our answer." in shown
    assert "Last day to ask for a review" in shown
    assert "Please review it." not in shown


def test_nothing_can_be_recorded_in_the_past() -> None:
    shown = page(told(), "2018-08-21")
    for address in ("/record/", "/edit/", "/correct/", "/letters/", "/suggestions/"):
        assert address not in shown, address
    assert "They answered" in shown


def test_reasons_of_the_past_stay_in_the_past() -> None:
    request = told()
    shown = page(request, "2018-08-21")
    assert f"/requests/{request.pk}/why/?kind=response&amp;as_at=2018-08-21" in shown
    assert shown.count("/why/?") == shown.count("&amp;as_at=2018-08-21")


@pytest.mark.parametrize(
    ("as_at", "sentence"),
    [
        ("2018-02-31", "Enter a real date, such as 20/07/2018"),
        ("2999-01-01", "1 January 2999 is in the future: enter a date that has come already"),
        ("2018-07-01", "This request had not been made by 1 July 2018: enter 20 July 2018 or a later date"),
    ],
)
def test_a_day_that_cannot_be_gets_its_sentence_and_the_page_of_today(as_at: str, sentence: str) -> None:
    shown = page(told(), as_at)
    assert sentence in shown
    assert "<title>Error: " in shown
    assert "In internal review" in shown or "Review overdue" in shown
    assert "As it stood on" not in shown
    assert "/edit/" in shown


def test_looking_back_changes_nothing() -> None:
    request = told()
    before = InformationRequest.objects.values().get(pk=request.pk)
    page(request, "2018-08-21")
    assert InformationRequest.objects.values().get(pk=request.pk) == before


@pytest.mark.parametrize("number", [1, 3, 50])
def test_it_asks_the_database_as_often_for_fifty_letters_as_for_one(number: int) -> None:
    request = make_request(letter="Dear Council")
    for _ in range(number):
        make_letter(request)
    client = Client()
    client.force_login(researcher(request.team))
    client.get("/requests/")
    with CaptureQueriesContext(connection) as queries:
        client.get(request.get_absolute_url(), {"as_at": "2018-08-21"})
    assert len(queries) == QUERIES, "\n".join(query["sql"][:150] for query in queries)


def test_each_time_limit_has_its_words_and_its_reason() -> None:
    request = told()
    client = Client()
    client.force_login(researcher(request.team))
    shown = client.get(request.get_absolute_url()).content.decode()
    for limit in request.deadlines.all():
        assert f"/requests/{request.pk}/why/?kind={limit.kind}" in shown
    assert "Answered 24 August 2018, 4 working days late" in shown
    assert "is 7 years" in shown or "after the end of this line" in shown
