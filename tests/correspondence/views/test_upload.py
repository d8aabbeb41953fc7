"""The authority's upload page: who has the address leaves files, sees nothing else, and loses nothing."""

from __future__ import annotations

import errno
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from correspondence.models import Attachment, LeftFile, Message
from correspondence.services import deliveries, staging
from correspondence.services.upload_links import issue_link, link_of, revoke_link
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _staging(settings, tmp_path) -> None:
    settings.UPLOAD_DIR = str(tmp_path / "staging")


@pytest.fixture
def made():
    return make_request()


@pytest.fixture
def user(made):
    return researcher(made.team)


@pytest.fixture
def secret(made, user) -> str:
    return issue_link(request=made, days=30, by=user, at=timezone.now())


def to(name: str, secret: str, *more: int) -> str:
    return reverse(name, args=[secret, *more])


def announce(client: Client, secret: str, *, size: int, name: str = "costs.csv", key: str = "k") -> dict:
    data = {"key": key, "name": name, "size": str(size), "type": "text/csv"}
    response = client.post(to("upload_announce", secret), data, headers={"Accept": "application/json"})
    return response.json() | {"status": response.status_code}


def piece(client: Client, secret: str, pk: int, offset: int, content: bytes) -> dict:
    response = client.post(
        to("upload_piece", secret, pk),
        content,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), "Accept": "application/json"},
    )
    return response.json() | {"status": response.status_code}


def leave(client: Client, secret: str, name: str = "costs.csv", content: bytes = b"1,2,3\n") -> None:
    assert (
        client.post(to("upload", secret), {"files": [SimpleUploadedFile(name, content)]}).status_code == 302
    )


def test_the_page_says_what_the_request_is_called_and_no_more(client: Client, made, secret: str) -> None:
    response = client.get(to("upload", secret))
    page = response.content.decode()
    assert (made.authority.name in page, made.title in page) == (True, True)
    assert (made.team.name in page, made.letter[:20] in page if made.letter else False) == (False, False)
    assert {name: response[name] for name in ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")} == {
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
    }
    assert response.cookies == {}


def test_unknown_old_and_void_addresses_are_the_same_page(client: Client, made, user, secret: str) -> None:
    now = timezone.now()
    old = issue_link(request=made, days=1, by=user, at=now - timedelta(days=2))
    revoke_link(link=link_of(secret, at=now), by=user, at=now)
    pages = [client.get(to("upload", each)) for each in ("x" * 43, old, secret)]
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert len({page.content for page in pages}) == 1


def test_the_address_of_a_request_that_was_discarded_is_void(client: Client, made, secret: str) -> None:
    made.discarded_at = timezone.now()
    made.save()
    assert client.get(to("upload", secret)).status_code == 404


def test_guessing_is_slowed_down(client: Client) -> None:
    codes = [client.get(to("upload", "x" * 43)).status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]


def test_a_plain_form_takes_files_and_finish_makes_one_letter(client: Client, made, secret: str) -> None:
    leave(client, secret)
    leave(client, secret, "b.txt", b"words")
    page = client.get(to("upload", secret)).content.decode()
    assert page.count("Remove<span") == 2
    for _ in range(2):
        data = {"sender": "Sam Clerk", "note": "Annex A follows."}
        assert client.post(to("upload_finish", secret), data).headers["Location"] == to("upload_sent", secret)
    letter = made.messages.get()
    assert (letter.channel, letter.direction, letter.author_name, letter.body_text, letter.on) == (
        "upload", "in", "Sam Clerk", "Annex A follows.", timezone.localdate(),
    )  # fmt: skip
    files = [(each.filename, each.size, each.file.open().read()) for each in letter.attachments.all()]
    assert files == [("costs.csv", 6, b"1,2,3\n"), ("b.txt", 5, b"words")]
    assert list(staging.folder().iterdir()) == []
    assert "2 files received" in client.get(to("upload_sent", secret)).content.decode()


