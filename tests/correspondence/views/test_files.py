"""Files are handed out to the team alone, to be saved, with nothing in them that could run."""

import pytest
from django.test import Client
from django.urls import reverse

from correspondence.models import Attachment
from tests.accounts.factories import researcher
from tests.correspondence.factories import PDF, make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def letter():
    return make_letter(make_request())


@pytest.fixture
def member(client: Client, letter) -> Client:
    client.force_login(researcher(letter.request.team))
    return client


def attachment(
    letter, name: str = "answer.pdf", content: bytes = PDF, kind: str = "application/pdf"
) -> Attachment:
    letter = make_letter(letter.request, files=[upload(name, content, kind)])
    return letter.attachments.get()


def test_a_file_is_handed_out_to_be_saved(member: Client, letter) -> None:
    response = member.get(attachment(letter).get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert {
        name: response[name] for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy")
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="answer.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", b"<html><script>alert(1)</script>"), ("a.svg", SVG), ("a.xhtml", b'<?xml version="1.0"?><html/>'),
     ("photo.png", b"<html>"), ("a.pdf", b"MZ\0\0")],
)  # fmt: skip
def test_what_a_browser_could_run_is_bytes(member: Client, letter, name: str, content: bytes) -> None:
    response = member.get(attachment(letter, name, content, "text/html").get_absolute_url())
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Ymateb ŵ.pdf", "attachment; filename*=utf-8''Ymateb%20%C5%B5.pdf"),
        ("annex\u202efdp.exe", 'attachment; filename="annexfdp.exe"'),
        ('a"; filename="b.exe', 'attachment; filename="a_; filename=_b.exe"'),
        ("x\r\nSet-Cookie: a=b", 'attachment; filename="xSet-Cookie_ a=b"'),
        ("../../etc/passwd", 'attachment; filename="passwd"'),
        ("", None),
    ],
)
def test_no_name_breaks_out_of_its_header(member: Client, letter, name: str, header: str | None) -> None:
    held = attachment(letter)
    Attachment.objects.filter(pk=held.pk).update(filename=name)
    response = member.get(held.get_absolute_url())
    assert response["Content-Disposition"] == (header or f'attachment; filename="attachment-{held.pk}"')


def test_an_attachment_that_is_only_mentioned_is_not_found(member: Client, letter) -> None:
    mentioned = letter.attachments.create(filename="a.pdf")
    assert member.get(mentioned.get_absolute_url()).status_code == 404


def test_a_file_that_left_the_storage_is_not_found(member: Client, letter) -> None:
    held = attachment(letter)
    held.file.storage.delete(held.file.name)
    assert member.get(held.get_absolute_url()).status_code == 404


def test_another_team_finds_neither_the_file_nor_the_letter(letter) -> None:
    held = attachment(letter)
    stranger = Client()
    stranger.force_login(researcher())
    for address in (
        held.get_absolute_url(),
        reverse("correspondence:attach", args=[letter.pk]),
        reverse("correspondence:original", args=[letter.pk]),
        letter.request.get_absolute_url(),
    ):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address).status_code in (404, 405)


def test_no_address_leads_to_the_storage_itself(member: Client, letter) -> None:
    held = attachment(letter)
    for address in (
        held.file.url,
        f"/files/{held.file.name}",
        f"/media/{held.file.name}",
        f"/static/{held.file.name}",
    ):
        assert member.get(address).status_code == 404


def test_a_file_fulfils_what_was_mentioned(member: Client, letter) -> None:
    letter.attachments.create()
    address = reverse("correspondence:attach", args=[letter.pk])
    assert "mentioned, not held" in member.get(address).content.decode()
    response = member.post(address, {"attachments": [upload()]})
    assert response.headers["Location"] == letter.get_absolute_url()
    assert [(each.filename, each.is_held) for each in letter.attachments.all()] == [("answer.pdf", True)]


def test_attaching_nothing_is_told(member: Client, letter) -> None:
    response = member.post(reverse("correspondence:attach", args=[letter.pk]), {})
    assert response.status_code == 422
    assert "Choose at least one file" in response.content.decode()


def test_a_file_takes_the_place_it_was_chosen_for(member: Client, letter) -> None:
    first, second, third = (letter.attachments.create() for _ in range(3))
    address = f"{reverse('correspondence:attach', args=[letter.pk])}?for={second.pk}"
    shown = member.get(letter.request.get_absolute_url()).content.decode()
    assert f'href="{address}"' in shown
    member.post(address, {"attachments": [upload(), upload("b.pdf", PDF + b"b")]})
    names = {each.pk: each.filename for each in letter.attachments.all()}
    assert names == {first.pk: "b.pdf", second.pk: "answer.pdf", third.pk: ""}
    member.post(
        address, {"attachments": [upload("c.pdf", PDF + b"c")]}
    )  # filled already: the next one takes it
    assert letter.attachments.get(pk=second.pk).filename == "answer.pdf"
    assert letter.attachments.get(pk=third.pk).filename == "c.pdf"


@pytest.mark.parametrize("wrong", ["0", "x", "²", "9" * 30, "-1"])
def test_a_place_that_is_none_of_the_letters_changes_nothing(member: Client, letter, wrong: str) -> None:
    address = f"{reverse('correspondence:attach', args=[letter.pk])}?for={wrong}"
    assert member.get(address).status_code == 200
    assert member.post(address, {"attachments": [upload()]}).status_code == 302


def test_the_place_in_another_letter_is_not_taken(member: Client, letter) -> None:
    elsewhere = make_letter(letter.request).attachments.create()
    address = f"{reverse('correspondence:attach', args=[letter.pk])}?for={elsewhere.pk}"
    member.post(address, {"attachments": [upload()]})
    elsewhere.refresh_from_db()
    assert not elsewhere.is_held
