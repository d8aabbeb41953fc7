"""What people say about attachments that are only mentioned, and what the audit keeps of it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from accounts.audit_models import AuditEntry
from correspondence.errors import FilledMeanwhile, NotThisFile
from correspondence.models import Attachment, Message
from correspondence.services.placing import clear_place, drop_place, fill_place
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def held(letter: Message, name: str = "x.pdf") -> Attachment:
    return letter.attachments.create(filename=name, file=ContentFile(b"x", "x"), size=1)


def test_the_audit_says_who_found_which_file_and_who_took_it_back() -> None:
    request = make_request()
    letter, user = make_letter(request), researcher(request.team)
    place, file = letter.attachments.create(filename="a.pdf"), held(make_letter(request))
    fill_place(place=place, file=file, by=user)
    clear_place(place=place, by=user)
    drop_place(place=place, by=user)
    entries = AuditEntry.objects.filter(action__startswith="attachment.").order_by("pk")
    assert [(each.action, each.actor, each.subject_text) for each in entries] == [
        ("attachment.found", user, "a.pdf"),
        ("attachment.not_found", user, "a.pdf"),
        ("attachment.never_was", user, "a.pdf"),
    ]
    assert entries[0].details["file"] == "x.pdf"
    assert not Attachment.objects.filter(pk=place.pk).exists()


def test_a_place_that_has_a_file_meanwhile_is_left_alone() -> None:
    request = make_request()
    letter, user = make_letter(request), researcher(request.team)
    place, file = held(letter), held(make_letter(request))
    for deed in (
        lambda: fill_place(place=place, file=file, by=user),
        lambda: clear_place(place=place, by=user),
        lambda: drop_place(place=place, by=user),
    ):
        with pytest.raises(FilledMeanwhile):
            deed()
    assert AuditEntry.objects.filter(action__startswith="attachment.").count() == 0


def test_a_file_of_another_request_or_one_only_mentioned_fills_nothing() -> None:
    request = make_request()
    letter, user = make_letter(request), researcher(request.team)
    place = letter.attachments.create(filename="a.pdf")
    elsewhere = held(make_letter(make_request(team=request.team)))
    for file in (elsewhere, letter.attachments.create(filename="b.pdf")):
        with pytest.raises(NotThisFile):
            fill_place(place=place, file=file, by=user)
    place.refresh_from_db()
    assert place.filled_by is None
