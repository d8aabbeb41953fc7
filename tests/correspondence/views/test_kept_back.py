"""What becomes of a file that the virus scanner keeps back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence.models import Document
from correspondence.services.documents import note_new
from correspondence.services.files import attach_files
from correspondence.services.sharing import issue_share_link
from tests.accounts.factories import MembershipFactory, lead, researcher, site_admin
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request
from tests.web import browser_of, told

pytestmark = pytest.mark.django_db
SAID = "The virus scanner said: Eicar FOUND"


@pytest.fixture
def kept():
    letter = make_letter(make_request())
    return letter.attachments.create(
        filename="bad.doc", file=ContentFile(b"EICAR", "x"), size=5, sha256="ab" * 32, kept_back=SAID
    )


def decide(browser, kept, do: str, because: str = "Looked through apart"):
    return browser.post(f"/files/{kept.pk}/kept-back/", {"do": do, "because": because}, follow=True)


def test_a_researcher_sees_why_and_cannot_decide(kept) -> None:
    browser = browser_of(researcher(kept.message.request.team))
    thread = browser.get(kept.message.request.get_absolute_url()).content.decode()
    assert f"Kept back. {SAID}" in thread
    assert f'href="/files/{kept.pk}/"' not in thread
    about = browser.get(f"/files/{kept.pk}/about/").content.decode()
    assert SAID in about
    assert "A lead of the team can release it" in about
    assert decide(browser, kept, "release").status_code == 403
    assert browser.get(f"/files/{kept.pk}/").status_code == 404


def test_a_lead_releases_it_and_its_words_are_read_from_then_on(kept) -> None:
    assert (note_new(), Document.objects.count()) == (0, 0)
    user = lead(kept.message.request.team, name="Lea Lead")
    browser = browser_of(user)
    assert told(decide(browser, kept, "release")) == ["Released: it can be opened from now on."]
    assert browser.get(f"/files/{kept.pk}/").status_code == 200
    assert "Lea Lead released it" in browser.get(f"/files/{kept.pk}/about/").content.decode()
    assert note_new() == 1
    entry = AuditEntry.objects.get(action="attachment.released")
    assert (entry.actor, entry.details) == (user, {"because": "Looked through apart", "said": SAID})


def test_a_site_admin_of_the_team_may_decide_too(kept) -> None:
    admin = site_admin()
    assert decide(browser_of(admin), kept, "release").status_code == 404
    MembershipFactory(team=kept.message.request.team, user=admin)
    assert decide(browser_of(admin), kept, "release").status_code == 200
    kept.refresh_from_db()
    assert kept.kept_back == ""


def test_what_is_deleted_is_gone_and_can_be_asked_for_again(kept, django_capture_on_commit_callbacks) -> None:
    browser, storage, key = browser_of(lead(kept.message.request.team)), kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        shown = decide(browser, kept, "delete", "It is a virus").content.decode()
    assert not storage.exists(key)
    assert "deleted for good: It is a virus" in shown
    assert "0 of 1 attachment received" in shown
    assert AuditEntry.objects.get(action="attachment.deleted").details["sha256"] == "ab" * 32
    attach_files(message=kept.message, files=[upload("bad.doc")], by=None)
    kept.refresh_from_db()
    assert (kept.is_held, kept.scanner_said, kept.decided_by) == (True, "", None)


@pytest.mark.parametrize("data", [{}, {"do": "release"}, {"because": "x"}, {"do": "burn", "because": "x"}])
def test_a_decision_without_a_reason_or_of_another_kind_is_refused(kept, data: dict[str, str]) -> None:
    browser = browser_of(lead(kept.message.request.team))
    response = browser.post(f"/files/{kept.pk}/kept-back/", data)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    kept.refresh_from_db()
    assert kept.kept_back == SAID


def test_a_file_that_is_not_kept_back_has_no_such_page(kept) -> None:
    browser = browser_of(lead(kept.message.request.team))
    decide(browser, kept, "release")
    assert browser.get(f"/files/{kept.pk}/kept-back/").status_code == 404


def test_nobody_opens_it_by_a_private_link(kept, client) -> None:
    secret = issue_share_link(
        request=kept.message.request,
        expires_at=timezone.now() + timedelta(days=1),
        hides_names=False,
        for_whom="",
        by=researcher(kept.message.request.team),
    )
    assert f"/files/{kept.pk}/" not in client.get(f"/shared/{secret}/").content.decode()
    assert client.get(f"/shared/{secret}/files/{kept.pk}/").status_code == 404
