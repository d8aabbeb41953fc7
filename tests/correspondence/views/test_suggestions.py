"""Answering what a letter seems to say."""

from datetime import date

import pytest
from django.test import Client

from correspondence.models import Suggestion
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggestion() -> Suggestion:
    message = make_letter(make_request(), text="Please find attached our response to your request.")
    return message.suggestions.get()


@pytest.fixture
def member(client: Client, suggestion: Suggestion) -> Client:
    client.force_login(researcher(suggestion.message.request.team))
    return client


def address(suggestion: Suggestion) -> str:
    return f"/suggestions/{suggestion.pk}/"


def state_of(suggestion: Suggestion) -> str:
    suggestion.message.request.refresh_from_db()
    return suggestion.message.request.state


def test_looking_changes_nothing_and_shows_the_words(member: Client, suggestion: Suggestion) -> None:
    shown = member.get(address(suggestion)).content.decode()
    assert "Please find attached our response to your request" in shown
    assert 'value="2018-08-14"' in shown
    assert state_of(suggestion) == "awaiting_response"


def test_saying_yes_records_it_on_the_day_given(member: Client, suggestion: Suggestion) -> None:
    assert member.post(address(suggestion), {"on": "2018-08-15"}).status_code == 302
    assert state_of(suggestion) == "answered"
    assert suggestion.message.request.answered_on == date(2018, 8, 15)


def test_saying_no_records_nothing_and_asks_no_more(member: Client, suggestion: Suggestion) -> None:
    member.post(address(suggestion), {"dismiss": "1"})
    suggestion.refresh_from_db()
    assert (suggestion.answer, state_of(suggestion)) == ("dismissed", "awaiting_response")
    assert (
        "They answered"
        not in member.get(suggestion.message.request.get_absolute_url(), follow=True)
        .content.decode()
        .split("What happened next?")[0]
    )


@pytest.mark.parametrize(
    ("on", "sentence"), [("", "Enter a date"), ("2999-01-01", "future"), ("2018-07-01", "received")]
)
def test_a_day_that_cannot_be_is_refused(
    member: Client, suggestion: Suggestion, on: str, sentence: str
) -> None:
    response = member.post(address(suggestion), {"on": on})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert state_of(suggestion) == "awaiting_response"


def test_the_second_answer_is_told_that_there_was_a_first(member: Client, suggestion: Suggestion) -> None:
    member.post(address(suggestion), {"dismiss": "1"})
    shown = member.post(address(suggestion), {"on": "2018-08-14"}, follow=True).content.decode()
    assert "Somebody answered this suggestion already." in shown
    assert state_of(suggestion) == "awaiting_response"


def test_another_team_does_not_find_it(suggestion: Suggestion) -> None:
    stranger = Client()
    stranger.force_login(researcher())
    assert stranger.get(address(suggestion)).status_code == 404
    assert stranger.post(address(suggestion), {"on": "2018-08-14"}).status_code == 404
    assert state_of(suggestion) == "awaiting_response"


def test_everything_asked_about_is_recorded_at_once(member: Client, suggestion: Suggestion) -> None:
    request = suggestion.message.request
    make_letter(request, text="Our ref: FOI-18-1134. Please find attached our response to your request.")
    assert "Record all " in member.get(request.get_absolute_url()).content.decode()
    member.post(f"/requests/{request.pk}/suggestions/")
    assert state_of(suggestion) == "answered"
    assert [reference.value for reference in request.references.all()] == ["FOI-18-1134"]


def test_an_answer_to_a_question_is_asked_about_on_the_coding_page(
    member: Client, suggestion: Suggestion
) -> None:
    one = Suggestion.objects.create(
        message=suggestion.message, kind="answer", outcome="not_held", evidence="We hold none", label="Costs"
    )
    coding = f"/requests/{suggestion.message.request_id}/coding/"
    assert member.get(address(one)).headers["Location"] == coding
    assert member.post(address(one), {"dismiss": "1"}).headers["Location"] == coding
    one.refresh_from_db()
    assert one.answer == "dismissed"
