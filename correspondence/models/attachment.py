"""What was attached to a letter."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from correspondence.file_names import shown
from correspondence.models.message import Message
from requests_app.querysets import OfRequestQuerySet


class AttachmentQuerySet(OfRequestQuerySet):
    request_path = "message__request"


def file_key(_owner: models.Model, _name: str) -> str:
    return f"attachments/{secrets.token_hex(16)}"


class Attachment(models.Model):
    """A file that came with a letter, or that the letter's text says came with it ("mentioned, not held").

    Which file of another letter is the one mentioned, `correspondence.places` tells; `filled_by` and `stands_alone` are
    what people said about it, written by `correspondence.services.placing` alone.
    """

    class Terms(models.TextChoices):
        OGL = "ogl", "Open Government Licence"
        THIRD_PARTY = "third_party", "Third-party copyright"
        OTHER = "other", "Other terms"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    filename = models.CharField(
        max_length=500, blank=True, help_text="As the sender wrote it: never used as a path."
    )
    content_type = models.CharField("type it claims", max_length=255, blank=True)
    sniffed_type = models.CharField("type its bytes show", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=file_key, blank=True)
    is_inline = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    filled_by = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="fills",
        help_text="Of one only mentioned: the file that it is, as a person says.",
    )
    stands_alone = models.BooleanField(
        default=False,
        help_text="Of one only mentioned: a person says that a file of its name is another one.",
    )
    kept_back = models.CharField(
        max_length=300, blank=True, help_text="Why nobody may open it: what the virus scanner said."
    )
    scanner_said = models.CharField(
        max_length=300,
        blank=True,
        help_text="What it said of a file that somebody released or deleted since.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_because = models.CharField(max_length=300, blank=True)
    reuse_terms = models.CharField("terms of re-use", max_length=12, choices=Terms.choices, blank=True)
    reuse_note = models.CharField("about the terms", max_length=500, blank=True)
    reuse_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    reuse_said_at = models.DateTimeField(null=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return shown(self.filename) or "Attachment"

    def get_absolute_url(self) -> str:
        return reverse("correspondence:attachment", args=[self.pk])

    @property
    def was_deleted(self) -> bool:
        """Whether the virus scanner kept it back and somebody deleted it for good."""
        return bool(self.scanner_said and not self.file)

    @property
    def is_held(self) -> bool:
        return bool(self.file)
