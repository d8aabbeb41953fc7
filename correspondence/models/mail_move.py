"""Where letters and mails were put by people, so that it can be taken back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from correspondence.models.arrival import Arrival
from correspondence.models.message import Message
from requests_app.models import InformationRequest


class MailMoveQuerySet(TeamOwnedQuerySet):
    def standing(self) -> MailMoveQuerySet:
        """Those that nobody has taken back."""
        return self.filter(undone_at=None)


class MailMove(models.Model):
    """One letter or mail put somewhere else by a person. What was done at once shares a `batch`, and is undone at once.

    `was`: what undoing needs besides: the reason an arrival waited, a letter's answered suggestions. Written by
    `correspondence.services.inbox`, `moving` and `undoing` alone.
    """

    class Kind(models.TextChoices):
        FILED = "filed", "Filed"
        NOT_OURS = "not_ours", "Marked as not ours"
        MOVED = "moved", "Moved"
        UNFILED = "unfiled", "Put back into the unfiled inbox"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    arrival = models.ForeignKey(Arrival, null=True, on_delete=models.CASCADE, related_name="moves")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="moves")
    from_request = models.ForeignKey(
        InformationRequest, null=True, on_delete=models.CASCADE, related_name="+"
    )
    to_request = models.ForeignKey(InformationRequest, null=True, on_delete=models.CASCADE, related_name="+")
    made_request = models.BooleanField(default=False, help_text="The request was logged for it.")
    was = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MailMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.letter or self.arrival}"
