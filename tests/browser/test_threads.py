"""Threads and files as a browser meets them, with its script turned off where that is enough."""

from __future__ import annotations

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from correspondence.models import Message
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.threads import LONG
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPT = "<script>alert('ran'); fetch('/ran/')</script>"
FILES = {
    "page.html": f"<!doctype html><html><body>{SCRIPT}</body></html>",
    "drawing.svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{SCRIPT}</svg>',
    "page.xhtml": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{SCRIPT}</body></html>',
    "answer.pdf": f"<html><body>{SCRIPT}</body></html>",
}


def paste(page) -> None:
    page.goto("/requests/import/")
    page.get_by_label("The thread’s text").fill(LONG)
    page.get_by_role("button", name="Read it").click()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_a_thread_is_pasted_looked_over_and_kept(signed_in, script: bool) -> None:
    page = signed_in(researcher(), java_script_enabled=script)
    paste(page)
    assert page.get_by_label("Date of receipt").input_value() == "2018-07-20"
    page.get_by_text("Monday 20 August 2018").wait_for()
    page.get_by_role("button", name="Keep it").first.click()
    request = InformationRequest.objects.get()
    assert page.url.endswith(request.get_absolute_url())
    assert page.locator("article.letter").count() == 4
    assert page.get_by_text("mentioned, not held").count() == 3


def test_what_a_letter_seems_to_say_is_recorded_in_two_clicks_and_a_date(signed_in) -> None:
    page = signed_in(researcher(), java_script_enabled=False)
    paste(page)
    page.get_by_role("button", name="Keep it").first.click()
    page.get_by_role("link", name=re.compile("Record it.*They answered")).click()
    page.get_by_label("When").fill("2018-08-14")
    page.get_by_role("button", name="Record it").click()
    request = InformationRequest.objects.get()
    assert (request.state, request.answered_on.isoformat()) == ("answered", "2018-08-14")
    assert page.locator("main .tag").first.inner_text() == "Answered"


def test_no_script_in_an_attachment_runs(signed_in) -> None:
    request = make_request()
    letter = make_letter(
        request, files=[upload(name, words.encode(), "text/html") for name, words in FILES.items()]
    )
    page = signed_in(researcher(request.team))
    asked, dialogs = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda each: asked.append(each.url))
    page.goto(request.get_absolute_url())
    for attachment in letter.attachments.all():
        with page.expect_download() as saved:
            page.locator(f'a.file[href="{attachment.get_absolute_url()}"]').click()
        assert saved.value.suggested_filename == attachment.filename
    assert page.url.endswith(request.get_absolute_url())
    assert (dialogs, [url for url in asked if url.endswith("/ran/")]) == ([], [])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_letters(signed_in, theme: str) -> None:
    request = make_request(letter="Dear Council", questions=["any impact assessments"], reference="FOI-1")
    letter = make_letter(request, text="Please find attached our response to your request.", files=[upload()])
    Message.objects.filter(pk=letter.pk).update(quoted_text="> earlier words")
    make_letter(request, channel="note", direction="out", text="They rang.", files=[upload("b.pdf")])
    page = signed_in(researcher(request.team), color_scheme=theme)
    found = []

    def look(where: str) -> None:
        page.wait_for_load_state()
        violations = Axe().run(page).response["violations"]
        found.extend(f"{where}: {each['id']} at {each['nodes'][0]['html'][:200]}" for each in violations)

    for name in ("request", "add_letter", "upload_mail", "paste_more"):
        page.goto(reverse(f"correspondence:{name}", args=[request.pk]))
        look(name)
    removed = make_letter(request, text="Not ours.")
    Message.objects.filter(pk=removed.pk).update(removed_at=timezone.now(), removed_because="Another request")
    page.goto(request.get_absolute_url())
    page.locator("#removed summary").click()
    look("a letter taken out")
    for name, pk in (
        ("attach", letter.pk),
        ("edit_letter", letter.pk),
        ("suggestion", letter.suggestions.get().pk),
    ):
        page.goto(reverse(f"correspondence:{name}", args=[pk]))
        look(name)
    paste(page)
    look("preview")
    page.get_by_role("button", name="Keep it").first.click()
    paste(page)
    look("preview of a thread that is here")
    page.goto("/requests/import/")
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()
    assert page.title().startswith("Error: ")
    look("error")
    assert found == []


def test_a_thread_prints_as_letters_without_the_instrument(signed_in) -> None:
    request = make_request(reference="FOI-18-1134", questions=["any impact assessments"])
    letter = make_letter(request, text="We write to you.")
    letter.attachments.create(filename="answer.pdf")
    make_letter(request, channel="note", direction="out", text="They rang.")
    page = signed_in(researcher(request.team))
    page.goto(request.get_absolute_url())
    page.emulate_media(media="print")
    page.get_by_text("We write to you.").wait_for()
    for hidden in (
        "Add a letter",
        "They answered",
        "Edit",
        "Attach a file",
        "Attach answer.pdf",
        "Edit letter",
        "Something else",
    ):
        assert [each.is_visible() for each in page.get_by_text(hidden).all()].count(True) == 0, hidden
    tops = [
        page.locator(what).first.bounding_box()["y"]
        for what in ("h1", ".side h2", "#clock-h", "article.letter")
    ]
    assert tops == sorted(tops)
    shown = " ".join(PdfReader(io.BytesIO(page.pdf())).pages[0].extract_text().split())
    places = [
        shown.find(words)
        for words in ("FOI-18-1134", "Facts", "20 July 2018", "20 August 2018", "We write to you.")
    ]
    assert -1 not in places[:4], shown
    assert places[:4] == sorted(places[:4]), shown
