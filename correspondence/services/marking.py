"""Remembering how far a person has read a thread."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from correspondence.models import LastRead
from requests_app.models import InformationRequest


@transaction.atomic
def mark_read(*, user: User, request: InformationRequest, up_to: int, at: datetime) -> LastRead:
    """Note that the person has seen every letter up to that one; a mark never goes back, and no further than there are.

    A letter that came while the page was open has a greater number than the page knew, and stays new.
    """
    newest = request.messages.order_by("-pk").values_list("pk", flat=True).first() or 0
    seen = min(up_to, newest)
    request.messages.filter(pk__lte=seen, read_at=None).update(read_at=at)
    mark, is_new = LastRead.objects.select_for_update().get_or_create(
        user=user, request=request, defaults={"up_to": seen, "marked_at": at}
    )
    if not is_new and seen >= mark.up_to:
        mark.up_to, mark.marked_at = seen, at
        mark.save(update_fields=["up_to", "marked_at"])
    return mark
