"""The time limits that follow from the events, kept for querying."""

from django.db import models
from django.utils import timezone

from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class DeadlineQuerySet(OfRequestQuerySet):
    pass


class Deadline(models.Model):
    """A time limit: computed from the events and written by `requests_app.services.life` alone.

    The explanation and the day-by-day reasons are not stored: `requests_app.deadlines` gives them again from the
    same events.
    """

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=30)
    due_on = models.DateField()
    met_on = models.DateField(null=True)
    section = models.CharField("rests on", max_length=120)
    owed_by = models.CharField(max_length=20, choices=[("authority", "The authority"), ("requester", "Us")])
    changed_at = models.DateTimeField(default=timezone.now, help_text="When anything about it last changed.")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "kind"], name="deadline_once_per_kind")]
        indexes = [
            models.Index(fields=["due_on"], name="deadline_due"),
            models.Index(
                fields=["request"],
                include=["due_on", "met_on"],
                condition=models.Q(kind="review_outcome"),
                name="deadline_review_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.due_on:%-d %B %Y}"
