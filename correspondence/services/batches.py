"""Letters that are sent off, and called back, together: no more queries for a hundred than for one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.audit import record_many
from accounts.models import User
from correspondence.errors import NotADraft
from correspondence.models import OutgoingLetter
from correspondence.models.outgoing import OutgoingLetterQuerySet
from correspondence.services.outbox import NOT_SENT, check_ready, waiting
from correspondence.services.outbox_mail import check_headers
from requests_app.errors import EditedMeanwhile

State = OutgoingLetter.State


@transaction.atomic
def queue_many(*, letters: Sequence[OutgoingLetter], by: User, at: datetime) -> uuid.UUID:
    """Send drafts off together, one mail for each; all of them or, where one raises, none. Gives their batch.

    Raises `BadLetter` where one cannot go out as it stands, `NotADraft`, `EditedMeanwhile` where one was thrown away.
    """
    batch = uuid.uuid4()
    ids = {letter.pk for letter in letters}
    held = _held(OutgoingLetter.objects.filter(pk__in=ids))
    if len(held) < len(ids):
        raise EditedMeanwhile("Somebody threw one of these drafts away.")
    for letter in held:
        if letter.state != State.DRAFT:
            raise NotADraft(letter)
        letter.written_by = by
        check_ready(letter)
        check_headers(letter)
    OutgoingLetter.objects.filter(pk__in=ids).update(**waiting(by=by, at=at, batch=batch))
    about = [(letter.request, {"kind": letter.kind, "to": letter.to_email}) for letter in held]
    record_many(actor=by, action="mail.queued", about=about)
    return batch


@transaction.atomic
def call_back_batch(*, batch: uuid.UUID, by: User) -> list[OutgoingLetter]:
    """Call back what still waits of the letters that were sent off together: these, drafts again."""
    seen = OutgoingLetter.objects.visible_to(by).filter(batch=batch, state=State.WAITING)
    held = _held(OutgoingLetter.objects.filter(pk__in=seen.values("pk"), state=State.WAITING))
    for key in filter(None, (letter.raw.name for letter in held)):
        transaction.on_commit(lambda key=key: default_storage.delete(key))  # type: ignore[misc]
    OutgoingLetter.objects.filter(pk__in=[letter.pk for letter in held]).update(**NOT_SENT)
    about = [(letter.request, {"kind": letter.kind}) for letter in held]
    record_many(actor=by, action="mail.called_back", about=about)
    return held


def _held(letters: OutgoingLetterQuerySet) -> list[OutgoingLetter]:
    """Locked in the order of their ids until the transaction ends, with what their headers need."""
    related = letters.select_related("request__authority", "request__team")
    return list(related.select_for_update(of=("self",)).order_by("pk"))
