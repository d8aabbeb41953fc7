"""What the words of a letter seem to say."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from correspondence.models.message import Message
from requests_app.deadlines import EventKind
from requests_app.querysets import OfRequestQuerySet


class SuggestionQuerySet(OfRequestQuerySet):
    request_path = "message__request"

    def waiting(self) -> SuggestionQuerySet:
        """Those nobody has answered yet."""
        return self.filter(
            answer="", message__direction=Message.Direction.INCOMING, message__removed_at__isnull=True
        )


class Suggestion(models.Model):
    """What the words of a letter seem to say. It changes nothing until a person has confirmed it."""

    class Kind(models.TextChoices):
        RECEIVED = EventKind.RECEIVED.value, "Date of receipt"
        ACKNOWLEDGED = EventKind.ACKNOWLEDGED.value, "Acknowledgement"
        RESPONSE = EventKind.RESPONSE.value, "Response"
        REFERENCE = "reference", "Reference number"

    class Answer(models.TextChoices):
        TAKEN = "taken", "Recorded"
        DISMISSED = "dismissed", "Not so"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField(null=True, help_text="The date the words give, where they give one.")
    value = models.CharField(max_length=80, blank=True, help_text="The reference number, as written.")
    evidence = models.CharField(max_length=300, help_text="The words it was found in.")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["message__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "kind", "on", "value"],
                nulls_distinct=False,
                name="suggestion_once_per_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value or self.on or self.evidence}"
