"""Letters that we send: a row before they are a mail."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from correspondence.file_names import shown
from correspondence.models.message import Message
from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class OutgoingLetterQuerySet(OfRequestQuerySet):
    request_path = "request"

    def drafts(self) -> OutgoingLetterQuerySet:
        return self.filter(state="draft")

    def to_check(self) -> OutgoingLetterQuerySet:
        """Those that nobody knows to have arrived, or that did not: a person says what becomes of them."""
        came_back = Q(state="sent", bounce_is_permanent=True, settled_at=None)
        return self.filter(Q(state__in=("uncertain", "failed")) | came_back)

    def due(self, *, at: datetime) -> OutgoingLetterQuerySet:
        """Those whose minute to be called back is over, and whose next attempt has come."""
        again = Q(next_attempt_at=None) | Q(next_attempt_at__lte=at)
        return self.filter(again, state="waiting", send_after__lte=at, request__discarded_at=None)

    def unfinished(self) -> OutgoingLetterQuerySet:
        """Those that are not in the thread yet: drafts, on their way, or not delivered."""
        return self.filter(letter=None).exclude(state="dropped")


def outgoing_key(_owner: models.Model, _name: str) -> str:
    """A random key: nothing of anybody's choosing becomes part of a path."""
    return f"outgoing/{secrets.token_hex(16)}"


def new_message_id() -> str:
    """ "<128 random bits@our host>": fixed when the row is made (RFC 5322 s.3.6.4)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{uuid.uuid4().hex}@{host}>"


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
        DROPPED = "dropped", "Dropped"

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="outgoing")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    to_email = models.EmailField("to", max_length=254)
    subject = models.CharField(max_length=500)
    body = models.TextField("letter")
    message_id = models.CharField(max_length=200, unique=True, editable=False, default=new_message_id)
    version = models.PositiveIntegerField(default=1, help_text="Counts the edits: a second editor is told.")
    batch = models.UUIDField(null=True, db_index=True, help_text="Of letters that were sent off together.")
    raw = models.FileField(
        upload_to=outgoing_key, blank=True, help_text="The very bytes that every attempt hands over."
    )
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
    written_to = models.CharField(
        max_length=10, blank=True, help_text="Where it went instead of a mail server: file or console."
    )
    clock_note = models.CharField(
        max_length=300, blank=True, help_text="What was recorded when it had gone, or why nothing was."
    )
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

    def get_absolute_url(self) -> str:
        return reverse("correspondence:outgoing", args=[self.pk])

    @property
    def came_back(self) -> bool:
        """Whether a mail server reported for good that it was not delivered."""
        return bool(self.bounced_at and self.bounce_is_permanent)


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
        return shown(self.filename) or "File"
