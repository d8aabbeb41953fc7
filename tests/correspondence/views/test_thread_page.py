"""Reading a long thread: what is new, the ways around, the files that are missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from authorities.models import Contact
from correspondence.models import LastRead, Message
from correspondence.services.marking import mark_read
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request
from tests.web import browser_of

pytestmark = pytest.mark.django_db


def shown_to(user, request) -> str:
    return browser_of(user).get(request.get_absolute_url()).content.decode()


def test_looking_marks_nothing_and_a_mark_is_of_one_person() -> None:
    request = make_request()
    user, other = researcher(request.team), researcher(request.team)
    old = make_letter(request)
    assert "Mark as read" in shown_to(user, request)
    assert LastRead.objects.count() == 0
    browser_of(user).post(f"/requests/{request.pk}/read/", {"up_to": old.pk})
    assert "Mark as read" not in shown_to(user, request)
    assert "Mark as read" in shown_to(other, request)
    new = make_letter(request)
    shown = shown_to(user, request)
    assert "1 new letter since you last looked" in shown
    assert f'<a href="#letter-{new.pk}">read it</a>' in shown
    assert shown.count(">New<") == 1 or shown.count("New</span>") == 1
    assert "since you last looked" not in shown_to(other, request)


def test_a_letter_that_came_while_the_page_was_open_stays_new_and_a_mark_never_goes_back() -> None:
    request = make_request()
    user = researcher(request.team)
    first, second = make_letter(request), make_letter(request)
    for up_to, kept in (
        (first.pk, first.pk),
        (second.pk, second.pk),
        (first.pk, second.pk),
        (10**12, second.pk),
    ):
        mark_read(user=user, request=request, up_to=up_to, at=timezone.now())
        assert LastRead.objects.get().up_to == kept


def test_what_one_added_oneself_is_not_new() -> None:
    request = make_request()
    user = researcher(request.team)
    mark_read(user=user, request=request, up_to=make_letter(request).pk, at=timezone.now())
    make_letter(request, by=user)
    assert "since you last looked" not in shown_to(user, request)


@pytest.mark.parametrize("up_to", ["", "x", "-1", "²", "9" * 20])
def test_a_mark_without_a_letter_is_refused(up_to: str) -> None:
    request = make_request()
    response = browser_of(researcher(request.team)).post(f"/requests/{request.pk}/read/", {"up_to": up_to})
    assert (response.status_code, LastRead.objects.count()) == (422, 0)


def test_the_mark_is_made_by_the_page_itself_once_its_end_is_seen() -> None:
    request = make_request()
    letter = make_letter(request)
    browser = browser_of(researcher(request.team))
    answer = browser.post(
        f"/requests/{request.pk}/read/", {"up_to": letter.pk}, headers={"HX-Request": "true"}
    )
    assert "Marked as read." in answer.content.decode()
    assert LastRead.objects.get().up_to == letter.pk


def test_it_says_how_many_attachments_came_and_how_to_get_the_others() -> None:
    request = make_request(reference="FOI-18-1134")
    letter = make_letter(request, on=date(2018, 8, 14))
    letter.attachments.create(filename="a.pdf", file=ContentFile(b"x", "a"), size=1)
    missing = letter.attachments.create(filename="b & c.pdf")
    letter.attachments.create()
    shown = shown_to(researcher(request.team), request)
    assert "1 of 3 attachments received" in shown
    assert "Files: 1 of 3 received" in shown
    assert f'href="/letters/{letter.pk}/files/?for={missing.pk}"' in shown
    ask = f"{reverse('correspondence:write', args=[request.pk])}?kind=reply&answers={letter.pk}&ask=files"
    assert f'href="{escape(ask)}"' in shown


def test_where_all_came_nothing_is_asked_for() -> None:
    request = make_request()
    Contact.objects.create(authority=request.authority, email="foi@fenland.example")
    make_letter(request).attachments.create(filename="a.pdf", file=ContentFile(b"x", "a"), size=1)
    shown = shown_to(researcher(request.team), request)
    assert "1 attachment<" in shown
    assert "Files: 1<" in shown
    assert "Ask for what is missing" not in shown


def test_a_long_thread_has_its_months_and_a_short_one_has_none() -> None:
    request = make_request()
    user = researcher(request.team)
    made = [make_letter(request, on=date(2018, 7, 25) + timedelta(days=20 * number)) for number in range(12)]
    assert 'aria-label="Months of this thread"' not in shown_to(user, request)
    make_letter(request, on=date(2019, 3, 1))
    shown = shown_to(user, request)
    assert f'<a href="#letter-{made[0].pk}">July</a>' in shown
    assert shown.count("<dt>2018</dt>") == 1
    assert shown.count("<dt>2019</dt>") == 1


def test_long_letters_and_what_every_mail_repeats_are_folded_and_printed() -> None:
    request = make_request()
    letter = make_letter(request, text="We hold it.\n\n" * 600 + "This message has been scanned for viruses.")
    Message.objects.filter(pk=letter.pk).update(quoted_text="earlier words")
    shown = shown_to(researcher(request.team), request)
    for summary in ("Show all: ", "Signature or notice", "Quoted earlier text"):
        assert f"data-print-open><summary>{summary}" in shown


def test_another_teams_thread_cannot_be_marked() -> None:
    request = make_request()
    letter = make_letter(request)
    assert (
        browser_of(researcher()).post(f"/requests/{request.pk}/read/", {"up_to": letter.pk}).status_code
        == 404
    )
