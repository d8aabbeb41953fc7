"""A person says which file is the one that a letter only mentions, or that it is none of them."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.errors import FilledMeanwhile, NotThisFile
from correspondence.models import Attachment


@transaction.atomic
def fill_place(*, place: Attachment, file: Attachment, by: User) -> Attachment:
    """Say that `file`, which came with another letter of the request, is the attachment only mentioned.

    Raises `FilledMeanwhile` where a file was attached there meanwhile, `NotThisFile` where there is no such file in the
    request.
    """
    locked = _held_open(place)
    mine = Attachment.objects.filter(pk=file.pk, message__request=locked.message.request_id).exclude(file="")
    if not mine.filter(message__removed_at=None).exists():
        raise NotThisFile
    locked.filled_by, locked.stands_alone = file, False
    locked.save(update_fields=["filled_by", "stands_alone"])
    record(
        actor=by,
        action="attachment.found",
        subject=locked,
        request=locked.message.request_id,
        file=str(file),
        file_id=file.pk,
    )
    return locked


@transaction.atomic
def clear_place(*, place: Attachment, by: User) -> Attachment:
    """Take back what a person said of the attachment only mentioned; where its name alone told, that it told wrongly.

    Raises `FilledMeanwhile`.
    """
    locked = _held_open(place)
    locked.stands_alone = locked.filled_by_id is None
    locked.filled_by = None
    locked.save(update_fields=["filled_by", "stands_alone"])
    record(actor=by, action="attachment.not_found", subject=locked, request=locked.message.request_id)
    return locked


@transaction.atomic
def drop_place(*, place: Attachment, by: User) -> None:
    """Say that the letter has no such attachment, and that its words were read wrongly. Raises `FilledMeanwhile`."""
    locked = _held_open(place)
    record(actor=by, action="attachment.never_was", subject=locked, request=locked.message.request_id)
    locked.delete()


def _held_open(place: Attachment) -> Attachment:
    """The row, locked, as long as it has no file of its own."""
    rows = Attachment.objects.select_for_update(of=("self",)).select_related("message")
    locked = rows.filter(pk=place.pk, file="").first()
    if locked is None:
        raise FilledMeanwhile
    return locked
