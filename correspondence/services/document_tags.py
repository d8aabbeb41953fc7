"""Putting a team's words on the files it received, and taking them off."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.models import Team, User
from correspondence.models import DocumentTag, DocumentTagging
from correspondence.models.attachment import AttachmentQuerySet

BATCH = 5000


@transaction.atomic
def tag_documents(*, team: Team, files: AttachmentQuerySet, name: str, by: User) -> int:
    """Put the team's tag on these files of its requests: how many did not have it before.

    A tag is the same however it is capitalised; a new one is made where there is none.
    """
    name, keys = " ".join(name.split()), _keys(team, files)
    if not keys:
        return 0
    DocumentTag.objects.bulk_create([DocumentTag(team=team, name=name)], ignore_conflicts=True)
    tag = DocumentTag.objects.get(team=team, name__iexact=name)
    there = set(tag.taggings.values_list("attachment_id", flat=True))
    new = [DocumentTagging(tag=tag, attachment_id=pk) for pk in keys if pk not in there]
    DocumentTagging.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    record(actor=by, action="documents.tagged", subject=None, tag=name, number=len(new))
    return len(new)


@transaction.atomic
def untag_documents(*, team: Team, files: AttachmentQuerySet, name: str, by: User) -> int:
    """Take the team's tag off these files: how many had it. A tag that is on nothing any more is forgotten."""
    name = " ".join(name.split())
    tags = DocumentTag.objects.filter(team=team, name__iexact=name)
    gone, _ = DocumentTagging.objects.filter(tag__in=tags, attachment__in=_keys(team, files)).delete()
    tags.filter(taggings=None).delete()
    record(actor=by, action="documents.untagged", subject=None, tag=name, number=gone)
    return gone


def _keys(team: Team, files: AttachmentQuerySet) -> list[int]:
    return list(files.filter(message__request__team=team).order_by("pk").values_list("pk", flat=True))
