"""What an admin says of rows that may be about an authority that is here already."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from authorities.import_models import ImportFinding, ImportRow, ImportRun
from authorities.importing.known import load
from authorities.importing.plan import Finding
from authorities.services.imports.checking import COLUMNS, finding_row, note_state, plan_of
from authorities.services.imports.copying import copy_rows, run_sql
from authorities.services.imports.errors import ImportRefused, NotNow
from authorities.tables.fields import BY_CODE

_CLAIMING = ("changed", "same")


@transaction.atomic
def decide(*, run: ImportRun, number: int, what: str, authority_id: int | None = None) -> ImportFinding:
    """Say that a row is the `same` as an authority, `another` one, or to `skip`; "" takes it back.

    `same` without an authority means the first candidate. What the row would do is found out again, for this row
    alone. Raises `ImportRefused` where the authority was not offered, `NotNow` outside the preview.
    """
    _lock(run)
    finding = ImportFinding.objects.get(run=run, number=number)
    chosen = _chosen(finding, authority_id) if what == ImportRow.Decision.SAME else None
    ImportRow.objects.filter(run=run, number=number).update(decision=what, chosen_id=chosen)
    if what:
        _plan_again(run, [number])
    elif finding.candidates or finding.status == ImportFinding.Status.SKIPPED:
        _back_to_maybe(finding)
    return ImportFinding.objects.get(run=run, number=number)


@transaction.atomic
def decide_all(*, run: ImportRun, what: str) -> int:
    """Say the same of every row that is still to be decided; how many there were. `same`: as the first candidate.

    Rows without a candidate (two rows of the file with nearly one name) are left where `same` is said.
    """
    _lock(run)
    open_rows = ImportFinding.objects.filter(run=run, status=ImportFinding.Status.MAYBE)
    if what == ImportRow.Decision.SAME:
        open_rows = open_rows.exclude(candidates=[])
    if what not in ("same", "another", "skip"):
        raise ImportRefused("Say whether they are the same, others, or to be skipped.")
    numbers = list(open_rows.values_list("number", flat=True))
    if numbers:
        run_sql(
            """UPDATE authorities_importrow r SET decision = %(what)s,
                 chosen_id = CASE WHEN %(what)s = 'same' THEN (f.candidates->0->>0)::bigint END
               FROM authorities_importfinding f
               WHERE f.run_id = %(run)s AND f.status = 'maybe' AND f.number = ANY(%(numbers)s)
                 AND r.run_id = f.run_id AND r.number = f.number""",
            run=run.pk,
            what=what,
            numbers=numbers,
        )
        _plan_again(run, numbers)
    return len(numbers)


def _lock(run: ImportRun) -> None:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.phase != ImportRun.Phase.READY:
        raise NotNow(
            f"{locked.file_name} is {locked.get_phase_display().lower()}: nothing can be decided now."
        )


def _chosen(finding: ImportFinding, authority_id: int | None) -> int:
    offered = [int(candidate[0]) for candidate in finding.candidates]
    if not offered:
        raise ImportRefused("No authority was offered for this row: say that it is another one, or skip it.")
    if authority_id is None:
        return offered[0]
    if authority_id not in offered:
        raise ImportRefused("That authority was not offered for this row.")
    return authority_id


def _plan_again(run: ImportRun, numbers: Collection[int]) -> None:
    """Find out what the decided rows would do; what was offered for each stays noted."""
    old = ImportFinding.objects.filter(run=run, number__in=numbers)
    offered = dict(old.values_list("number", "candidates"))
    names = [name.upper() for name in old.values_list("name", flat=True)]
    rows = ImportRow.objects.filter(run=run, number__in=numbers)
    chosen = {pk for pk in rows.values_list("chosen_id", flat=True) if pk}
    findings = list(plan_of(run, load(chosen, names), numbers=sorted(numbers)).findings())
    _refuse_claimed(run, findings, old, chosen)
    for finding in findings:
        finding.candidates = offered.get(finding.number, [])
    old.delete()
    copy_rows(ImportFinding, COLUMNS, (finding_row(run, finding, None) for finding in findings))
    note_state(run, sorted(numbers))


def _refuse_claimed(
    run: ImportRun, findings: Collection[Finding], old: QuerySet[ImportFinding], chosen: Collection[int]
) -> None:
    """One row for each authority: what another row of the file is about already cannot be chosen too."""
    others = ImportFinding.objects.filter(run=run, authority_id__in=chosen, status__in=_CLAIMING)
    held = dict(others.exclude(number__in=old.values("number")).values_list("authority_id", "number"))
    for finding in findings:
        if finding.status in _CLAIMING and (first := held.get(finding.authority_id or 0)):
            what = f"Row {first} stands for the same authority"
            finding.status, finding.changes, finding.values = "error", {}, {}
            finding.problems = [[BY_CODE["name"].header, finding.name, what, "One row for each authority"]]


def _back_to_maybe(finding: ImportFinding) -> None:
    finding.status, finding.authority_id, finding.basis = ImportFinding.Status.MAYBE, None, ""
    finding.changes, finding.values, finding.problems = {}, {}, []
    finding.touches_open, finding.seen = False, ""
    finding.save()
