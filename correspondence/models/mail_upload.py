"""A mailbox, or part of one, that somebody brings in as a file."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from correspondence.file_names import shown


class MailUploadQuerySet(TeamOwnedQuerySet):
    def unfinished(self) -> MailUploadQuerySet:
        """Those whose mails have not all been taken in yet."""
        return self.filter(finished_at=None)


def upload_key(_owner: models.Model, _name: str) -> str:
    """A random key: nothing of the uploader's choosing becomes part of a path."""
    return f"uploads/{secrets.token_hex(16)}"


class MailUpload(models.Model):
    """An .eml, .msg, .mbox or ZIP file; each mail in it becomes an `Arrival`.

    `taken` mails have been stored so far, in the order they stand in; a worker that takes over goes on behind them.
    Written by `correspondence.services.uploads` alone. The file is let go once all of its mails are stored.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="mail_uploads")
    filename = models.CharField(
        max_length=500, help_text="As the uploader's machine called it: never a path."
    )
    file = models.FileField(upload_to=upload_key, blank=True)
    size = models.PositiveBigIntegerField("size in bytes")
    taken = models.PositiveIntegerField(default=0)
    done_bytes = models.PositiveBigIntegerField(default=0, help_text="How far into the file it has come.")
    total_bytes = models.PositiveBigIntegerField(default=0, help_text="Of what is unpacked.")
    skipped = models.JSONField(default=list, help_text="What was no mail: pairs of name and reason.")
    skipped_count = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Begun without getting any further.")
    last_error = models.CharField(max_length=500, blank=True, help_text="Why it could not be taken in.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = MailUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=models.Q(finished_at=None), name="mail_upload_unfinished"
            )
        ]

    def __str__(self) -> str:
        return shown(self.filename) or "Upload"

    def get_absolute_url(self) -> str:
        return reverse("correspondence:mail_upload", args=[self.pk])
