"""Saying on the thread page which file is the one that a letter only mentions."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from correspondence.models import Attachment, Message
from correspondence.services.sharing import issue_share_link
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request
from tests.web import browser_of, told

pytestmark = pytest.mark.django_db


def held(letter: Message, name: str, **fields: object) -> Attachment:
    return letter.attachments.create(filename=name, file=ContentFile(b"x", "x"), size=1, **fields)


@pytest.fixture
def case():
    """A letter that mentions three files and brings one of them, and a later one that brings two."""
    request = make_request()
    first, second = make_letter(request), make_letter(request, on=date(2018, 8, 20))
    held(first, "a.pdf")
    places = [first.attachments.create(filename=name) for name in ("b.pdf", "c.pdf")]
    held(second, "b.pdf")
    file = held(second, "Scan 7.pdf")
    return request, places, file


def page(browser, request) -> str:
    return browser.get(request.get_absolute_url()).content.decode()


def test_files_of_a_later_letter_count_once_and_in_two_clicks(case) -> None:
    request, (by_name, place), file = case
    browser = browser_of(researcher(request.team))
    shown = page(browser, request)
    assert "2 of 3 attachments received" in shown
    assert "Files: 3 of 4 received" in shown
    assert 'came with <a href="#letter-' in shown
    assert f'href="/files/{place.pk}/place/"' in shown
    response = browser.post(f"/files/{place.pk}/place/", {"file": file.pk}, follow=True)
    assert told(response) == ["Noted: it is “Scan 7.pdf”."]
    shown = response.content.decode()
    assert "3 attachments<" in shown
    assert "Files: 3<" in shown
    assert "Ask for what is missing" not in shown
    undone = browser.post(f"/files/{place.pk}/place/clear/", follow=True).content.decode()
    assert "2 of 3 attachments received" in undone
    taken = browser.post(f"/files/{by_name.pk}/place/clear/", follow=True).content.decode()
    assert "1 of 3 attachments received" in taken


def test_the_page_offers_the_files_that_came_and_says_why_one_is_taken(case) -> None:
    request, (by_name, place), _ = case
    browser = browser_of(researcher(request.team))
    shown = browser.get(f"/files/{place.pk}/place/").content.decode()
    offered = [f'name="file" value="{each.pk}"' in shown for each in Attachment.objects.exclude(file="")]
    assert offered == [False, True, True]  # what came with the letter itself is another one
    assert "because the names are the same" in browser.get(f"/files/{by_name.pk}/place/").content.decode()


def test_nothing_chosen_and_files_that_are_not_offered_are_refused(case) -> None:
    request, (_, place), _ = case
    browser = browser_of(researcher(request.team))
    other = held(make_letter(make_request(team=request.team)), "x.pdf")
    for data in ({}, {"file": "x"}, {"file": other.pk}, {"file": place.pk}):
        assert browser.post(f"/files/{place.pk}/place/", data).status_code == 422
    place.refresh_from_db()
    assert place.filled_by is None


def test_an_attachment_that_never_was_goes(case) -> None:
    request, (_, place), _ = case
    browser = browser_of(researcher(request.team))
    shown = browser.post(f"/files/{place.pk}/place/", {"do": "none"}, follow=True).content.decode()
    assert "2 attachments<" in shown
    assert browser.get(f"/files/{place.pk}/place/").status_code == 404


def test_a_held_file_and_another_teams_have_no_such_page(case) -> None:
    request, (_, place), file = case
    assert browser_of(researcher(request.team)).get(f"/files/{file.pk}/place/").status_code == 404
    stranger = browser_of(researcher())
    for path in (f"/files/{place.pk}/place/", f"/files/{place.pk}/place/clear/"):
        assert stranger.post(path, {"do": "none"}).status_code == 404


def test_as_it_stood_before_the_later_letter_it_had_not_come(case) -> None:
    request, _, _ = case
    shown = browser_of(researcher(request.team)).get(f"{request.get_absolute_url()}?as_at=2018-08-15")
    assert "1 of 3 attachments received" in shown.content.decode()
    assert "/place/" not in shown.content.decode()


def test_a_reply_asks_only_for_what_has_not_come(case) -> None:
    request, (_, place), _ = case
    query = f"?kind=reply&answers={place.message_id}&ask=files"
    body = browser_of(researcher(request.team)).get(f"/requests/{request.pk}/write/{query}").content.decode()
    assert "c.pdf" in body
    assert "b.pdf" not in body


def test_whoever_reads_by_a_private_link_sees_it_and_can_change_nothing(case, client) -> None:
    from django.utils import timezone

    request, _, _ = case
    secret = issue_share_link(
        request=request,
        expires_at=timezone.now() + timezone.timedelta(days=1),
        hides_names=True,
        for_whom="",
        by=researcher(request.team),
    )
    shown = client.get(f"/shared/{secret}/").content.decode()
    assert "2 of 3 attachments received" in shown
    assert "/place/" not in shown


def test_a_letter_that_counts_more_than_came_says_so() -> None:
    request = make_request()
    letter = make_letter(request, text="Please see 4 attachments.")
    assert [each.filename for each in letter.attachments.all()] == [""] * 4
    assert "0 of 4 attachments received" in page(browser_of(researcher(request.team)), request)


def test_a_thread_page_asks_the_same_of_the_database_for_one_place_as_for_ten(
    case, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    request, (_, place), _ = case
    browser = browser_of(researcher(request.team))
    page(browser, request)
    with CaptureQueriesContext(connection) as before:
        page(browser, request)
    for number in range(10):
        place.message.attachments.create(filename=f"more {number}.pdf")
    with django_assert_num_queries(len(before)):
        page(browser, request)
