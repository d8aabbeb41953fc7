"""What an import would do, or did, in numbers: counted from its rows each time, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from authorities.import_models import ImportChange, ImportFinding, ImportRun
from authorities.models import Authority

STATUSES = ("new", "changed", "same", "maybe", "error", "skipped", "overtaken")


@dataclass(frozen=True, slots=True)
class Report:
    """`found` counts the rows by status; `made`, `changed` and `undone` what stands in the tables of it.

    `bases` counts how rows were matched; `kept` are rows of an undone import that were touched since and left.
    """

    total: int
    found: Mapping[str, int]
    bases: Mapping[str, int] = field(default_factory=dict)
    made: int = 0
    changed: int = 0
    undone: int = 0
    kept: int = 0
    under_open_requests: int = 0

    @property
    def left_out(self) -> int:
        """Rows that were not brought in and stay in the file of errors."""
        return sum(self.found.get(status, 0) for status in ("maybe", "error", "overtaken"))


def report_of(run: ImportRun) -> Report:
    """The numbers of a run, in three queries."""
    findings = ImportFinding.objects.filter(run=run)
    pairs = findings.order_by().values_list("status", "basis").annotate(n=Count("pk"))
    found = dict.fromkeys(STATUSES, 0)
    bases: dict[str, int] = {}
    for status, basis, n in pairs:
        found[status] += n
        if status in ("changed", "same") and basis:
            bases[basis] = bases.get(basis, 0) + n
    done = ImportChange.objects.filter(run=run).aggregate(
        n_made=Count("pk", filter=Q(before__isnull=True, undone=False)),
        n_changed=Count("pk", filter=Q(before__isnull=False, undone=False)),
        n_undone=Count("pk", filter=Q(undone=True)),
        n_kept=Count("pk", filter=Q(touched=True, undone=False)),
    )
    under = findings.filter(touches_open=True).count()
    counts = {name.removeprefix("n_"): n for name, n in done.items()}
    return Report(run.total, found, bases, **counts, under_open_requests=under)


def missing_from(run: ImportRun) -> Any:
    """The authorities that exist and that no row of the file is about: a query set."""
    about = ImportFinding.objects.filter(run=run).exclude(authority=None).values("authority_id")
    written = ImportChange.objects.filter(run=run).values("authority_id")
    return Authority.objects.active().exclude(pk__in=about).exclude(pk__in=written)
