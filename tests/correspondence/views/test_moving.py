"""The page that moves a letter, and what it leads to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from correspondence.models import Message
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.waiting import make_waiting
from tests.requests_app.factories import make_request
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
# Session, user, the letter with its request and authority, teams of the navigation; the requests told by number or
# sender and those with a title like the subject, each with references and contacts.
QUERIES = 10


@pytest.fixture
def here():
    return make_request()


@pytest.fixture
def client(here):
    return browser_of(researcher(here.team))


def post(client, name: str, *args: object, **data: object):
    return client.post(reverse(f"correspondence:{name}", args=args), data, follow=True)


def test_a_letter_has_the_way_to_its_move_and_the_first_letter_has_none(client, here) -> None:
    letter = make_letter(here)
    opening = make_letter(here, direction="out")
    Message.objects.filter(pk=opening.pk).update(opens_request=True)
    shown = client.get(here.get_absolute_url()).content.decode()
    assert f'href="/letters/{letter.pk}/move/"' in shown
    assert f'href="/letters/{opening.pk}/move/"' not in shown


def test_move_here_is_one_post_and_its_message_undoes_it(client, here) -> None:
    there = make_request(team=here.team)
    letter = make_letter(here, files=[upload()])
    response = post(client, "move_letter", letter.pk, request=there.pk)
    assert told(response) == [f"Moved to {there.authority.name}, Scoring systems."]
    assert there.messages.get().attachments.count() == 1
    response = client.post(f"/moves/{letter.moves.get().pk}/undo/", follow=True)
    assert told(response) == ["Undone."]
    assert here.messages.get() == letter


def test_another_teams_request_is_a_404_even_to_somebody_of_both(here) -> None:
    other, both = make_request(), researcher(here.team)
    other.team.memberships.create(user=both, role="researcher")
    letter = make_letter(here)
    assert post(browser_of(both), "move_letter", letter.pk, request=other.pk).status_code == 404
    assert (here.messages.count(), other.messages.count()) == (1, 0)


def test_a_clash_is_a_sentence(client, here) -> None:
    there = make_request(team=here.team)
    one, other = make_letter(here), make_letter(there)
    Message.objects.filter(pk__in=[one.pk, other.pk]).update(message_id="<1@x.example>")
    response = post(client, "move_letter", one.pk, request=there.pk)
    assert told(response) == ["This e-mail is here already: it is letter 1 of the thread."]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_suggestions_as_for_one(client, here, number: int) -> None:
    for place in range(number):
        make_request(team=here.team, reference=f"FOI-18-113{place}")
    letter = make_letter(here, subject="Scoring systems FOI-18-1130", text="Our ref: FOI-18-1131")
    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "correspondence:move_letter", letter.pk)
    assert len(queries) == QUERIES, "\n".join(query["sql"][:200] for query in queries)
    assert shown.count("Move here<") == number


def test_back_to_the_inbox_and_undone(client, here) -> None:
    arrival = make_waiting(here.team)
    post(client, "inbox_file", arrival.pk, request=here.pk)
    letter = here.messages.get()
    assert told(post(client, "unfile_letter", letter.pk)) == ["It waits in the unfiled inbox."]
    response = client.post(f"/moves/{letter.moves.first().pk}/undo/", follow=True)
    assert told(response) == ["Undone."]
    assert list(here.messages.standing()) == [letter]


def test_a_letter_is_split_off_into_a_request_of_its_own(client, here) -> None:
    letter = make_letter(here, subject="RE: Parking fines")
    assert 'value="Parking fines"' in page(client, "correspondence:split_letter", letter.pk)
    given = {"authority": here.authority.name, "day": "2018-07-20", "day_is": "received", "title": "Parking"}
    post(client, "split_letter", letter.pk, team=here.team_id, **given)
    made = InformationRequest.objects.get(title="Parking")
    assert (made.team, made.messages.get()) == (here.team, letter)


def test_a_doubted_sender_is_badged_with_the_reason(client, here) -> None:
    here.authority.contacts.create(email="foi@marshland.example")
    arrival = make_waiting(here.team)
    post(client, "inbox_file", arrival.pk, request=here.pk)
    assert "Sender not verified" not in client.get(here.get_absolute_url()).content.decode()
    note = "Our mail server doubts that it comes from that address (DMARC: fail)."
    here.messages.update(sender_check="failed", sender_note=note)
    shown = client.get(here.get_absolute_url()).content.decode()
    assert "Sender not verified" in shown
    assert note in shown