def test_the_team_sees_the_letter_as_not_verified(client: Client, made, user, secret: str) -> None:
    leave(client, secret)
    client.post(to("upload_finish", secret), {})
    client.force_login(user)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Sender not verified" in page
    assert "Files from the upload page" in page


def test_the_same_file_twice_is_there_once(client: Client, secret: str) -> None:
    leave(client, secret)
    leave(client, secret)
    assert LeftFile.objects.count() == 1


def test_after_finishing_more_can_be_sent_as_another_letter(client: Client, made, secret: str) -> None:
    for name in ("a.txt", "b.txt"):
        leave(client, secret, name)
        client.post(to("upload_finish", secret), {})
    assert made.messages.count() == 2


def test_pieces_make_a_file_and_a_broken_connection_costs_one(client: Client, secret: str) -> None:
    told = announce(client, secret, size=10)
    assert (told["offset"], told["complete"]) == (0, False)
    assert piece(client, secret, told["id"], 0, b"12345")["offset"] == 5
    assert piece(client, secret, told["id"], 0, b"12345") == {"offset": 5, "status": 409}  # sent twice
    assert announce(client, secret, size=10) == {
        "id": told["id"],
        "offset": 5,
        "complete": False,
        "status": 200,
    }
    assert piece(client, secret, told["id"], 5, b"67890")["complete"] is True
    left = LeftFile.objects.get()
    assert (staging.folder() / left.staged).read_bytes() == b"1234567890"
    assert left.sha256 == "c775e7b757ede630cd0aa1113bd102661ab38829ca52a6422ab782862f268646"


def test_more_than_was_said_is_refused(client: Client, secret: str) -> None:
    told = announce(client, secret, size=3)
    assert piece(client, secret, told["id"], 0, b"12345")["status"] == 422
    assert LeftFile.objects.get().state == "coming"


@pytest.mark.parametrize("size", [0, 3 * 1024 * 1024])
def test_what_is_empty_or_too_big_is_told(client: Client, secret: str, settings, size: int) -> None:
    settings.MAX_UPLOAD_MB = 2
    assert announce(client, secret, size=size)["status"] == 422
    response = client.post(to("upload", secret), {"files": [SimpleUploadedFile("a", b"x" * size)]})
    assert response.status_code == 422


def test_all_together_have_a_bound(client: Client, secret: str, settings) -> None:
    settings.MAX_UPLOAD_MB = 1
    codes = [announce(client, secret, size=1024 * 1024, key=str(number))["status"] for number in range(11)]
    assert codes == [200] * 10 + [422]


def test_finish_waits_for_what_is_not_complete(client: Client, made, secret: str) -> None:
    leave(client, secret)
    told = announce(client, secret, size=10, name="big.zip")
    response = client.post(to("upload_finish", secret), {"note": "as typed"})
    assert response.status_code == 422
    page = response.content.decode()
    assert ("“big.zip” is not complete" in page, "as typed" in page) == (True, True)
    client.post(to("upload_remove", secret, told["id"]))
    client.post(to("upload_finish", secret), {})
    assert [each.filename for each in made.messages.get().attachments.all()] == ["costs.csv"]


def test_nothing_makes_no_letter(client: Client, made, secret: str) -> None:
    assert client.post(to("upload_finish", secret), {}).status_code == 422
    assert client.post(to("upload", secret), {}).status_code == 422
    assert made.messages.count() == 0


def test_a_full_disk_is_told_and_what_came_before_is_kept(client: Client, secret: str, monkeypatch) -> None:
    told = announce(client, secret, size=10)
    piece(client, secret, told["id"], 0, b"12345")

    def full(*args, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(staging, "append", full)
        answer = piece(client, secret, told["id"], 5, b"67890")
        assert (answer["status"], answer["error"][:21]) == (503, "There is no room for ")
        patched.setattr(deliveries.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 0}))
        response = client.post(to("upload", secret), {"files": [SimpleUploadedFile("a", b"x")]})
        assert response.status_code == 503
    assert piece(client, secret, told["id"], 5, b"67890")["complete"] is True


