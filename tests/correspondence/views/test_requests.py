"""The page of a request."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from correspondence.models import Attachment, Message
from requests_app.deadlines import EventKind
from requests_app.models import Event, InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
# Session, user, teams of the account menu, request with people, events, references, questions, their answers, contacts,
# proclaimed days, letters, attachments, how far it was read, suggestions, those for the questions, reminders, letters
# on their way; and the letters taken out.
QUERIES = 18


def page(request: InformationRequest) -> str:
    client = Client()
    client.force_login(researcher(request.team))
    response = client.get(request.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def letters(request: InformationRequest, number: int) -> None:
    made = Message.objects.bulk_create(
        Message(
            request=request,
            position=position,
            direction="in" if position % 2 else "out",
            channel="email",
            author_name="Sam Clerk",
            subject=f"Letter {position}",
            body_text="We write to you about your request.\n\n" * 20,
            quoted_text="> earlier words",
            on=date(2018, 8, 1),
        )
        for position in range(1, number + 1)
    )
    Attachment.objects.bulk_create(Attachment(message=message, filename="a.pdf", size=5) for message in made)


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_page_asks_the_database_as_often_for_two_hundred_letters_as_for_one(number: int) -> None:
    request = make_request(reference="FOI-1", questions=["a", "b"], letter="Dear Council")
    letters(request, number)
    client = Client()
    client.force_login(researcher(request.team))
    client.get("/requests/")
    with CaptureQueriesContext(connection) as queries:
        content = client.get(request.get_absolute_url()).content.decode()
    assert len(queries) == QUERIES, "\n".join(query["sql"][:150] for query in queries)
    assert content.count('<article class="entry__body letter') == number + 1


def test_it_tells_where_the_request_stands_and_why() -> None:
    request = make_request(
        reference="FOI-18-1134", questions=["any impact assessments"], letter="Dear Council"
    )
    shown = page(request)
    for words in (
        "FOI-18-1134",
        "20 August 2018",
        "Summer bank holiday",
        "any impact assessments",
        "Dear Council",
    ):
        assert words in shown
    assert f'href="/requests/{request.pk}/record/?kind=response"' in shown


@pytest.mark.parametrize(
    "steps",
    [
        [(EventKind.CLARIFICATION_ASKED, date(2018, 7, 25))],
        [(EventKind.FEES_NOTICE, date(2018, 7, 25))],
        [(EventKind.RESPONSE, date(2018, 8, 14))],
        [(EventKind.RESPONSE, date(2018, 8, 14)), (EventKind.REVIEW_ASKED, date(2018, 9, 3))],
        [(EventKind.REVIEW_ASKED, date(2018, 9, 3)), (EventKind.COMPLAINT, date(2019, 1, 7))],
        [(EventKind.WITHDRAWN, date(2018, 7, 25))],
    ],
)
@pytest.mark.parametrize("law", ["foia", "eir", "foisa", "eu1049", "atia-ca", "sar"])
def test_every_state_under_every_kind_of_limit_has_its_page(law: str, steps: list) -> None:
    request = make_request(law=law)
    Event.objects.bulk_create(Event(request=request, kind=kind, on=on) for kind, on in steps)
    assert request.title in page(request)


def test_events_that_contradict_each_other_do_not_hide_the_page() -> None:
    request = make_request()
    Event.objects.create(request=request, kind="review_decided", on=date(2018, 8, 1))
    shown = page(request)
    assert "No date can be worked out" in shown
    assert "Scoring systems" in shown


def test_nothing_that_a_letter_brings_runs_in_the_page() -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    request = make_request(title=nasty, letter=nasty, reference="<u>1", questions=[nasty])
    message = make_letter(request, text=nasty, author_name=nasty, subject=nasty)
    Message.objects.filter(pk=message.pk).update(organisation=nasty, author_email="<i>@x", quoted_text=nasty)
    message.attachments.create(filename=nasty)
    message.suggestions.create(kind="response", evidence=nasty)
    shown = page(request)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "<i>@x" not in shown
    assert "<u>1" not in shown


def test_quoted_text_is_folded_away_and_hidden_text_is_said_to_be_missing() -> None:
    request = make_request()
    message = make_letter(request)
    Message.objects.filter(pk=message.pk).update(quoted_text="earlier words", hides_quoted=True)
    shown = page(request)
    assert '<details class="more quoted"' in shown
    assert "its page hid earlier text" in shown


def test_a_suggestion_asks_and_does_not_decide() -> None:
    request = make_request()
    message = make_letter(request, text="Please find attached our response to your request.")
    shown = page(request)
    assert "They answered on 14 August 2018" in shown
    assert f'action="/suggestions/{message.suggestions.get().pk}/"' in shown
