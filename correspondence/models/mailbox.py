"""The mailboxes of a team, from which its letters are fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet

SILENT_AFTER = timedelta(days=14)
"""So long without a letter is worth a look: mail may have stopped arriving without anybody having said so."""
UNSEEN_AFTER = timedelta(hours=1)
"""So long without an answer means that nobody asks: the worker or the scheduler is not running."""


class MailboxQuerySet(TeamOwnedQuerySet):
    def fetched(self) -> MailboxQuerySet:
        """Those that are looked into."""
        return self.filter(is_active=True)

    def due(self, *, now: datetime) -> MailboxQuerySet:
        """Those whose turn it is: one that fails waits longer each time."""
        return self.fetched().filter(models.Q(next_check_at=None) | models.Q(next_check_at__lte=now))

    def with_last_answer(self) -> MailboxQuerySet:
        """Each with `answered_at`: when it last answered, or since when it has been asked."""
        asked = Greatest("created_at", "switched_on_at")
        return self.annotate(answered_at=Greatest("checked_at", asked))

    def in_trouble(self, *, now: datetime) -> MailboxQuerySet:
        """Those that do not answer, have left letters behind, are not looked into, or from which nothing comes."""
        quiet = models.Q(last_arrival_at__lt=now - SILENT_AFTER)
        never = models.Q(last_arrival_at=None, created_at__lt=now - SILENT_AFTER)
        unseen = models.Q(checked_at=None, created_at__lt=now - UNSEEN_AFTER)
        unseen |= models.Q(checked_at__lt=now - UNSEEN_AFTER)
        failing = models.Q(failing_since__isnull=False) | ~models.Q(unfetched={})
        return self.fetched().filter(failing | unseen | quiet | never)


class Mailbox(models.Model):
    """An IMAP folder of a team (RFC 9051), and how far it has been read.

    `uid_validity` and `last_uid` are written in the transaction that stores the letter they tell of: what a killed
    worker had not stored is fetched again. A folder with another UIDVALIDITY is read again from its beginning.
    """

    class Security(models.TextChoices):
        TLS = "tls", "TLS (port 993)"
        STARTTLS = "starttls", "STARTTLS (port 143)"
        NONE = "none", "None: on this machine only"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="mailboxes")
    name = models.CharField("what you call it", max_length=120)
    host = models.CharField("server", max_length=255)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.TLS)
    username = models.CharField("user name", max_length=255)
    sealed_password = models.TextField(editable=False, help_text="Encrypted with the installation's own key.")
    folder = models.CharField(max_length=255, default="INBOX")
    is_active = models.BooleanField("fetch from it", default=True)

    switched_on_at = models.DateTimeField(
        null=True, editable=False, help_text="When it last was switched on again."
    )

    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False, help_text="When it last answered.")
    last_arrival_at = models.DateTimeField(null=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=500, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")
    next_check_at = models.DateTimeField(null=True, editable=False)
    unfetched = models.JSONField(
        default=dict, editable=False, help_text='Letters left behind: {"UID": {"tries": 2, "said": "why"}}.'
    )

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        ordering = ["team", "name"]
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "host", "username", "folder"], name="mailbox_once_per_team"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("correspondence:mailbox", args=[self.pk])

    def trouble(self, *, now: datetime) -> str:
        """What is wrong with it, in plain sentences; "" when all is well. The counterpart of `in_trouble`."""
        if not self.is_active:
            return ""
        if self.failing_since:
            return f"It has not worked since {_day(self.failing_since)}: {self.last_error}"
        if (self.checked_at or self.created_at) < now - UNSEEN_AFTER:
            return "Nobody has looked into it for over an hour: the worker or the scheduler is not running."
        if self.unfetched:
            said = next(iter(self.unfetched.values()))["said"]
            count = len(self.unfetched)
            left = "A letter was" if count == 1 else f"{count} letters were"
            return f"{left} left behind on the server: {said}"
        if (self.last_arrival_at or self.created_at) < now - SILENT_AFTER:
            return "No letter has come from it for two weeks: has something on the way changed?"
        return ""


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"
