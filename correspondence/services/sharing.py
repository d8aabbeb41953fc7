"""Giving out, taking back and recognising secret addresses of one request."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.models import ShareLink
from requests_app.models import InformationRequest

SECRET_BYTES = 32


@transaction.atomic
def issue_share_link(
    *, request: InformationRequest, expires_at: datetime, hides_names: bool, for_whom: str, by: User
) -> str:
    """Make an address at which the request can be read until then: its secret, which cannot be shown again.

    Effects: one `ShareLink`, an audit entry (without the secret).
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = ShareLink.objects.create(
        request=request,
        digest=_digest(secret),
        for_whom=for_whom.strip()[:200],
        hides_names=hides_names,
        issued_by=by,
        expires_at=expires_at,
    )
    record(
        actor=by,
        action="request.shared",
        subject=link,
        request=request.pk,
        until=expires_at.isoformat(),
        hides_names=hides_names,
    )
    return secret


@transaction.atomic
def revoke_share_link(*, link: ShareLink, by: User) -> None:
    """Make the address void, from the next time it is asked for. Doing so twice changes nothing."""
    locked = ShareLink.objects.select_for_update().get(pk=link.pk)
    if locked.revoked_at:
        return
    locked.revoked_at, locked.revoked_by = timezone.now(), by
    locked.save(update_fields=["revoked_at", "revoked_by"])
    record(actor=by, action="request.unshared", subject=locked, request=locked.request_id)


def opened_by(secret: str, *, at: datetime) -> ShareLink | None:
    """The link that this secret opens; None where it is unknown, withdrawn or has run out."""
    found = ShareLink.objects.open(at=at).filter(digest=_digest(secret))
    return found.select_related("request__authority").first()


def _digest(secret: str) -> str:
    """The secret has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
