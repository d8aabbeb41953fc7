"""Runs over all open requests that derive their dates again."""

from django.conf import settings
from django.db import models

from requests_app.models.proclaimed import Proclaimed


class RecomputeRun(models.Model):
    """A run, and how far it has come: what a killed worker leaves behind is gone on with from `last_id`.

    `last_id` is the last request done; `done` counts those looked at and `moved` those whose due date is another
    now. Written by `requests_app.services.runs` alone, in the transaction of the rows it tells of.
    """

    reason = models.CharField(max_length=300)
    proclaimed = models.ForeignKey(Proclaimed, null=True, on_delete=models.PROTECT, related_name="runs")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    last_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(finished_at=None), name="run_unfinished"),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def outcome(self) -> str:
        """What came of it, in a sentence."""
        dates = "1 due date" if self.moved == 1 else f"{self.moved} due dates"
        requests = "1 open request" if self.done == 1 else f"{self.done} open requests"
        failed = f", {self.failed} could not be worked out" if self.failed else ""
        return f"{self.reason}: {dates} moved among {requests}{failed}."
