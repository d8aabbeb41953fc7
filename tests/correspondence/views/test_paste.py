"""Pasting a thread: read, shown, kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from authorities.models import Authority
from correspondence.models import Message
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.threads import LONG, OPENING, SHORT, THANKS
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
PAGE = "/requests/import/"


@pytest.fixture
def user():
    return researcher()


@pytest.fixture
def browser_of(client: Client, user) -> Client:
    client.force_login(user)
    return client


def post(client: Client, address: str = PAGE, **data):
    team = InformationRequest.objects.none()
    del team
    return client.post(address, {"text": SHORT, **data})


def team_of(user) -> int:
    return user.teams.get().pk


def test_reading_shows_what_was_found_and_keeps_nothing(browser_of: Client, user) -> None:
    response = post(browser_of, team=team_of(user))
    assert response.status_code == 200
    shown = response.content.decode()
    for words in (
        "Marshland District Council",
        "FOI-18-1134",
        'value="2018-07-20"',
        "Monday 20 August 2018",
        "Asked for: 2",
    ):
        assert words in shown
    assert (InformationRequest.objects.count(), Authority.objects.count()) == (0, 0)


def test_keeping_makes_the_request_and_leads_to_it(browser_of: Client, user) -> None:
    response = post(browser_of, team=team_of(user), keep="1", title="Scoring", received_on="2018-07-23")
    request = InformationRequest.objects.get()
    assert response.headers["Location"] == request.get_absolute_url()
    assert (request.title, request.received_on.day, request.owner, request.messages.count()) == (
        "Scoring",
        23,
        user,
        2,
    )


def test_keeping_twice_makes_one(browser_of: Client, user) -> None:
    for _ in range(2):
        response = browser_of.post(PAGE, {"text": SHORT, "team": team_of(user), "keep": "1"}, follow=True)
    assert InformationRequest.objects.count() == 1
    assert "here already, with all of its letters" in response.content.decode()


def test_a_text_file_does_as_well_as_pasting(browser_of: Client, user) -> None:
    file = SimpleUploadedFile("thread.txt", SHORT.encode("utf-16"))
    shown = browser_of.post(PAGE, {"text": "", "file": file, "team": team_of(user)}).content.decode()
    assert "What was found" in shown
    assert "Sam Clerk" in shown


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Paste the thread, or choose a text file"),
        ({"text": "   \n"}, "Paste the thread, or choose a text file"),
        ({"text": "\0\1binary"}, "That is not text but a binary file"),
        ({"text": SHORT, "authority": "Marshland Discrit Council"}, "No authority is called"),
        ({"text": SHORT, "received_on": "2999-01-01"}, "is in the future"),
        ({"text": SHORT, "received_on": "1998-07-20", "keep": "1"}, "2005"),
        ({"text": SHORT.replace("20/07/2018", "20/07/2999"), "keep": "1"}, "is in the future"),
    ],
)
def test_bad_input_gets_one_sentence_and_keeps_what_was_typed(
    browser_of: Client, user, data: dict, sentence: str
) -> None:
    response = browser_of.post(PAGE, {"team": team_of(user), **data})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in shown
    assert sentence in shown
    if "Dear" in data["text"]:
        assert "whatever" not in shown
        assert "Yours faithfully" in shown
    assert not InformationRequest.objects.exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\0\1", b"\x89PNG\r\n\x1a\n\0", b""])
def test_a_binary_or_empty_file_gets_one_sentence(browser_of: Client, user, content: bytes) -> None:
    file = SimpleUploadedFile("thread.txt", content)
    response = browser_of.post(PAGE, {"text": "", "file": file, "team": team_of(user)})
    assert response.status_code == 422
    assert not InformationRequest.objects.exists()


def test_a_thread_without_a_date_asks_for_one_and_takes_it(browser_of: Client, user) -> None:
    given = {"text": OPENING, "team": team_of(user), "keep": "1"}
    response = browser_of.post(PAGE, given)
    assert response.status_code == 422
    assert "give one of the two dates" in response.content.decode()
    assert browser_of.post(PAGE, given | {"sent_on": "2018-07-20"}).status_code == 302


def test_thirty_megabytes_get_one_sentence_and_come_back_whole(browser_of: Client, user) -> None:
    text = SHORT + "word " * (6 * 1024 * 1024)
    response = browser_of.post(PAGE, {"text": text, "team": team_of(user)})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "The text is 31.5 million characters; 3 million is the most" in shown
    assert text[-1000:] in shown


def test_more_than_a_form_can_hold_gets_a_page_that_says_so(browser_of: Client, user) -> None:
    response = browser_of.post(PAGE, {"text": "word " * (8 * 1024 * 1024), "team": team_of(user)})
    assert response.status_code == 413
    assert "That is too long" in response.content.decode()


def test_the_token_is_asked_for_all_the_same(user) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(PAGE, {"text": SHORT, "team": team_of(user), "keep": "1"}).status_code == 403
    assert not InformationRequest.objects.exists()


def test_another_teams_name_cannot_be_given(browser_of: Client) -> None:
    response = browser_of.post(PAGE, {"text": SHORT, "team": TeamFactory().pk, "keep": "1"})
    assert response.status_code == 422
    assert not InformationRequest.objects.exists()


def test_another_teams_copy_of_the_thread_is_not_given_away(browser_of: Client, user) -> None:
    stranger = researcher()
    client = Client()
    client.force_login(stranger)
    post(client, team=team_of(stranger), keep="1", title="A secret of theirs")
    shown = post(browser_of, team=team_of(user)).content.decode()
    assert "here already" not in shown
    assert "A secret of theirs" not in shown


def test_pasting_more_adds_the_new_letters(browser_of: Client, user) -> None:
    post(browser_of, team=team_of(user), keep="1")
    request = InformationRequest.objects.get()
    address = reverse("correspondence:paste_more", args=[request.pk])
    shown = browser_of.post(address, {"text": LONG}).content.decode()
    assert shown.count("here already") == 2
    assert "Add 2 letters" in shown
    assert Message.objects.count() == 2
    assert browser_of.post(address, {"text": LONG, "keep": "1"}).status_code == 302
    assert Message.objects.count() == 4


def test_a_stranger_thread_is_not_mixed_in(browser_of: Client, user) -> None:
    post(browser_of, team=team_of(user), keep="1")
    address = reverse("correspondence:paste_more", args=[InformationRequest.objects.get().pk])
    response = browser_of.post(address, {"text": THANKS, "keep": "1"})
    assert response.status_code == 422
    assert "the thread of another request" in response.content.decode()


def test_the_words_of_a_thread_are_inert_in_the_preview(browser_of: Client, user) -> None:
    nasty = SHORT.replace("Sam Clerk", "<script>alert(1)</script>").replace(
        "any impact", "<img src=x onerror=alert(1)> any"
    )
    shown = browser_of.post(PAGE, {"text": nasty, "team": team_of(user)}).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_a_request_logged_by_form_is_named_before_it_is_added_to(browser_of: Client, user) -> None:
    authority = AuthorityFactory(name="Marshland District Council")
    make_request(
        team=user.teams.get(), authority=authority, letter=OPENING.split("\n\n", 1)[1], title="Logged by hand"
    )
    shown = post(browser_of, team=team_of(user)).content.decode()
    assert "Logged by hand" in shown
    assert "Add 1 letter<" in shown
    assert shown.count(">New<") == 1
    assert shown.count('name="keep"') == 1
    kept = post(browser_of, team=team_of(user), keep="1")
    assert "1 letter added" in browser_of.get(kept.headers["Location"]).content.decode()


def numbered(user, title: str = "Logged by hand") -> InformationRequest:
    name = "Marshland District Council"
    authority = Authority.objects.filter(name=name).first() or AuthorityFactory(name=name)
    return make_request(team=user.teams.get(), authority=authority, reference="foi-18-1134", title=title)


def test_a_request_with_the_number_is_named_and_added_to_unless_another_is_asked_for(
    browser_of: Client, user
) -> None:
    request = numbered(user)
    shown = post(browser_of, team=team_of(user)).content.decode()
    assert f'<a href="{request.get_absolute_url()}">Logged by hand</a>' in shown
    assert re.search(f'name="add_to" value="{request.pk}"[^>]* checked', shown)
    response = post(browser_of, team=team_of(user), keep="1", add_to=request.pk)
    assert response.headers["Location"] == request.get_absolute_url()
    assert request.messages.count() == 2


def test_another_request_is_made_where_that_is_chosen(browser_of: Client, user) -> None:
    request = numbered(user)
    shown = post(browser_of, team=team_of(user), add_to="new").content.decode()
    assert 'value="2018-07-20"' in shown
    response = post(browser_of, team=team_of(user), keep="1", add_to="new")
    assert response.headers["Location"] != request.get_absolute_url()
    assert InformationRequest.objects.count() == 2


def test_with_several_requests_of_the_number_it_asks(browser_of: Client, user) -> None:
    first, second = numbered(user, "The first"), numbered(user, "The second")
    shown = post(browser_of, team=team_of(user)).content.decode()
    assert not re.search(r'name="add_to"[^>]* checked', shown)
    response = post(browser_of, team=team_of(user), keep="1")
    assert response.status_code == 422
    assert "say to which the letters belong" in response.content.decode()
    post(browser_of, team=team_of(user), keep="1", add_to=second.pk)
    assert (first.messages.count(), second.messages.count()) == (0, 2)


@pytest.mark.parametrize("add_to", ["0", "-1", "²", "9" * 30, "x"])
def test_a_choice_that_was_not_offered_is_none(browser_of: Client, user, add_to: str) -> None:
    for title in ("The first", "The second"):
        numbered(user, title)
    assert post(browser_of, team=team_of(user), keep="1", add_to=add_to).status_code == 422
