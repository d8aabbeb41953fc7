"""Pages: bringing in a mailbox as a file, and what could not be read."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from correspondence.models import Arrival, MailUpload
from correspondence.services.uploads import work_on_uploads
from tests.accounts.factories import TeamFactory, researcher, site_admin
from tests.correspondence.doors.test_bundles import zipped
from tests.correspondence.mails import make_mail
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
MAIL = make_mail("We hold it.").as_bytes()


@pytest.fixture
def team():
    return TeamFactory(name="Blue")


@pytest.fixture
def member(team) -> Client:
    return browser_of(researcher(team))


def bring(member: Client, team, content: bytes, name: str = "2018.zip"):
    file = SimpleUploadedFile(name, content, content_type="application/zip")
    return member.post(reverse("correspondence:bring_in"), {"team": team.pk, "file": file}, follow=True)


def test_a_file_is_brought_in_and_its_page_tells_what_became_of_it(member: Client, team) -> None:
    shown = bring(member, team, zipped({"a.eml": MAIL, "b.txt": b"no mail"}).getvalue()).content.decode()
    upload = MailUpload.objects.get()
    assert f'hx-get="{upload.get_absolute_url()}"' in shown
    assert "Refresh" in shown
    work_on_uploads()
    Arrival.objects.update(state="unfiled")
    shown = page(member, "correspondence:mail_upload", upload.pk)
    assert "All of it has been brought in." in shown
    assert "1 file was no mail" in shown
    assert "hx-get" not in shown.partition("<main")[2]


def test_the_part_that_asks_for_itself_is_no_whole_page(member: Client, team) -> None:
    bring(member, team, MAIL, "a.eml")
    part = member.get(MailUpload.objects.get().get_absolute_url(), headers={"HX-Request": "true"})
    assert part.content.lstrip().startswith(b'<div class="stack" hx-get=')


def test_a_damaged_file_is_refused_with_the_reason(member: Client, team) -> None:
    answer = bring(member, team, b"PK\x03\x04 no zip")
    assert (answer.status_code, MailUpload.objects.count()) == (422, 0)
    assert "The ZIP file is damaged and cannot be opened." in answer.content.decode()


def test_nothing_is_brought_into_another_team(member: Client) -> None:
    assert bring(member, TeamFactory(), MAIL).status_code == 422


def unread(team, **fields) -> Arrival:
    given = {
        "door": "pipe",
        "state": "quarantined",
        "size": 1,
        "reason": "It could not be read in three tries.",
    }
    return Arrival.objects.create(team=team, raw=ContentFile(b"\xffraw", "raw"), **given, **fields)


@pytest.mark.parametrize("count", [1, 3])
def test_what_could_not_be_read_is_listed(
    member: Client, team, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        unread(team, last_error="ValueError: no")
    with django_assert_num_queries(5):
        shown = page(member, "correspondence:quarantine")
    assert shown.count("ValueError: no") == count


def test_its_bytes_are_saved_and_never_opened(member: Client, team) -> None:
    answer = member.get(reverse("correspondence:raw_arrival", args=[unread(team).pk]))
    assert b"".join(answer.streaming_content) == b"\xffraw"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Type"] == "application/octet-stream"
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff",
        "sandbox; default-src 'none'",
    )


def test_trying_again_gives_three_new_tries(member: Client, team) -> None:
    arrival = unread(team, attempts=3, last_error="no")
    address = reverse("correspondence:try_again", args=[arrival.pk])
    assert told(member.post(address, follow=True)) == [
        "It is being read again. If that fails, it comes back here."
    ]
    arrival.refresh_from_db()
    assert (arrival.state, arrival.attempts, arrival.last_error) == ("stored", 0, "")
    assert told(member.post(address, follow=True)) == ["It waits here no longer."]


def test_mail_of_no_team_is_for_site_admins_alone(member: Client) -> None:
    arrival = unread(None)
    admin = browser_of(site_admin())
    assert f"mail {arrival.pk} as it came" in page(admin, "correspondence:quarantine")
    assert f"mail {arrival.pk} as it came" not in page(member, "correspondence:quarantine")
    raw = reverse("correspondence:raw_arrival", args=[arrival.pk])
    assert (member.get(raw).status_code, admin.get(raw).status_code) == (404, 200)
    assert member.post(reverse("correspondence:try_again", args=[arrival.pk])).status_code == 404
