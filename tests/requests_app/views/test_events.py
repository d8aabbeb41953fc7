from datetime import date

import pytest
from django.urls import reverse

from requests_app.deadlines import EventKind
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_shown(client):
    person = researcher()
    client.force_login(person)
    return make_request(team=person.teams.get())


def _correct(client, event, **fields):
    return client.post(reverse("requests:correct", args=[event.pk]), {"because": "a slip", **fields})


def test_two_clicks_and_a_date_record_what_happened(client, request_shown):
    address = reverse("requests:record", args=[request_shown.pk]) + "?kind=response"
    assert 'value="response" selected' in client.get(address).content.decode().replace(
        '" checked', '" selected'
    )
    client.post(address, {"kind": "response", "on": "2018-08-15"})
    request_shown.refresh_from_db()
    assert (request_shown.state, request_shown.answered_on) == ("answered", date(2018, 8, 15))


def test_what_the_law_does_not_know_gets_its_sentence(client, request_shown):
    address = reverse("requests:record", args=[request_shown.pk])
    answer = client.post(address, {"kind": "review_asked", "on": "2018-08-01"})
    assert answer.status_code == 422
    assert "before" in answer.content.decode()
    assert request_shown.events.count() == 1


def test_an_event_gets_its_right_date(client, request_shown):
    _correct(client, request_shown.events.get(), on="2018-07-24")
    request_shown.refresh_from_db()
    assert request_shown.received_on == date(2018, 7, 24)


def test_leaving_the_date_out_takes_nothing_back(client, request_shown):
    answer = _correct(client, request_shown.events.get())
    assert answer.status_code == 422
    assert request_shown.events.standing().count() == 1


def test_taking_back_is_a_button_of_its_own_and_a_second_click_is_told(client, request_shown):
    request_shown.events.create(kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 23))
    event = request_shown.events.get(kind="acknowledged")
    assert _correct(client, event, take_back="1").status_code == 302
    assert request_shown.events.standing().count() == 1
    again = client.get(reverse("requests:correct", args=[event.pk]), follow=True)
    assert "taken back already" in again.content.decode()


def test_the_form_offers_first_what_can_come_next(client, request_shown):
    shown = client.get(
        reverse("requests:record", args=[request_shown.pk]) + "?kind=response"
    ).content.decode()
    first, rest = shown.split('label="Something else"')
    assert 'value="acknowledged"' in first
    assert 'value="review_decided"' not in first
    assert 'value="review_decided"' in rest


def test_it_can_be_recorded_where_the_events_contradict_each_other(client, request_shown):
    request_shown.events.create(kind=EventKind.REVIEW_DECIDED, on=date(2018, 8, 1))
    shown = client.get(reverse("requests:record", args=[request_shown.pk])).content.decode()
    assert "What can lawfully come next" not in shown
    assert 'value="response"' in shown
