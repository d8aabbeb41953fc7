"""Giving out, taking back and recognising the secret address of a person's calendar."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app.errors import IssuedMeanwhile
from requests_app.models import CalendarFeed

SECRET_BYTES = 32


@transaction.atomic
def issue_feed(*, user: User, replaces: CalendarFeed | None) -> str:
    """Give the person a new address, in place of the one they have: its secret, which nobody can be shown again.

    Raises `IssuedMeanwhile` where the address they have is not the one they mean to replace, so that sending a form
    twice does not make the first address void. Effects: one `CalendarFeed`, the earlier revoked, an audit entry.
    """
    User.objects.select_for_update().get(pk=user.pk)
    current = live_feed(user)
    if current != replaces:
        raise IssuedMeanwhile("An address has been made already. Make another one if you did not copy it.")
    if current:
        _revoke(current)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(user=user, digest=_digest(secret))
    record(actor=user, action="calendar.issued", subject=feed)
    return secret


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed) -> None:
    """Make the address void, from the next time it is asked for. Doing so twice changes nothing."""
    if feed.revoked_at is None:
        _revoke(feed)
        record(actor=feed.user, action="calendar.revoked", subject=feed)


def live_feed(user: User) -> CalendarFeed | None:
    """The address the person has, if there is one."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).first()


def owner_of(secret: str) -> User | None:
    """Whose calendar has this secret; None where it is unknown or revoked, or its owner's account is disabled."""
    feeds = CalendarFeed.objects.filter(digest=_digest(secret), revoked_at=None, user__is_active=True)
    feed = feeds.select_related("user").first()
    return feed.user if feed else None


def _revoke(feed: CalendarFeed) -> None:
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])


def _digest(secret: str) -> str:
    """The secret has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
