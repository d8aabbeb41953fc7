"""Letters that we send: a row before they are a mail."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from correspondence.models.message import Message
from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class OutgoingLetterQuerySet(OfRequestQuerySet):
    request_path = "request"

    def to_check(self) -> OutgoingLetterQuerySet:
        """Those nobody knows to have been delivered: a person says which."""
        return self.filter(state="uncertain")


class OutgoingLetter(models.Model):
    """A letter of ours from the draft to the receipt. It is never sent twice by a program.

    `message_id` is fixed when the row is made and never changes. `sending` is committed before the mail server is
    spoken to: a row found in it later was left by a worker that died, is *uncertain*, and only a person sends it again.
    Written by `correspondence.services.outbox` and `correspondence.services.composing` alone.
    """

    class Kind(models.TextChoices):
        REQUEST = "request", "Request"
        CLARIFICATION = "clarification", "Clarification"
        CHASER = "chaser", "Reminder that an answer is overdue"
        REVIEW = "review", "Request for an internal review"
        COMPLAINT = "complaint", "Complaint to the regulator"
        THANKS = "thanks", "Thanks"
        REPLY = "reply", "Reply"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        UNCERTAIN = "uncertain", "Check delivery"
        FAILED = "failed", "Not delivered"
        CALLED_BACK = "called_back", "Called back"

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="outgoing")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    to_email = models.EmailField("to", max_length=254)
    subject = models.CharField(max_length=500)
    body = models.TextField("letter")
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    answers = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The letter it replies to."
    )
    letter = models.OneToOneField(
        Message,
        null=True,
        on_delete=models.SET_NULL,
        related_name="outgoing",
        help_text="The letter in the thread, once it has been sent.",
    )

    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField(null=True, help_text="Until then it can be called back.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True, help_text="What the mail server said.")
    bounced_at = models.DateTimeField(null=True)
    bounce_reason = models.CharField(max_length=500, blank=True)
    bounce_is_permanent = models.BooleanField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, help_text="When somebody said what became of it.")

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["send_after", "id"], condition=models.Q(state="waiting"), name="outgoing_waiting"
            ),
            models.Index(fields=["request", "state"], name="outgoing_request_state"),
        ]

    def __str__(self) -> str:
        return self.subject


def outgoing_key(_owner: models.Model, _name: str) -> str:
    return f"outgoing/{secrets.token_hex(16)}"


class OutgoingFile(models.Model):
    """A file that goes with a letter of ours."""

    outgoing = models.ForeignKey(OutgoingLetter, on_delete=models.CASCADE, related_name="files")
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=outgoing_key)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.filename
