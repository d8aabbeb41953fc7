"""What the words of a letter seem to say."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from correspondence.models.message import Message
from requests_app.deadlines import EventKind
from requests_app.outcomes import ANSWER_LABELS, SHADES
from requests_app.querysets import OfRequestQuerySet

_CERTAINTIES = ((90, "almost certain"), (70, "likely"), (0, "not certain"))


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
        EXTENSION = EventKind.EXTENSION.value, "Extension"
        CLARIFICATION_ASKED = EventKind.CLARIFICATION_ASKED.value, "Clarification asked for"
        FEES_NOTICE = EventKind.FEES_NOTICE.value, "Fees notice"
        REVIEW_DECIDED = EventKind.REVIEW_DECIDED.value, "Outcome of the internal review"
        REFERENCE = "reference", "Reference number"
        ANSWER = "answer", "Answer to a question"
        EXEMPTION = "exemption", "Exemption"
        ATTACHMENT = "attachment", "Attachment mentioned"

    class Answer(models.TextChoices):
        TAKEN = "taken", "Recorded"
        CORRECTED = "corrected", "Corrected"
        DISMISSED = "dismissed", "Not so"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField(null=True, help_text="The date the words give, where they give one.")
    until = models.DateField(null=True, help_text="For an extension: the day that the letter names.")
    value = models.CharField(
        max_length=80, blank=True, help_text="The reference number, section, file or label, as written."
    )
    label = models.CharField(
        max_length=200,
        blank=True,
        help_text="The question in the letter's words; of an event the sort of letter.",
    )
    outcome = models.CharField("what came back", max_length=20, blank=True, choices=ANSWER_LABELS.items())
    sections = models.CharField(max_length=300, blank=True, help_text='As "FOIA s43(2), FOIA s40(2)".')
    certainty = models.PositiveSmallIntegerField(null=True, help_text="Per cent.")
    evidence = models.CharField(max_length=300, help_text="The words it was found in.")
    start = models.PositiveIntegerField(null=True, help_text="Where they stand in the letter's text.")
    end = models.PositiveIntegerField(null=True)
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

    @property
    def shade(self) -> str:
        """The kind of the tag of an answer."""
        return SHADES.get(self.outcome, "neutral")

    @property
    def certainty_words(self) -> str:
        """How far to trust it; "" where nobody can say."""
        if self.certainty is None:
            return ""
        return next(words for least, words in _CERTAINTIES if self.certainty >= least)
