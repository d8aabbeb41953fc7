"""The pages on which many are chased: six clicks at most, each letter seen, undone for a minute."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from correspondence.models import OutgoingLetter
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.correspondence.outgoing import make_case
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
TICK = re.compile(r'name="letter" value="(\d+:[0-9a-f]{16})"[^>]*?( checked)?>')


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def ada(team):
    return researcher(team, name="Ada Quill")


@pytest.fixture
def browser(ada) -> Client:
    return browser_of(ada)


def late(team, days: int = 60, **fields) -> InformationRequest:
    return make_case(team=team, received_on=timezone.localdate() - timedelta(days=days), **fields)


def ticks(html: str) -> list[str]:
    return [value for value, _ in TICK.findall(html)]


def send(browser: Client, letters: list[str], **data):
    return browser.post(reverse("correspondence:chase_send"), {"letter": letters, **data}, follow=True)


def test_from_the_overdue_list_to_fifty_letters_in_two_clicks_and_back_in_one(browser, team) -> None:
    for number in range(3):
        late(team, reference=f"FOI-{number}")
    overdue = page(browser, "requests:overdue")
    assert f'href="{reverse("correspondence:chase")}"' in overdue
    preview = page(browser, "correspondence:chase")
    assert [preview.count(f"Your reference: FOI-{number}") for number in range(3)] == [1, 1, 1]
    answer = send(browser, ticks(preview))
    (batch,) = set(OutgoingLetter.objects.values_list("batch", flat=True))
    assert answer.redirect_chain == [(reverse("correspondence:chase_batch", args=[batch]), 302)]
    assert "3 letters wait and go in about 60 seconds." in answer.content.decode()
    back = browser.post(reverse("correspondence:undo_chase", args=[batch]), follow=True)
    assert told(back) == ["Called back: 3 letters, not sent."]
    assert not OutgoingLetter.objects.exists()


def test_those_ticked_in_the_list_are_shown_the_others_are_not(browser, team) -> None:
    one, other = late(team), late(team)
    data = {"scope": "ticked", "chosen": [one.pk], "do": "chase"}
    answer = browser.post(reverse("correspondence:chase"), data)
    assert answer.status_code == 200
    assert [each.request for each in answer.context["letters"]] == [one]
    assert other.authority.name not in answer.content.decode()


def test_all_that_match_are_those_of_the_list(browser, team, ada) -> None:
    mine = late(team, owner=ada)
    late(team)
    address = f"{reverse('correspondence:chase')}?owner={ada.pk}"
    answer = browser.post(address, {"scope": "all", "do": "chase"})
    assert [each.request for each in answer.context["letters"]] == [mine]


def test_nothing_ticked_in_the_list_is_said_in_the_list(browser, team) -> None:
    late(team)
    answer = browser.post(reverse("correspondence:chase"), {"scope": "ticked", "do": "chase"})
    assert answer.status_code == 422
    assert "Tick the requests first, or choose all that match" in answer.content.decode()


def test_another_teams_request_is_neither_shown_nor_chased(browser, team) -> None:
    strange = late(TeamFactory())
    answer = browser.post(
        reverse("correspondence:chase"), {"scope": "ticked", "chosen": [strange.pk], "do": "chase"}
    )
    assert "Nobody to chase" in answer.content.decode()
    theirs = ticks(page(browser_of(researcher(strange.team)), "correspondence:chase"))
    assert len(theirs) == 1
    assert told(send(browser, theirs)) == ["Nothing was sent."]
    assert not OutgoingLetter.objects.exists()


def test_who_is_left_out_is_named_with_the_reason(browser, team) -> None:
    late(team)
    closed = late(team, steps=((EventKind.WITHDRAWN, timezone.localdate()),))
    html = browser.post(reverse("correspondence:chase"), {"scope": "all", "do": "chase"}).content.decode()
    section = html[html.index("Left out: 1") :]
    assert closed.authority.name in section
    assert "It is closed." in section


def test_none_ticked_on_the_page_is_an_error_and_the_letters_stay(browser, team) -> None:
    request = late(team)
    answer = send(browser, [], shown=[request.pk])
    assert answer.status_code == 422
    assert "Error: " in answer.content.decode()
    assert [each.request for each in answer.context["letters"]] == [request]


@pytest.mark.parametrize(
    "letter", ["", "x", "1", "1:zz", "99999999999999999999:0123456789abcdef", "1:" + "0" * 16]
)
def test_nonsense_sends_nothing(browser, team, letter) -> None:
    late(team)
    assert send(browser, [letter]).status_code in (200, 422)
    assert not OutgoingLetter.objects.exists()


def test_an_answer_recorded_after_the_look_is_said(browser, team) -> None:
    gone, stays = late(team), late(team)
    letters = ticks(page(browser, "correspondence:chase"))
    browser.post(
        reverse("requests:record", args=[gone.pk]),
        {"kind": "response", "on": timezone.localdate().strftime("%d/%m/%Y")},
    )
    assert told(send(browser, letters))[-1:] == [f"Left out. {gone.authority}: It has been answered."]
    assert OutgoingLetter.objects.get().request == stays


def test_whoever_was_chased_lately_is_not_ticked(browser, team) -> None:
    late(team)
    send(browser, ticks(page(browser, "correspondence:chase")))
    OutgoingLetter.objects.update(state="sent", sent_at=timezone.now())
    (found,) = TICK.findall(page(browser, "correspondence:chase"))
    assert found[1] == ""


def test_sending_twice_sends_once(browser, team) -> None:
    late(team)
    letters = ticks(page(browser, "correspondence:chase"))
    send(browser, letters)
    assert told(send(browser, letters))[0].endswith("A reminder is on its way already.")
    assert OutgoingLetter.objects.count() == 1


def test_only_so_many_at_once_the_longest_late_first(browser, team, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.services.chasing.MOST_AT_ONCE", 2)
    monkeypatch.setattr("correspondence.views.chasing.MOST_AT_ONCE", 2)
    requests = [late(team, days) for days in (40, 80, 60)]
    answer = browser.get(reverse("correspondence:chase"))
    assert [each.request for each in answer.context["letters"]] == [requests[1], requests[2]]
    assert "3 were chosen; here are the 2" in answer.content.decode()


def test_what_has_gone_is_not_called_back_and_said(browser, team) -> None:
    late(team), late(team)
    send(browser, ticks(page(browser, "correspondence:chase")))
    first = OutgoingLetter.objects.first()
    OutgoingLetter.objects.filter(pk=first.pk).update(state="sending", claimed_at=timezone.now())
    answer = browser.post(reverse("correspondence:undo_chase", args=[first.batch]), follow=True)
    assert told(answer) == ["Called back: 1 letter, not sent. It is too late for 1."]


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_of_the_pages_do_not_grow(browser, team, number, django_assert_num_queries) -> None:
    for _ in range(number):
        late(team)
    with django_assert_num_queries(16):
        preview = page(browser, "correspondence:chase")
    answer = send(browser, ticks(preview))
    with django_assert_num_queries(5):
        browser.get(answer.redirect_chain[0][0])


@pytest.mark.parametrize("number", [1, 3])
def test_many_are_reminded_of_and_closed_ones_are_not(browser, team, ada, number) -> None:
    for _ in range(number):
        late(team)
    late(team, steps=((EventKind.WITHDRAWN, timezone.localdate()),))
    for _ in range(2):
        answer = browser.post(
            reverse("requests:many"), {"scope": "all", "do": "remind", "weeks": "3"}, follow=True
        )
    on = timezone.localdate() + timedelta(weeks=3)
    words = f"{number} request{'' if number == 1 else 's'}"
    assert told(answer) == [f"You will be reminded on {on:%-d %B %Y}: {words}. Closed ones are left out."]
    assert list(ada.reminders.values_list("on", flat=True)) == [on] * number


def test_a_day_must_be_chosen_to_be_reminded(browser, team) -> None:
    late(team)
    answer = browser.post(reverse("requests:many"), {"scope": "all", "do": "remind"})
    assert answer.status_code == 422
    assert "Choose when you are reminded" in answer.content.decode()
