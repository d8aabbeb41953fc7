"""How the letters of a campaign go out."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from accounts.querysets import TeamOwnedQuerySet
from requests_app.models import Campaign


class CampaignSendingQuerySet(TeamOwnedQuerySet):
    team_path = "campaign__team"


class CampaignSending(models.Model):
    """One for each campaign: how fast, on which days, and when the next letter's turn is.

    How far it has come is not stored: the requests and letters themselves tell. Written by
    `correspondence.services.campaigns` alone.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Sending"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="sending")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    per_hour = models.PositiveSmallIntegerField("letters an hour")
    working_days_only = models.BooleanField("on working days alone", default=True)
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(help_text="When the next letter's turn is.")

    objects = CampaignSendingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="running"), name="campaign_running")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_state_display()}"
