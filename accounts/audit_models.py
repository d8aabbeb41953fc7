"""The row of the audit: who did what to what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Something somebody did. Append-only: a trigger of the database refuses to change or delete a row.

    The actor and the subject are named as they were called that day, and no foreign key is enforced: an account or a
    request may be deleted and its entries stay as they are. Written by `accounts.audit.record` alone.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_text = models.CharField("who", max_length=254, blank=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    subject_text = models.CharField("what", max_length=254, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["action", "-at"], name="audit_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject_text}"
