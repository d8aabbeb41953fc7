"""The page on which an authority leaves files that mail would not carry."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models

from correspondence.file_names import shown
from correspondence.models.message import Message
from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class UploadLinkQuerySet(OfRequestQuerySet):
    request_path = "request"

    def open(self, *, at: datetime) -> UploadLinkQuerySet:
        """Those that still let somebody in."""
        return self.filter(revoked_at=None, expires_at__gt=at, request__discarded_at=None)


class UploadLink(models.Model):
    """An address that was given to an authority. Only the digest of its secret is kept: it is shown once.

    Written by `correspondence.services.upload_links` alone.
    """

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="upload_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = UploadLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"upload link for {self.request}"


class Delivery(models.Model):
    """The files that are being left at a link, until they are handed over as one letter."""

    link = models.ForeignKey(UploadLink, on_delete=models.CASCADE, related_name="deliveries")
    begun_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now_add=True, help_text="When something last arrived.")
    finished_at = models.DateTimeField(null=True)
    letter = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="delivery")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"], condition=models.Q(finished_at=None), name="delivery_one_open_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


def staging_name() -> str:
    return secrets.token_hex(16)


class LeftFile(models.Model):
    """A file on its way in: its bytes are in the staging folder, of which `staged` is a random name.

    `received` is noted for people to see; how much there is, the staged file itself tells.
    """

    class State(models.TextChoices):
        COMING = "coming", "Not complete yet"
        COMPLETE = "complete", "Received"
        SUSPECT = "suspect", "Received, kept back by the virus scanner"

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=64, help_text="By which the browser knows it again after a break.")
    filename = models.CharField(max_length=500, blank=True)
    content_type = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    staged = models.CharField(max_length=32, unique=True, default=staging_name)
    state = models.CharField(max_length=8, choices=State.choices, default=State.COMING)
    sha256 = models.CharField(max_length=64, blank=True)
    scanner_said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["delivery", "key"], name="left_file_once")]

    def __str__(self) -> str:
        return shown(self.filename) or "File"
