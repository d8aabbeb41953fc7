"""What happened, and when: the only truth the clock knows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from requests_app.deadlines import EventKind
from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class EventQuerySet(OfRequestQuerySet):
    def standing(self) -> EventQuerySet:
        """Those that have not been withdrawn or corrected."""
        return self.filter(withdrawn_at=None)


class Event(models.Model):
    """A dated fact of the law. Append-only: a wrong one is withdrawn (with who and when), never changed."""

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.label) for kind in EventKind])
    on = models.DateField("date")
    until = models.DateField(
        "until", null=True, blank=True, help_text="For an extension: the day that the notice itself names."
    )
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "on"],
                condition=models.Q(withdrawn_at=None),
                name="event_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on:%-d %B %Y}"
