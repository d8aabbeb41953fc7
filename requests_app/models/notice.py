"""What somebody must be told."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership, Team
from accounts.querysets import Viewer
from requests_app.models.request import InformationRequest
from requests_app.models.run import RecomputeRun
from requests_app.querysets import OfRequestQuerySet


class NoticeQuerySet(OfRequestQuerySet):
    def told_to(self, user: Viewer) -> Self:
        """What this person was told about what they may still see, the newest first."""
        teams = Membership.objects.filter(user=user.pk).values("team")
        of_theirs = Q(request__team__in=teams) | Q(team__in=teams)
        if getattr(user, "is_site_admin", False):  # told of mailboxes of every team, without their names
            of_theirs |= Q(team__isnull=False)
        told = self.filter(of_theirs, recipient=user.pk, request__discarded_at=None)
        return told.order_by("-created_at", "-pk")

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """A reminder: a row before it is a mail. The constraint is what makes it one notice and no more.

    `deadline_kind`, `due_on` and `key` say what it is about: the time limit and its day, or for what has no time
    limit the day it began, and `key` where that is not enough (the number of a person's own reminder, of the letter
    that nobody has read, of the mailbox and when it last answered). It is about a request, or about a `team`'s mailbox.
    """

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", "Due soon"
        DUE_TODAY = "due_today", "Due today"
        OVERDUE = "overdue", "Overdue"
        SERIOUS = "serious", "Seriously overdue"
        ESCALATED = "escalated", "Overdue in your team"
        RIGHT_ENDING = "right_ending", "A right of ours ends soon"
        AWAITS_US = "awaits_us", "They wait for us"
        UNREAD = "unread", "Letter waiting to be read"
        EMBARGO = "embargo", "Embargo ending"
        SILENT = "silent", "Mailbox silent"
        OWN = "own", "Your own reminder"
        MOVED = "moved", "Due date moved"

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting to be sent"
        SENT = "sent", "Sent"
        SHOWN = "shown", "Shown here, not mailed"
        FAILED = "failed", "Could not be sent"
        DROPPED = "dropped", "No longer true when its turn came"

    request = models.ForeignKey(
        InformationRequest, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    team = models.ForeignKey(
        Team,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Of what is about no request: a mailbox.",
    )
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    deadline_kind = models.CharField(max_length=30)
    due_on = models.DateField()
    key = models.CharField(max_length=40, blank=True, default="")
    note = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="The person's own words, or what the mailbox is called.",
    )
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
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "deadline_kind", "due_on", "kind", "recipient", "key"],
                # A date may move away and back again: its notice is written in the transaction that moves it.
                condition=~Q(kind="moved"),
                name="notice_once",
            ),
            models.UniqueConstraint(
                fields=["team", "kind", "recipient", "key"],
                condition=Q(request=None),
                name="notice_of_team_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="silent", request=None, team__isnull=False)
                | (~Q(kind="silent") & Q(request__isnull=False, team=None)),
                name="notice_of_request_or_team",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(status="pending"), name="notice_pending"),
            models.Index(fields=["recipient", "-created_at"], name="notice_recipient_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.request_id or self.team} for {self.recipient_id}"

    def get_absolute_url(self) -> str:
        """Where to look: the request, its letter, the team's mailboxes; "" where the recipient may see none of them."""
        if self.request is None:
            return reverse("correspondence:mailboxes") if self.note else ""
        anchor = f"#letter-{self.key}" if self.kind == self.Kind.UNREAD else ""
        return f"{self.request.get_absolute_url()}{anchor}"
