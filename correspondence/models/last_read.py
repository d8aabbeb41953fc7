"""How far a person has read the thread of a request."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class LastReadQuerySet(OfRequestQuerySet):
    request_path = "request"


class LastRead(models.Model):
    """A mark that a person has seen every letter that was here by then.

    Written by `correspondence.services.marking` alone; looking at the page writes nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="+")
    up_to = models.PositiveBigIntegerField(help_text="Primary key of the newest letter that was shown.")
    marked_at = models.DateTimeField()

    objects = LastReadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "request"], name="last_read_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} has read {self.request_id} up to {self.up_to}"
