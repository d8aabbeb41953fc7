"""Reports as PDF: what somebody asked for, how far it is, and the file."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import Team
from accounts.querysets import Viewer
from requests_app.models.request import InformationRequest


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Viewer) -> Self:
        """Those of which every team is one's own: a report on two teams is seen by those who are in both.

        Whoever asked for it sees it while it has no team yet; nobody sees one of a request that was discarded.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        teams = Report.teams.through.objects.filter(report=OuterRef("pk"))
        foreign = teams.exclude(team__memberships__user=user.pk)
        kept = self.filter(Q(request=None) | Q(request__discarded_at=None))
        return kept.filter(Q(made_by=user.pk) | Exists(teams)).exclude(Exists(foreign))

    def unfinished(self) -> Self:
        return self.filter(state__in=("waiting", "making"))

    def due(self, *, now: datetime) -> Self:
        """What a worker may take: it waits, or whoever took it has not been heard of for a while."""
        return self.unfinished().filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now))


def report_key(_owner: models.Model, _name: str) -> str:
    return f"reports/{secrets.token_hex(16)}"


class Report(models.Model):
    """One paper. Written by `requests_app.services.reports` and `requests_app.services.making` alone.

    `query` is the list's address behind the question mark and `chosen` the requests that were ticked; `on` is the day
    as at which it counts. `done` of `total` pages are set, `total` being a guess until it is ready. A worker that has
    taken it puts `next_attempt_at` off as long as it lives.
    """

    class Kind(models.TextChoices):
        OVERDUE = "overdue", "Overdue requests"
        REQUESTS = "requests", "Report of requests"
        EVIDENCE = "evidence", "Evidence bundle"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    query = models.TextField(blank=True)
    chosen = ArrayField(models.BigIntegerField(), default=list, blank=True)
    request = models.ForeignKey(
        InformationRequest,
        null=True,
        on_delete=models.CASCADE,
        related_name="reports",
        help_text="Of evidence.",
    )
    on = models.DateField()
    teams = models.ManyToManyField(Team, related_name="+", help_text="Whose requests are in it.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, help_text="Why there is none, in a sentence.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=report_key, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(help_text="From then on it is deleted.")
    mail_due = models.BooleanField(default=False, help_text="Its maker is still to be told that it is ready.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            # Twice at once is one: the database refuses the second of what is not finished yet.
            models.UniqueConstraint(
                "made_by",
                "kind",
                "title",
                models.functions.MD5("query"),
                "chosen",
                models.functions.Coalesce("request", 0),
                condition=Q(state__in=("waiting", "making")),
                name="report_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state__in=("waiting", "making")),
                name="report_waiting",
            ),
            models.Index(fields=["expires_at"], name="report_expires"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("requests:report", args=[self.pk])

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def print_url(self) -> str:
        """The page that says the same on the screen, to be printed by the browser."""
        if self.kind == self.Kind.EVIDENCE:
            return reverse("correspondence:print_evidence", args=[self.request_id])
        chosen = "".join(f"&chosen={pk}" for pk in self.chosen)
        return f"{reverse('requests:print_report', args=[self.kind])}?{self.query}{chosen}"
