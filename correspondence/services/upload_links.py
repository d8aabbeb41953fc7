"""Giving out, taking back and recognising the address at which an authority leaves files."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.models import UploadLink
from requests_app.models import InformationRequest

SECRET_BYTES = 32


@transaction.atomic
def issue_link(*, request: InformationRequest, days: int, by: User, at: datetime) -> str:
    """Make an address that works for so many days: its secret, which nobody can be shown again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = UploadLink.objects.create(
        request=request, digest=_digest(secret), made_by=by, expires_at=at + timedelta(days=days)
    )
    record(actor=by, action="upload_link.issued", subject=link, request=request.pk, days=days)
    return secret


@transaction.atomic
def revoke_link(*, link: UploadLink, by: User, at: datetime) -> None:
    """Make the address void from now on; what was left there is kept. Doing so twice changes nothing."""
    if UploadLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        record(actor=by, action="upload_link.revoked", subject=link, request=link.request_id)


def link_of(secret: str, *, at: datetime) -> UploadLink | None:
    """The link with this secret; None where it is unknown, too old or revoked, which nobody is told apart."""
    found = UploadLink.objects.open(at=at).filter(digest=_digest(secret))
    return found.select_related("request__authority", "request__team").first()


def _digest(secret: str) -> str:
    """The secret has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
