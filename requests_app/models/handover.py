"""Requests given to somebody, many at once, and who had them before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from requests_app.models.request import InformationRequest

UNDO_WITHIN = timedelta(minutes=1)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def undoable(self, *, at: datetime) -> Self:
        return self.filter(undone_at=None, at__gt=at - UNDO_WITHIN)


class Handover(models.Model):
    """One assignment. Whoever made it may take it back for a minute: see `requests_app.services.assigning`."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handovers")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0, help_text="How many requests changed hands.")
    undone_at = models.DateTimeField(null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "-at"], name="handover_by_newest")]

    def __str__(self) -> str:
        return f"{self.number} requests to {self.to or 'nobody'}"


class HandedOver(models.Model):
    """A request in a handover, and who had it before."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="rows")
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="+")
    was = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "request"], name="handed_over_once")]

    def __str__(self) -> str:
        return f"{self.request_id} was {self.was_id}'s"
