"""On what terms a document may be used again, as somebody found out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.models import Attachment


@transaction.atomic
def note_terms(*, attachment: Attachment, terms: str, note: str, by: User, at: datetime) -> Attachment:
    """Write down the terms of re-use of a document (blank: not known), who says so and when."""
    locked = Attachment.objects.select_for_update().get(pk=attachment.pk)
    before = locked.reuse_terms
    locked.reuse_terms, locked.reuse_note = terms, note.strip()[:500]
    locked.reuse_said_by, locked.reuse_said_at = by, at
    locked.save(update_fields=["reuse_terms", "reuse_note", "reuse_said_by", "reuse_said_at"])
    record(actor=by, action="document.terms_noted", subject=locked, before=before, after=terms)
    return locked
