"""What the project itself keeps: when each periodic task last ran."""

from __future__ import annotations

from django.db import models


class TaskRecord(models.Model):
    """The last run of one task of the schedule. Written by `foi_tracker.recording` alone.

    `finished_at` is that of the last run that came to an end, well or not; while `started_at` is later, one runs now
    or was killed. `seconds` is how long it took, `runs` counts them all.
    """

    class Outcome(models.TextChoices):
        NONE = "", "Not ended yet"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    task = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    seconds = models.FloatField(null=True)
    error = models.CharField(max_length=300, blank=True, help_text="What went wrong in the last run.")
    failed_at = models.DateTimeField(null=True, help_text="When it last failed.")
    runs = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["task"]

    def __str__(self) -> str:
        return self.task
