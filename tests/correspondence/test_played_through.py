"""The case that everything began with, played through: real SMTP, real IMAP, the pages, and the days as they went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from correspondence.services import documents
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.playing import ACKNOWLEDGED, ANSWERED, FOI, LETTER, OFFICER, TOO_MUCH, Play, report
from tests.correspondence.post_office import open_post_office
from tests.correspondence.services.test_fetching import make_mailbox
from tests.web import browser_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(dovecot, settings, monkeypatch) -> Iterator[Play]:
    settings.REPLY_ADDRESS = "reply@watch.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    authority = AuthorityFactory(name="Blaby District Council")
    ContactFactory(authority=authority, email=FOI)
    with open_post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        play = Play(office, dovecot, make_mailbox(dovecot, settings), authority)
        monkeypatch.setattr(timezone, "now", play.now)
        yield play


@pytest.mark.slow
def test_the_case_is_played_through_and_the_page_tells_its_story(play: Play) -> None:
    first = the_letter_goes_out(play)
    machines_answer_first(play, first)
    the_acknowledgement_is_confirmed(play)
    last = answers_come_and_go(play, first)
    files_are_left_at_the_link(play, last)
    nothing_is_answered_before_a_person_says_so(play)
    the_page_tells_the_story(play)
    what_came_is_found(play)


def the_letter_goes_out(play: Play) -> EmailMessage:
    play.log()
    mail = play.write("?kind=request")
    assert (mail["To"], play.office.envelopes[-1][0]) == (FOI, mail["Reply-To"])
    assert mail.get_payload(decode=True).decode().replace("\r\n", "\n").strip() == LETTER
    assert play.clock() == ("awaiting_response", "2018-08-20", ["sent"])
    return mail


def machines_answer_first(play: Play, first: EmailMessage) -> None:
    """A report of a delay and an out-of-office: both are filed and labelled, and no clock moves."""
    before = play.clock()
    assert play.deliver(report(first)) == "bounce"
    away = {"Auto_Submitted": "auto-replied", "In_Reply_To": first["Message-ID"], "Subject": "Out of office"}
    said = "I am away. We acknowledge receipt of your request, which is being considered."
    assert play.mail(said, From=OFFICER, To=first["Reply-To"], **away) == "address"
    assert play.clock() == before
    assert "Is this so?" not in play.shown()
    assert len(play.office.letters) == 1


def the_acknowledgement_is_confirmed(play: Play) -> None:
    play.it_is(7, 24)
    to = play.office.mails[0]["Reply-To"]
    assert play.mail(ACKNOWLEDGED, files=1, To=to, Subject="FOI request") == "address"
    assert play.clock() == ("awaiting_response", "2018-08-20", ["sent"])
    assert play.shown().count("Record it") == 3
    play.answer("reference")
    play.answer("received", on="20/07/2018")
    play.answer("acknowledged", on="24/07/2018")
    assert "Is this so?" not in play.shown()
    assert play.clock() == ("awaiting_response", "2018-08-20", ["sent", "received", "acknowledged"])
    assert [each.value for each in play.request.references.all()] == ["FOI-18-1134"]
    shown = play.shown()
    assert ("20 August 2018" in shown, "6 August" in shown) == (True, True)
    seen = play.request.messages.latest("pk").pk
    browser_of(play.reader).post(
        reverse("correspondence:mark_as_read", args=[play.request.pk]), {"up_to": seen}
    )


def answers_come_and_go(play: Play, first: EmailMessage) -> EmailMessage:
    """Each of the four finds its way by something else, and our letter in between asks for the rest."""
    play.it_is(8, 14)
    assert play.mail(ANSWERED, files=2, To=first["Reply-To"]) == "address"
    threaded = {"From": OFFICER, "Cc": FOI, "In_Reply_To": first["Message-ID"]}
    assert play.mail(TOO_MUCH, files=3, **threaded) == "thread"
    play.it_is(8, 15)
    theirs = play.request.messages.latest("pk")
    body = "Thank you. Please leave the other files at our page.\n\nYours faithfully\n\nAda Quill"
    ours = play.write(f"?kind=reply&answers={theirs.pk}", body=body, upload_link="on")
    assert ours["In-Reply-To"] == theirs.message_id
    assert ours["References"].split()[-1] == theirs.message_id
    assert first["Message-ID"] in ours["References"].split()
    assert (ours["To"], "FOI-18-1134" in ours["Subject"]) == ("s.clerk@blaby.gov.uk", True)
    play.it_is(8, 16)
    assert play.mail("One more document is attached.", files=1, Subject="foi 18 1134, more") == "reference"
    later = {"From": OFFICER, "In_Reply_To": ours["Message-ID"]}
    assert play.mail("The last document is attached.", files=1, **later) == "thread"
    return ours


def files_are_left_at_the_link(play: Play, ours: EmailMessage) -> None:
    play.it_is(8, 17)
    text = ours.get_payload(decode=True).decode()
    address = re.search(r"http\S+(/upload/\S+/)", text)
    assert address
    officer = Client()
    left = [
        SimpleUploadedFile("training.txt", b"Zebrafish training notes"),
        SimpleUploadedFile("b.csv", b"1,2"),
    ]
    assert officer.post(address[1], {"files": left}).status_code == 302
    finished = officer.post(f"{address[1]}finish/", {"sender": "Sam Clerk", "note": "The rest."})
    assert finished.headers["Location"] == f"{address[1]}sent/"


def nothing_is_answered_before_a_person_says_so(play: Play) -> None:
    before = ("awaiting_response", "2018-08-20", ["sent", "received", "acknowledged"])
    assert play.clock() == before
    seen = browser_of(play.reader).get(play.request.get_absolute_url()).context["entries"]
    assert [each.text[:9] for each in seen if getattr(each, "is_new", False)] == [
        "Dear Scor",
        "Dear Scor",
        "Thank you",
        "One more ",
        "The last ",
        "The rest.",
    ]
    play.answer("response", on="14/08/2018")
    assert play.clock()[::2] == ("answered", ["sent", "received", "acknowledged", "response"])


def the_page_tells_the_story(play: Play) -> None:
    letters = play.request.messages.standing().order_by("position")
    told = [
        (each.direction, f"{each.on:%-d %b}", each.attachments.count())
        for each in letters
        if not each.automatic
    ]
    assert told == [
        ("out", "20 Jul", 0),
        ("in", "24 Jul", 1),
        ("in", "14 Aug", 2),
        ("in", "14 Aug", 3),
        ("out", "15 Aug", 0),
        ("in", "16 Aug", 1),
        ("in", "16 Aug", 1),
        ("in", "17 Aug", 2),
    ]
    assert [each.automatic for each in letters if each.automatic] == ["delay", "auto_reply"]
    shown = play.shown()
    order = [
        "Please send us, about systems",
        "acknowledge receipt",
        "More attachments follow",
        "cannot send all",
        "One more",
        "The rest.",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "Their reference FOI-18-1134" in shown
    assert "Answered" in shown
    assert shown.count("Sender not verified") == 1


def what_came_is_found(play: Play) -> None:
    documents.note_new()
    documents.read_waiting()
    for words in ("zebrafish", "annex4x2", "FOI 18/1134", "leave the other files"):
        html = page(play.client, "correspondence:search", q=words)
        assert reverse("correspondence:request", args=[play.request.pk]) in html, words
