"""The words that show what came back for a question."""

from __future__ import annotations

from django.db import models

from correspondence.models.attachment import Attachment
from correspondence.models.message import Message
from requests_app.models import Answer
from requests_app.querysets import OfRequestQuerySet


class EvidenceQuerySet(OfRequestQuerySet):
    request_path = "answer__question__request"


class Evidence(models.Model):
    """Words of a letter, or of a page of a file, as they stood when they were quoted.

    `start` and `end` are places in the letter's `body_text`, or in the text of the file's page.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="evidence")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.CASCADE, related_name="evidence")
    page = models.PositiveIntegerField(null=True, help_text="The page of the file, from 1.")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    text = models.TextField("the words")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attachment=None, page=None) | models.Q(attachment__isnull=False),
                name="evidence_page_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
