"""Spreadsheets of requests that a team brings in: their rows, what each would do, what was made. Of the team alone.

Written by `requests_app.services.imports` alone.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from authorities.bringing.querysets import RunQuerySet
from authorities.bringing.run_model import Run


class RequestImportQuerySet(RunQuerySet, TeamOwnedQuerySet):  # type: ignore[override]
    pass


class RequestImport(Run):
    """One spreadsheet on its way in. One of a team writes at a time: a constraint of the database.

    `codes`: the team's codes to outcomes (`requests_app.importing.outcomes`). `choices`: what was said of names of
    authorities that are not known, by `importing.plan.key_of`.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="request_imports")
    title = models.CharField(
        max_length=200, blank=True, help_text="What rows are about that do not say it themselves."
    )
    codes = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)

    objects = RequestImportQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(phase__in=("applying", "undoing")),
                name="request_import_writes_alone",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("requests:import", args=[self.pk])


class RequestImportRow(models.Model):
    """A row of the file as it was read, and what was decided of it. `number` is the row's in the file."""

    class Decision(models.TextChoices):
        NONE = "", "Not decided"
        NEW = "new", "Another request"
        SKIP = "skip", "Skip"

    run = models.ForeignKey(RequestImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    cells = ArrayField(models.TextField())
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.NONE, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="request_import_row_once")]

    def __str__(self) -> str:
        return f"Row {self.number}"


class RequestImportFinding(models.Model):
    """What a row would do, as the last check found it; and what it did: the request it made, and how that was then.

    `after` is a digest of the request as it was made: what something else has changed since is `touched`.
    """

    class Status(models.TextChoices):
        NEW = "new", "New"
        SAME = "same", "Here already"
        MAYBE = "maybe", "Maybe a duplicate"
        UNKNOWN = "unknown", "Authority not known"
        ERROR = "error", "Wrong"
        SKIPPED = "skipped", "Skipped"
        OVERTAKEN = "overtaken", "Changed meanwhile"

    run = models.ForeignKey(RequestImport, on_delete=models.CASCADE, related_name="findings", db_index=False)
    number = models.PositiveIntegerField()
    name = models.TextField()
    title = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    authority = models.ForeignKey(
        "authorities.Authority", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    basis = models.CharField(max_length=20, blank=True)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    twin_id = models.BigIntegerField(null=True, help_text="The request it is, or may be, the same as.")
    twin_row = models.PositiveIntegerField(null=True, help_text="The row it is, or may be, the same as.")
    made_id = models.BigIntegerField(null=True, help_text="The request it made.")
    after = models.CharField(max_length=32, default="", blank=True)
    touched = models.BooleanField(default=False)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="request_import_finding_once")]
        indexes = [models.Index(fields=["run", "status", "number"], name="request_import_finding_status")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display()}"


class RequestImportMapping(models.Model):
    """What the columns and the codes of one kind of file mean, as somebody of the team said it last."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    signature = models.TextField()
    fields = models.JSONField(help_text="Column name to field.")
    codes = models.JSONField(default=dict, help_text="Code to outcome.")
    title = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint("team", MD5("signature"), name="request_import_mapping_once")]

    def __str__(self) -> str:
        return self.signature[:80]
