"""Taking out what was logged by mistake, and putting it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app.errors import AlreadyHere
from requests_app.models import InformationRequest
from requests_app.services.life import derive


@transaction.atomic
def discard_request(*, request: InformationRequest, by: User, because: str) -> None:
    """Take a request out of every list, count and reminder. Nothing of it is lost; an entry of the audit says who."""
    kept = InformationRequest.objects.select_for_update().get(pk=request.pk)
    kept.discarded_at, kept.discarded_by, kept.discarded_because = timezone.now(), by, because
    kept.save(update_fields=["discarded_at", "discarded_by", "discarded_because"])
    record(actor=by, action="request.discarded", subject=kept, because=because)


@transaction.atomic
def restore_request(*, request: InformationRequest, by: User) -> None:
    """Put it back as it was, with its dates derived again.

    Raises `AlreadyHere` where the same thread has been brought in again meanwhile.
    """
    out = InformationRequest.everything.select_for_update().get(pk=request.pk)
    out.discarded_at, out.discarded_by, out.discarded_because = None, None, ""
    try:
        with transaction.atomic():
            out.save(update_fields=["discarded_at", "discarded_by", "discarded_because"])
    except IntegrityError as error:
        raise AlreadyHere(
            "The same thread has been brought in again meanwhile: that request is the one to use."
        ) from error
    derive(out)
    record(actor=by, action="request.restored", subject=out)
