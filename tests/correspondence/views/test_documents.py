"""Looking at files: as pictures that we drew and as words, never as the thing itself."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from accounts.audit_models import AuditEntry
from correspondence.documents_text import apart
from correspondence.models import Attachment
from correspondence.services.documents import note_new, read_waiting
from correspondence.services.reuse import note_terms
from tests.accounts.factories import researcher
from tests.correspondence.documents_text import samples
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
PDF = samples.pdf("The costs of it all in pounds", "and the benefits of it all")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(1)</script><p>The costs</p></html>"


@pytest.fixture
def request_made():
    return make_request()


@pytest.fixture
def member(client: Client, request_made) -> Client:
    client.force_login(researcher(request_made.team))
    return client


@pytest.fixture
def attach(request_made):
    def attach(content: bytes = PDF, name: str = "answer.pdf", kind: str = "application/pdf") -> Attachment:
        return make_letter(request_made, files=[upload(name, content, kind)]).attachments.get()

    return attach


def to(name: str, held: Attachment, *more: int) -> str:
    return reverse(f"correspondence:{name}", args=[held.pk, *more])


def read() -> None:
    note_new()
    read_waiting()


def test_a_pdf_is_shown_as_a_picture_with_its_words_below(member: Client, attach) -> None:
    held = attach()
    read()
    page = member.get(to("view_file", held) + "?page=2").content.decode()
    assert f'<img src="{to("file_page", held, 2, 900)}" alt="Page 2: its words are below">' in page
    assert '<p class="as-typed">and the benefits of it all</p>' in page
    assert ('rel="prev"' in page, 'rel="next"' in page) == (True, False)


def test_it_can_be_looked_at_before_it_was_read(member: Client, attach) -> None:
    page = member.get(to("view_file", attach()) + "?width=1400").content.decode()
    assert "<strong>Page 1</strong> of 2" in page
    assert "Waiting to be read on this page." in page


@pytest.mark.parametrize("page", ["3", "0", "-1", "x", "²", "9" * 40])
def test_a_page_that_is_not_there_is_not_found(member: Client, attach, page: str) -> None:
    assert member.get(to("view_file", attach()), {"page": page}).status_code == 404


def test_a_page_is_drawn_once_and_kept(member: Client, attach, monkeypatch) -> None:
    held = attach()
    drawn = member.get(to("file_page", held, 1, 600))
    assert drawn.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert {name: drawn[name] for name in ("Content-Type", "Content-Security-Policy", "Cache-Control")} == {
        "Content-Type": "image/png",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    assert default_storage.exists(f"page-pictures/{held.sha256}/1-600.png")
    monkeypatch.setattr(apart, "render", None)
    assert member.get(to("file_page", held, 1, 600)).content == drawn.content


@pytest.mark.parametrize(("number", "width"), [(3, 900), (0, 900), (1, 901), (1, 100000)])
def test_no_other_picture_is_drawn(member: Client, attach, number: int, width: int) -> None:
    assert member.get(to("file_page", attach(), number, width)).status_code == 404


def test_a_damaged_pdf_says_so(member: Client, attach) -> None:
    page = member.get(to("view_file", attach(b"%PDF-1.7 damaged"))).content.decode()
    assert "The PDF is damaged and cannot be opened." in page
    assert "<img" not in page


def test_what_a_damaged_pdf_says_it_says_once(member: Client, attach) -> None:
    held = attach(b"%PDF-1.7 damaged")
    for words in ("Waiting to be read.", "Could not be read."):
        page = member.get(to("view_file", held)).content.decode()
        assert re.findall(r'<p class="muted">(.*?)</p>', page) == [
            "The PDF is damaged and cannot be opened.",
            words,
        ]
        read()


def test_a_picture_is_shown_as_its_bytes_show(member: Client, attach) -> None:
    held = attach(samples.picture(), "photo.jpg", "text/html")
    assert f'<img src="{to("picture", held)}"' in member.get(to("view_file", held)).content.decode()
    response = member.get(to("picture", held))
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/png", "inline")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == samples.picture()


@pytest.mark.parametrize("content", [SVG, HTML, PDF, b"GIF89a<script>alert(1)</script>"])
def test_what_could_run_is_no_picture_whatever_the_row_says(member: Client, attach, content: bytes) -> None:
    held = attach(content, "photo.png", "image/png")
    Attachment.objects.filter(pk=held.pk).update(sniffed_type="image/png")
    assert member.get(to("picture", held)).status_code == 404


@pytest.mark.parametrize("content", [SVG, HTML])
def test_markup_is_shown_as_words_alone(member: Client, attach, content: bytes) -> None:
    held = attach(content, "answer.html", "text/html")
    read()
    page = member.get(to("view_file", held)).content.decode()
    assert "alert(1)</script>" not in page
    assert "<img" not in page


def test_the_facts_of_a_file(member: Client, attach) -> None:
    held = attach(HTML, "answer.pdf")
    read()
    page = member.get(to("about_file", held)).content.decode()
    assert "This file says it is a PDF but is a web page." in page
    assert held.sha256 in page


def test_deceiving_names_are_spelled_out_everywhere(member: Client, attach) -> None:
    held = attach(name="annex\u202efdp.exe")
    for name in ("about_file", "view_file"):
        page = member.get(to(name, held)).content.decode()
        assert "annex[U+202E]fdp.exe" in page
        assert "\u202e" not in page


def test_script_in_a_name_is_inert(member: Client, attach) -> None:
    held = attach(name='<img src=x onerror="alert(1)">.pdf')
    addresses = [to("about_file", held), to("view_file", held)]
    addresses.append(reverse("correspondence:request_files", args=[held.message.request_id]))
    for address in addresses:
        assert "<img src=x" not in member.get(address).content.decode()


def test_terms_of_re_use_are_noted_with_who_says_so(member: Client, attach) -> None:
    held = attach()
    response = member.post(to("about_file", held), {"terms": "ogl", "note": "Page 2 says so"})
    assert response.status_code == 302
    held.refresh_from_db()
    assert (held.reuse_terms, held.reuse_note, held.reuse_said_by.email) == (
        "ogl",
        "Page 2 says so",
        member.get(to("about_file", held)).wsgi_request.user.email,
    )
    assert AuditEntry.objects.get(action="document.terms_noted").details == {"before": "", "after": "ogl"}
    files = member.get(reverse("correspondence:request_files", args=[held.message.request_id]))
    assert "Open Government Licence" in files.content.decode()


def test_terms_that_there_are_not_are_refused(member: Client, attach) -> None:
    response = member.post(to("about_file", attach()), {"terms": "mine", "note": "", "reuse_said_by": "1"})
    assert response.status_code == 422


def test_what_could_not_be_read_is_read_again_when_asked(member: Client, attach) -> None:
    held = attach(b"%PDF-1.7 damaged")
    read()
    assert "Read its words again" in member.get(to("about_file", held)).content.decode()
    member.post(to("read_file_again", held))
    held.document.refresh_from_db()
    assert held.document.state == "waiting"


def test_a_file_that_left_the_storage_breaks_no_page(member: Client, attach) -> None:
    held = attach()
    held.file.storage.delete(held.file.name)
    assert "no longer in the storage" in member.get(to("view_file", held)).content.decode()
    assert member.get(to("file_page", held, 1, 900)).status_code == 404
    assert member.get(to("about_file", held)).status_code == 200


def test_another_team_sees_nothing_of_it(attach) -> None:
    held = attach()
    note_terms(attachment=held, terms="ogl", note="", by=researcher(), at=datetime.now(UTC))
    stranger = Client()
    stranger.force_login(researcher())
    for address in (
        to("about_file", held),
        to("view_file", held),
        to("file_page", held, 1, 900),
        to("picture", held),
        reverse("correspondence:request_files", args=[held.message.request_id]),
    ):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address).status_code in (404, 405)
