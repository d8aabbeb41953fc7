"""Mail as it came through a door, before and after anybody has read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.access import is_site_admin
from accounts.models import Team, User
from accounts.querysets import TeamOwnedQuerySet, Viewer
from correspondence.models.mail_upload import MailUpload
from correspondence.models.mailbox import Mailbox
from correspondence.models.message import Message, raw_key


class ArrivalQuerySet(TeamOwnedQuerySet):
    def stored(self) -> ArrivalQuerySet:
        """Those that nobody has read yet."""
        return self.filter(state="stored")

    def unfiled(self) -> ArrivalQuerySet:
        """Those that belong to no request yet: the unfiled inbox."""
        return self.filter(state="unfiled")

    def for_reader(self, user: Viewer) -> ArrivalQuerySet:
        """Those of the user's teams; those of no team for site admins."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        of_no_team = (
            models.Q(team=None) if isinstance(user, User) and is_site_admin(user) else models.Q(pk__in=[])
        )
        return self.filter(models.Q(team__in=Team.objects.visible_to(user)) | of_no_team)

    def quarantined(self) -> ArrivalQuerySet:
        """Those that could not be read, kept to be tried again."""
        return self.filter(state="quarantined")


class Arrival(models.Model):
    """A mail that came in. Its bytes are stored before anything else is done with it, and it is never dropped.

    `team` is None where no team could be told from it: site admins see those. The columns from `message_id` to
    `automatic` are what reading it gave, for the inbox and for seeing doubles. Written by
    `correspondence.services.inbound` and `correspondence.services.sorting` alone.
    """

    class State(models.TextChoices):
        STORED = "stored", "Waiting to be read"
        FILED = "filed", "Filed with its request"
        UNFILED = "unfiled", "Not filed"
        DUPLICATE = "duplicate", "Here already"
        QUARANTINED = "quarantined", "Could not be read"
        NOT_OURS = "not_ours", "Not ours"

    class Door(models.TextChoices):
        IMAP = "imap", "Mailbox"
        PIPE = "pipe", "Mail server's pipe"
        WEBHOOK = "webhook", "Mail service"
        UPLOAD = "upload", "Uploaded"

    class How(models.TextChoices):
        ADDRESS = "address", "By the request's own address"
        THREAD = "thread", "By the letters it answers"
        REFERENCE = "reference", "By the authority's reference number"
        BOUNCE = "bounce", "As a report on a letter of ours"
        PERSON = "person", "By a person"

    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="arrivals")
    door = models.CharField(max_length=10, choices=Door.choices)
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="arrivals")
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    upload = models.ForeignKey(MailUpload, null=True, on_delete=models.SET_NULL, related_name="arrivals")
    upload_part = models.PositiveIntegerField(null=True, help_text="Which mail of the upload it is, from 1.")
    envelope_to = models.CharField(max_length=320, blank=True, help_text="For whom the server took it.")
    raw = models.FileField(upload_to=raw_key, help_text="The bytes, as they came.")
    raw_sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("size in bytes")
    arrived_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.STORED)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is not filed, in a sentence.")
    how = models.CharField(max_length=10, choices=How.choices, blank=True, help_text="How it was filed.")
    letter = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="arrivals", help_text="What it became."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handled_at = models.DateTimeField(null=True)

    message_id = models.CharField(max_length=500, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    author_name = models.CharField(max_length=255, blank=True)
    author_email = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    body_text = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    automatic = models.CharField(max_length=20, blank=True)
    contents = models.JSONField(
        null=True, help_text="For its page: quoted text, recipients, files with their sizes."
    )
    attachment_names = models.JSONField(default=list, help_text="As the sender wrote them.")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "uid_validity", "uid"],
                condition=models.Q(uid__isnull=False),
                name="arrival_once_per_uid",
            ),
            models.UniqueConstraint(
                fields=["upload", "upload_part"],
                condition=models.Q(upload__isnull=False),
                name="arrival_once_per_upload_part",
            ),
            models.UniqueConstraint(
                fields=["team", "message_id", "body_sha256"],
                condition=models.Q(state="unfiled") & ~models.Q(message_id=""),
                nulls_distinct=False,
                name="arrival_unfiled_once",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "state", "-arrived_at"], name="arrival_team_state"),
            models.Index(
                fields=["next_attempt_at", "id"], condition=models.Q(state="stored"), name="arrival_waiting"
            ),
            models.Index(fields=["message_id"], name="arrival_message_id"),
            models.Index(fields=["raw_sha256"], name="arrival_raw_sha256"),
        ]

    def __str__(self) -> str:
        return self.subject or f"Mail {self.pk}"