def test_a_letter_that_cannot_be_stored_loses_no_file(client: Client, made, secret: str, monkeypatch) -> None:
    leave(client, secret)
    with monkeypatch.context() as patched:
        patched.setattr(
            deliveries, "suggest", lambda **options: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full"))
        )
        assert client.post(to("upload_finish", secret), {}).status_code == 503
    assert made.messages.count() == 0
    client.post(to("upload_finish", secret), {})
    assert made.messages.get().attachments.get().file.open().read() == b"1,2,3\n"


SCANNER = 'sh -c \'grep -q EICAR "$0" && echo "$0: Eicar FOUND" && exit 1; exit 0\''


def test_an_infected_file_is_kept_back_and_told(client: Client, made, user, secret: str, settings) -> None:
    settings.VIRUS_SCAN_COMMAND = SCANNER
    leave(client, secret, "bad.txt", b"EICAR")
    leave(client, secret, "fine.txt", b"words")
    client.post(to("upload_finish", secret), {})
    bad, fine = made.messages.get().attachments.all()
    assert (bad.kept_back, fine.kept_back) == ("The virus scanner said: Eicar FOUND", "")
    client.force_login(user)
    about = client.get(reverse("correspondence:about_file", args=[bad.pk])).content.decode()
    assert "This file is kept back" in about
    for name in ("attachment", "view_file", "picture"):
        assert client.get(reverse(f"correspondence:{name}", args=[bad.pk])).status_code == 404
    assert bad.file.open().read() == b"EICAR"


def test_what_is_abandoned_is_handed_over_or_removed_a_day_later(
    client: Client, made, user, secret: str
) -> None:
    leave(client, secret)
    announce(client, secret, size=10, name="never complete.zip")
    other = issue_link(request=made, days=30, by=user, at=timezone.now())
    told = announce(client, other, size=10)
    piece(client, other, told["id"], 0, b"12345")
    assert deliveries.sweep_uploads(at=timezone.localtime() + timedelta(hours=23)) == 0
    later = timezone.localtime() + timedelta(hours=25)
    assert [deliveries.sweep_uploads(at=later), deliveries.sweep_uploads(at=later)] == [2, 0]
    letter = made.messages.get()
    assert (letter.body_text, letter.attachments.get().filename) == (deliveries.UNFINISHED, "costs.csv")
    assert list(staging.folder().iterdir()) == []


NAMES = [
    "../../etc/passwd",
    "a\r\nb",
    "x\0y",
    "annex\u202efdp.exe",
    "n" * 300,
    "<script>alert(1)</script>.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_reaches_the_disk_or_runs(client: Client, made, secret: str, name: str) -> None:
    told = announce(client, secret, size=3, name=name)
    piece(client, secret, told["id"], 0, b"abc")
    page = client.get(to("upload", secret)).content.decode()
    assert ("\u202e" in page, "<script>alert" in page) == (False, False)
    client.post(
        to("upload_finish", secret),
        {"sender": name.replace("\0", "")[:255], "note": "<script>alert(1)</script>"},
    )
    held = Attachment.objects.get()
    assert held.file.name.startswith("attachments/")
    assert len(held.file.name) == len("attachments/") + 32
    assert "<script>alert" not in client.get(to("upload_sent", secret)).content.decode()


def test_fields_that_are_not_asked_for_change_nothing(client: Client, made, secret: str) -> None:
    leave(client, secret)
    client.post(to("upload_finish", secret), {"direction": "out", "channel": "email", "request": "1"})
    assert list(Message.objects.values_list("request", "direction", "channel")) == [(made.pk, "in", "upload")]


def test_a_file_of_another_link_is_not_found(client: Client, made, user, secret: str) -> None:
    told = announce(client, secret, size=3)
    other = issue_link(request=make_request(), days=30, by=user, at=timezone.now())
    response = client.post(
        to("upload_piece", other, told["id"]), b"abc", content_type="application/octet-stream"
    )
    assert response.status_code == 404
    assert client.post(to("upload_remove", other, told["id"])).status_code == 404
