"""How people want to be told, and what they asked to be reminded of."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Team
from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class NoticeSettings(models.Model):
    """How one person is told. Somebody without a row is told at once, of everything."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", "As soon as there is something"
        DAILY = "daily", "Once a day, in the morning"
        WEEKLY = "weekly", "Once a week, in the morning"

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notice_settings",
        primary_key=True,
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.MONDAY)
    is_quiet_on_days_off = models.BooleanField(default=False)
    not_mailed = ArrayField(
        models.CharField(max_length=20), default=list, help_text="Kinds of notices that are shown only."
    )
    last_mailed_on = models.DateField(null=True, editable=False)

    def __str__(self) -> str:
        return f"notices of {self.user}"


class TeamNotices(models.Model):
    """From when on a team is warned, in working days (a silent mailbox in hours); None: never.

    A team without a row has the usual numbers. `remind_before` None: the usual number, REMIND_WORKING_DAYS_BEFORE.
    """

    ESCALATE, SERIOUS, UNREAD, EMBARGO, SILENT = 5, 20, 3, 5, 24
    MOST, MOST_HOURS = 120, 720

    team = models.OneToOneField(
        Team, on_delete=models.CASCADE, related_name="notice_settings", primary_key=True
    )
    remind_before = models.PositiveSmallIntegerField(null=True, blank=True)
    escalate_after = models.PositiveSmallIntegerField(null=True, blank=True, default=ESCALATE)
    serious_after = models.PositiveSmallIntegerField(default=SERIOUS)
    unread_after = models.PositiveSmallIntegerField(null=True, blank=True, default=UNREAD)
    embargo_before = models.PositiveSmallIntegerField(null=True, blank=True, default=EMBARGO)
    silent_after = models.PositiveSmallIntegerField(
        null=True, blank=True, default=SILENT, help_text="Hours since a mailbox was last fetched from."
    )

    def __str__(self) -> str:
        return f"notices of {self.team}"


class ReminderQuerySet(OfRequestQuerySet):
    def waiting(self) -> ReminderQuerySet:
        """Those not done yet, the next first."""
        return self.filter(done_at=None).order_by("on", "pk")


class Reminder(models.Model):
    """What a person wants to be told on a day of their choice: "in 3 weeks"."""

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField("day")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "user", "on"], condition=Q(done_at=None), name="reminder_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["on"], condition=Q(done_at=None), name="reminder_waiting")]

    def __str__(self) -> str:
        return f"{self.on:%-d %B %Y}: {self.note or self.request}"
