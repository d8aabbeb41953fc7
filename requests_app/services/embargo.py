"""Until when a request is not to be published."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from requests_app.models import InformationRequest


@transaction.atomic
def set_embargo(*, request: InformationRequest, until: date | None, note: str, by: User | None) -> bool:
    """Set, move or lift the embargo. Returns whether anything changed; if so the audit has what stood there before."""
    locked = InformationRequest.objects.select_for_update().get(pk=request.pk)
    note = note.strip()[:300] if until else ""
    before = (locked.embargo_until, locked.embargo_note)
    if before == (until, note):
        return False
    locked.embargo_until, locked.embargo_note = until, note
    locked.save(update_fields=["embargo_until", "embargo_note", "updated_at"])
    request.embargo_until, request.embargo_note = until, note
    record(
        actor=by,
        action="request.embargo",
        subject=locked,
        was=before[0],
        now=until,
        note_was=before[1],
        note=note,
    )
    return True
