"""Imports of authorities: the file's rows, what each would do, what was done. Written by `services.imports` alone."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse

from authorities.bringing.run_model import Run


class ImportRun(Run):
    """One list of authorities on its way in. One import writes at a time: a constraint of the database."""

    erase = models.BooleanField(default=False, help_text="Whether empty cells erase.")
    rename = models.BooleanField(default=False, help_text="Whether names of the file become official names.")
    # as in `Run`; said again so that the tables of authorities need no migration
    stamp = models.CharField(
        max_length=200, blank=True, help_text="The state of all authorities when it was checked."
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(phase__in=("applying", "undoing")), name="import_writes_alone"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("authorities:import", args=[self.pk])


# The rows below have no index of their run alone: while they are new the planner has no statistics of them, takes it
# for the smaller one, and reads the whole run once for each row. Run and number together find them too.


class ImportRow(models.Model):
    """A row of the file as it was read, and what an admin decided of it. `number` is the row's in the file."""

    class Decision(models.TextChoices):
        NONE = "", "Not decided"
        SAME = "same", "The same"
        ANOTHER = "another", "Another"
        SKIP = "skip", "Skip"

    run = models.ForeignKey(
        ImportRun,
        on_delete=models.CASCADE,
        related_name="rows",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    cells = ArrayField(models.TextField())
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.NONE, blank=True)
    chosen_id = models.BigIntegerField(null=True, help_text="The authority it is the same as.")
    fault = models.JSONField(
        null=True, help_text="What was wrong with it as it was read: column, what, what would be right."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"Row {self.number}"


class ImportFinding(models.Model):
    """What a row would do, as the last check found it, and whether the authority has changed since (`seen`)."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        SAME = "same", "The same"
        MAYBE = "maybe", "Maybe a duplicate"
        ERROR = "error", "Error"
        SKIPPED = "skipped", "Skipped"
        OVERTAKEN = "overtaken", "Changed meanwhile"

    run = models.ForeignKey(
        ImportRun,
        on_delete=models.CASCADE,
        related_name="findings",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    name = models.TextField()
    status = models.CharField(max_length=20, choices=Status.choices)
    authority = models.ForeignKey(
        "authorities.Authority", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    basis = models.CharField(max_length=20, blank=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    touches_open = models.BooleanField(
        default=False, help_text="An address of an authority with open requests would change."
    )
    seen = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_finding_once")]
        indexes = [models.Index(fields=["run", "status", "number"], name="import_finding_status")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display()}"


class ImportChange(models.Model):
    """What a row did to an authority: how it was `before` (null: it was made) and the digest of how it was `after`."""

    run = models.ForeignKey(
        ImportRun,
        on_delete=models.CASCADE,
        related_name="done_rows",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    before = models.JSONField(null=True)
    after = models.CharField(max_length=32)
    touched = models.BooleanField(default=False, help_text="Something else has changed it since.")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_change_once")]

    def __str__(self) -> str:
        return f"Row {self.number}"


class ImportMapping(models.Model):
    """What the columns of one kind of file hold, as an admin said it last."""

    signature = models.TextField()
    fields = models.JSONField(help_text="Column name to field.")
    erase = models.BooleanField(default=False)
    rename = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(MD5("signature"), name="import_mapping_once")]

    def __str__(self) -> str:
        return self.signature[:80]
