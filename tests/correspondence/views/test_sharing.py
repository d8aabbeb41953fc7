"""A private link to one request: made, read by a stranger, run out, withdrawn; and what it must never show."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence.models import Attachment, Message, ShareLink
from correspondence.services.sharing import issue_share_link, revoke_share_link
from correspondence.views import sharing
from requests_app.models import InformationRequest
from requests_app.services.embargo import set_embargo
from tests.accounts.factories import UserFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request
from tests.web import browser_of

pytestmark = pytest.mark.django_db
NASTY = "<script>alert(1)</script>"


def link_to(request: InformationRequest, **how: Any) -> str:
    given = {"expires_at": timezone.now() + timedelta(days=1), "hides_names": False, "for_whom": "", **how}
    return issue_share_link(request=request, by=UserFactory(), **given)


def read(secret: str) -> str:
    response = Client().get(f"/shared/{secret}/")
    assert response.status_code == 200
    return response.content.decode()


def held(message: Message, name: str = "answer.pdf") -> Attachment:
    return message.attachments.create(filename=name, file=ContentFile(b"%PDF-1.7", "x"), size=8)


def test_somebody_without_an_account_reads_the_story_and_gets_its_files() -> None:
    request = make_request(reference="FOI-18-1134", letter="Dear Council")
    file = held(make_letter(request, text="Here it is."))
    secret = link_to(request)
    shown = read(secret)
    for words in ("FOI-18-1134", "Dear Council", "Here it is.", "Sam Clerk", "answer.pdf", "20 August 2018"):
        assert words in shown
    assert re.findall(r'href="(/[^"]*)"', re.sub(r"<link[^>]*>", "", shown)) == [
        f"/shared/{secret}/files/{file.pk}/"
    ]
    got = Client().get(f"/shared/{secret}/files/{file.pk}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.7"
    assert got["Content-Disposition"] == 'attachment; filename="answer.pdf"'
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got["X-Content-Type-Options"] == "nosniff"


def test_it_is_neither_indexed_nor_kept_nor_told_to_others() -> None:
    request = make_request()
    file = held(make_letter(request))
    secret = link_to(request)
    for address in (f"/shared/{secret}/", f"/shared/{secret}/files/{file.pk}/"):
        got = Client().get(address)
        assert (got["X-Robots-Tag"], got["Referrer-Policy"], got["Cache-Control"]) == (
            *("noindex, nofollow", "no-referrer", "private, no-store"),
        )


def test_nothing_else_of_the_team_is_seen() -> None:
    request = make_request(by=researcher())
    make_letter(request, text="a letter")
    make_letter(request, text="a remark of ours", channel="note", direction="out")
    removed = make_letter(request, text="filed by mistake")
    Message.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    event = request.events.first()
    type(event).objects.filter(pk=event.pk).update(
        note="noted for us", recorded_by=UserFactory(name="Robin Wold")
    )
    removed.suggestions.create(kind="response", evidence="suggested words")
    shown = read(link_to(request, for_whom="the Fenland Gazette"))
    for words in (
        "a remark of ours",
        "filed by mistake",
        "noted for us",
        "Robin Wold",
        "suggested",
        "Gazette",
    ):
        assert words not in shown
    for words in (request.team.name, "Edit", "Record", "Attach", "csrfmiddlewaretoken", "/requests/"):
        assert words not in shown


def test_only_files_of_letters_that_are_shown_can_be_had() -> None:
    request, other = make_request(), make_request()
    removed, note = make_letter(request), make_letter(request, channel="note")
    Message.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    mentioned = make_letter(request).attachments.create(filename="x.pdf")
    secret = link_to(request)
    for file in (held(make_letter(other)), held(removed), held(note), mentioned):
        assert Client().get(f"/shared/{secret}/files/{file.pk}/").status_code == 404


def test_unknown_run_out_and_withdrawn_links_cannot_be_told_apart() -> None:
    request, gone = make_request(), make_request()
    file = held(make_letter(request))
    run_out = link_to(request, expires_at=timezone.now())
    withdrawn = link_to(request)
    revoke_share_link(link=ShareLink.objects.first(), by=UserFactory())
    discarded = link_to(gone)
    InformationRequest.objects.filter(pk=gone.pk).update(discarded_at=timezone.now())
    answers = set()
    for secret in ("unknown", run_out, withdrawn, discarded, "\u202e"):
        for address in (f"/shared/{secret}/", f"/shared/{secret}/files/{file.pk}/"):
            got = Client().get(address)
            told = re.sub(r"[\w+/=-]{20,}", "", got.content.decode().replace(secret, ""))
            answers.add((got.status_code, told, tuple(sorted(got.headers.items()))))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_the_link_is_shown_once_and_only_its_digest_is_kept() -> None:
    request = make_request()
    browser = browser_of(researcher(request.team))
    made = browser.post(f"/requests/{request.pk}/share/", {"days": "7", "for_whom": "a reader"})
    secret = re.search(r"/shared/([\w-]{43})/", made.content.decode())[1]  # type: ignore[index]
    link = ShareLink.objects.get()
    assert secret not in f"{link.digest} {AuditEntry.objects.last().details}"
    assert timedelta(days=7) < link.expires_at - timezone.now() < timedelta(days=8, hours=1)
    assert secret not in browser.get(f"/requests/{request.pk}/share/").content.decode()
    assert read(secret)
    browser.post(f"/requests/{request.pk}/share/", {"do": "revoke", "link": link.pk})
    assert Client().get(f"/shared/{secret}/").status_code == 404
    assert [entry.action for entry in AuditEntry.objects.filter(subject_type="correspondence.sharelink")] == [
        *("request.unshared", "request.shared")
    ]


def test_the_last_day_on_which_a_link_works_is_told_to_both_sides() -> None:
    request = make_request()
    browser = browser_of(researcher(request.team))
    made = browser.post(f"/requests/{request.pk}/share/", {"days": "30"}).content.decode()
    last = timezone.localdate() + timedelta(days=30)
    words = f"orks until {last.day} {last:%B %Y}."
    secret = re.search(r"/shared/([\w-]{43})/", made)[1]  # type: ignore[index]
    assert (f"W{words}" in made, f"w{words}" in read(secret)) == (True, True)
    ShareLink.objects.update(expires_at=datetime(2018, 12, 26, tzinfo=UTC))
    assert "Ran out on 25 December 2018." in browser.get(f"/requests/{request.pk}/share/").content.decode()


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "²"])
def test_a_link_of_another_request_cannot_be_withdrawn_here(number: str) -> None:
    request, other = make_request(), make_request()
    link_to(other)
    browser = browser_of(researcher(request.team))
    for link in (ShareLink.objects.get().pk, number):
        assert (
            browser.post(f"/requests/{request.pk}/share/", {"do": "revoke", "link": link}).status_code == 404
        )
    assert ShareLink.objects.get().revoked_at is None


def test_an_embargo_must_be_meant_to_be_passed_over() -> None:
    request = make_request()
    set_embargo(
        request=request, until=timezone.localdate() + timedelta(days=2), note="The paper is not out.", by=None
    )
    browser = browser_of(researcher(request.team))
    address = f"/requests/{request.pk}/share/"
    assert "The paper is not out." in browser.get(address).content.decode()
    assert browser.post(address, {"days": "7"}).status_code == 422
    assert ShareLink.objects.count() == 0
    assert browser.post(address, {"days": "7", "despite_embargo": "on"}).status_code == 200
    shown = read(link_to(request))
    assert "Under embargo" in shown
    assert "The paper is not out." not in shown


def test_names_are_masked_where_the_link_says_so() -> None:
    request = make_request(
        title="What Robin Fenner wrote", letter="Dear Council,\n\nYours faithfully,\n\nAda Wolder"
    )
    letter = make_letter(
        request,
        author_name="Robin Fenner",
        subject="From Ms Fenner",
        text="Dear Ada,\n\nAsk Robin or robin.fenner@fenland.example, 01632 960123.\n\nKind regards,\n\nSam Ouse",
    )
    Message.objects.filter(pk=letter.pk).update(
        author_email="r.fenner@fenland.example", quoted_text="Sam Ouse wrote"
    )
    held(letter, "Fenner notes.pdf")
    hidden = read(link_to(request, hides_names=True))
    for words in ("Fenner", "Robin", "Ouse", "Wolder", "fenland.example", "960123"):
        assert words not in hidden
    assert hidden.count("[name]") == 10
    assert "Robin Fenner" in read(link_to(request))


@pytest.mark.parametrize("hides_names", [True, False])
def test_addresses_that_let_somebody_in_are_shared_with_nobody(hides_names: bool) -> None:
    request = make_request()
    secret, token = "x" * 43, "b" * 26
    text = f"Leave them at https://foi.example/upload/{secret}/ or write to reply+{token}@foi.example."
    letter = make_letter(request, direction="out", text=text)
    Message.objects.filter(pk=letter.pk).update(
        quoted_text=text, author_email=f"reply+{token}@foi.example", subject=f"To reply+{token}@foi.example"
    )
    shown = read(link_to(request, hides_names=hides_names))
    assert "Leave them at" in shown
    assert secret not in shown
    assert token not in shown


def test_nothing_that_a_letter_brings_runs_in_the_shared_page() -> None:
    request = make_request(title=NASTY, letter=NASTY, reference="<u>1")
    letter = make_letter(request, subject=NASTY, author_name=NASTY, text=NASTY)
    Message.objects.filter(pk=letter.pk).update(author_email="<i>@x", quoted_text=NASTY, organisation=NASTY)
    held(letter, NASTY)
    for hides_names in (False, True):
        shown = read(link_to(request, hides_names=hides_names))
        assert "<script>alert" not in shown
        assert "<i>" not in shown
        assert "<u>" not in shown


def test_who_asks_too_often_has_to_wait(monkeypatch) -> None:
    monkeypatch.setattr(sharing, "MOST_A_MINUTE", 2)
    secret = link_to(make_request())
    assert [Client().get(f"/shared/{each}/").status_code for each in (secret, "unknown", secret)] == [
        200,
        404,
        429,
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_database_as_often_for_three_letters_as_for_one(
    number: int, django_assert_num_queries
) -> None:
    request = make_request(letter="Dear Council", reference="FOI-1")
    for _ in range(number):
        held(make_letter(request))
    secret = link_to(request, hides_names=True)
    read(secret)
    with django_assert_num_queries(9):
        read(secret)


def test_the_embargo_is_told_on_the_page_of_the_request_while_it_runs_and_after() -> None:
    request = make_request()
    browser = browser_of(researcher(request.team))
    today = timezone.localdate()
    for until, words in ((today + timedelta(days=1), "Under embargo"), (today, "The embargo ended on")):
        set_embargo(request=request, until=until, note="", by=None)
        assert words in browser.get(request.get_absolute_url()).content.decode()
    assert InformationRequest.objects.under_embargo(on=today - timedelta(days=1)).count() == 1
    assert InformationRequest.objects.under_embargo(on=today).count() == 0


@pytest.mark.parametrize("hides_names", [True, False])
def test_a_letter_that_nothing_shows_to_be_the_authoritys_says_so(hides_names: bool) -> None:
    request = make_request(authority=AuthorityFactory(website="https://www.anytown.gov.uk"))
    theirs, strangers = make_letter(request), make_letter(request)
    doubted, uploaded = make_letter(request), make_letter(request, channel="upload", author_name="")
    kept = Message.objects.filter(pk__in=[theirs.pk, strangers.pk, doubted.pk])
    kept.update(raw="x.eml", author_email="sam@anytown.gov.uk")
    Message.objects.filter(pk=strangers.pk).update(author_email="anybody@derby.gov.uk")
    note = "Our mail server doubts that it comes from that address (DMARC: fail)."
    Message.objects.filter(pk=doubted.pk).update(sender_check="failed", sender_note=note)
    shown = read(link_to(request, hides_names=hides_names))
    letters = re.findall(r'(?s)<li class="entry entry--letter" id="letter-\d+">(.*?)</header>', shown)
    unknown = "From somebody not known to write for the authority"
    assert [(unknown in each, "Sender not verified" in each, note in each) for each in letters] == [
        (False, False, False),
        (True, True, False),
        (True, True, True),
        (True, True, False),
    ]
    assert ["From the authority" in each for each in letters] == [True, False, False, False]
    assert html.unescape(f"<span>{uploaded.get_channel_display()}</span>") in html.unescape(letters[3])
