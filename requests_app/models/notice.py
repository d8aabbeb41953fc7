"""What somebody must be told."""

from django.conf import settings
from django.db import models

from requests_app.models.request import InformationRequest
from requests_app.models.run import RecomputeRun
from requests_app.querysets import OfRequestQuerySet


class NoticeQuerySet(OfRequestQuerySet):
    pass


class Notice(models.Model):
    """A reminder: a row before it is a mail. The constraint is what makes it one mail and no more."""

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", "Due soon"
        OVERDUE = "overdue", "Overdue"
        MOVED = "moved", "Due date moved"

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        DROPPED = "dropped", "No longer true when its turn came"

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    deadline_kind = models.CharField(max_length=30)
    due_on = models.DateField()
    was_due_on = models.DateField(null=True, help_text="For a moved date: what it was.")
    run = models.ForeignKey(
        RecomputeRun,
        null=True,
        on_delete=models.SET_NULL,
        help_text="For a moved date: the run that moved it.",
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "deadline_kind", "due_on", "kind", "recipient"],
                # A date may move away and back again: its notice is written in the transaction that moves it.
                condition=~models.Q(kind="moved"),
                name="notice_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(status="pending"), name="notice_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.request_id} for {self.recipient_id}"
