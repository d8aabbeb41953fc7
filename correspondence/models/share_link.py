"""Secret addresses at which one request can be read without an account."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class ShareLinkQuerySet(OfRequestQuerySet):
    request_path = "request"

    def open(self, *, at: datetime) -> ShareLinkQuerySet:
        """Those that lead somewhere at that moment: neither withdrawn nor run out, their request not discarded."""
        return self.filter(revoked_at=None, expires_at__gt=at, request__discarded_at=None)


class ShareLink(models.Model):
    """An address that was given out. Only the digest of its secret is kept: it cannot be shown a second time.

    Written by `correspondence.services.sharing` alone.
    """

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="share_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    for_whom = models.CharField("who it is for", max_length=200, blank=True)
    hides_names = models.BooleanField(default=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"link to {self.request_id}"

    @property
    def last_day(self) -> date:
        """The last day on which it works, here: one that ends at midnight does not work on the day that begins then."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))
