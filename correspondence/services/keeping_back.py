"""What becomes of a file that the virus scanner keeps back: a person releases it, or deletes it for good."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.errors import NotKeptBack
from correspondence.models import Attachment


@transaction.atomic
def release_file(*, attachment: Attachment, because: str, by: User, at: datetime) -> Attachment:
    """Let people open it, on the word of `by`; its words are read from then on. Raises `NotKeptBack`.

    What the scanner said is kept beside who decided and why.
    """
    locked = _decided(attachment, because, by, at)
    locked.save()
    record(actor=by, action="attachment.released", subject=locked, because=because, said=locked.scanner_said)
    return locked


@transaction.atomic
def delete_file(*, attachment: Attachment, because: str, by: User, at: datetime) -> Attachment:
    """Delete its bytes; its row stays as an attachment that is mentioned, so that another copy can be asked for.

    They go once the transaction has been committed. Raises `NotKeptBack`.
    """
    locked = _decided(attachment, because, by, at)
    key = locked.file.name or ""
    locked.file = ""
    locked.save()
    record(
        actor=by,
        action="attachment.deleted",
        subject=locked,
        because=because,
        said=locked.scanner_said,
        sha256=locked.sha256,
    )
    transaction.on_commit(lambda: default_storage.delete(key))
    return locked


def _decided(attachment: Attachment, because: str, by: User, at: datetime) -> Attachment:
    """The row, locked, with the decision on it; it is not saved yet."""
    rows = Attachment.objects.select_for_update(of=("self",)).exclude(file="").exclude(kept_back="")
    locked = rows.filter(pk=attachment.pk).first()
    if locked is None:
        raise NotKeptBack
    locked.scanner_said, locked.kept_back = locked.kept_back, ""
    locked.decided_by, locked.decided_at, locked.decided_because = by, at, because.strip()[:300]
    return locked
