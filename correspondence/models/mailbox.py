"""The mailboxes of a team, from which its letters are fetched."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet


class MailboxQuerySet(TeamOwnedQuerySet):
    def fetched(self) -> MailboxQuerySet:
        """Those that are looked into."""
        return self.filter(is_active=True)


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

    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False, help_text="When it last answered.")
    last_arrival_at = models.DateTimeField(null=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=500, blank=True, editable=False)

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
