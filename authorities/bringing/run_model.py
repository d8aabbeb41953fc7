"""A file on its way in, whatever its rows are about."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from authorities.bringing.querysets import RunQuerySet


class Run(models.Model):
    """One file on its way in. What a killed worker leaves behind is gone on with from `last_number`.

    `done` of `to_do` rows are through the phase in hand.
    """

    class Phase(models.TextChoices):
        COLUMNS = "columns", "Columns to be looked over"
        CHECKING = "checking", "Being checked"
        READY = "ready", "Preview"
        WAITING = "waiting", "Waiting to be applied"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"
        DROPPED = "dropped", "Dropped"

    class Ending(models.TextChoices):
        NONE = "", "To the end"
        KEEP = "keep", "Stop, keep what was applied"
        UNDO = "undo", "Stop, undo what was applied"

    file_name = models.CharField(max_length=255)
    file_kind = models.CharField(max_length=200)
    columns = ArrayField(models.CharField(max_length=300), help_text="The names of the file's columns.")
    signature = models.TextField(help_text="What makes two files of one kind.")
    layout = models.JSONField(default=list, help_text="The field that each column holds.")
    notes = ArrayField(models.TextField(), default=list)
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.COLUMNS)
    ending = models.CharField(max_length=10, choices=Ending.choices, default=Ending.NONE, blank=True)
    total = models.PositiveIntegerField(help_text="Rows of the file with anything in them.")
    to_do = models.PositiveIntegerField(default=0, help_text="Rows of the phase in hand.")
    done = models.PositiveIntegerField(default=0, help_text="How many of them are through.")
    last_number = models.PositiveIntegerField(default=0)
    stamp = models.CharField(
        max_length=200, blank=True, help_text="The state of what it was checked against."
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    phase_at = models.DateTimeField(default=timezone.now, help_text="Since when it is in this phase.")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
