"""Checking a file against all authorities, and keeping what each row would do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import md5
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from authorities.import_models import ImportFinding, ImportRow, ImportRun
from authorities.importing.known import Register, load
from authorities.importing.plan import Decision, Finding, Plan
from authorities.importing.rows import Layout
from authorities.models import Authority
from authorities.services.imports.copying import Kept, run_sql
from authorities.services.imports.refused import wrong_already
from authorities.services.imports.state import DIGEST, stamp
from authorities.tables.fields import EMAIL_ROLES

TELL_SECONDS = 0.7
MOST_TRIES = 3
COLUMNS = (
    *(
        "run_id",
        "number",
        "name",
        "status",
        "authority_id",
        "basis",
        "values",
        "changes",
        "problems",
        "notes",
    ),
    *("candidates", "touches_open", "seen"),
)


class Dropped(Exception):
    """The run is not to be checked any more."""


def check(run: ImportRun) -> bool:
    """Find out what each row would do, and go on to the preview. False where somebody else is at it.

    Effects: the run's findings, all anew; its `stamp`; its phase. Nothing of authorities is written.
    """
    with _alone(run) as free:
        if not free:
            return False
        try:
            _check(run, after=ImportRun.Phase.READY)
        except Dropped:
            return False
    return True


def is_stale(run: ImportRun) -> bool:
    """Whether authorities have changed since the run was checked."""
    return run.stamp != stamp()


def check_again(run: ImportRun) -> bool:
    """Check a run that is about to be applied, as authorities have changed since its preview. False as in `check`.

    Rows that would now do something else than the admin saw become `overtaken`; those that have nothing left to do
    are `same`.
    """
    with _alone(run) as free:
        if not free:
            return False
        try:
            _check(run, after=ImportRun.Phase.APPLYING, confirmed=_fingerprints(run))
        except Dropped:
            return False
    return True


def layout_of(run: ImportRun) -> Layout:
    columns: dict[str, list[int]] = {}
    for index, code in enumerate(run.layout):
        if code:
            columns.setdefault(code, []).append(index)
    # The name comes first: how other names are taken apart depends on it.
    ordered = {"name": columns.pop("name"), **columns}
    return Layout(ordered, run.columns, run.erase)


def _check(run: ImportRun, *, after: ImportRun.Phase, confirmed: Mapping[int, str] | None = None) -> None:
    for tries_left in reversed(range(MOST_TRIES)):
        before = stamp()
        register = load()
        plan = plan_of(run, register, tell=_teller(run))
        rows = Kept(ImportFinding, COLUMNS)
        for finding in plan.findings():
            rows.add(finding_row(run, finding, confirmed))
        del plan, register
        with transaction.atomic():
            locked = ImportRun.objects.select_for_update().get(pk=run.pk)
            if locked.phase not in (ImportRun.Phase.CHECKING, ImportRun.Phase.APPLYING):
                raise Dropped
            ImportFinding.objects.filter(run=run).delete()
            rows.write()
            note_state(run)
            to_do = run.total if after == ImportRun.Phase.READY else _writes(run)
            ImportRun.objects.filter(pk=run.pk).update(
                phase=after, phase_at=timezone.now(), stamp=before, to_do=to_do, done=0, last_number=0
            )
            if not tries_left or before == stamp():
                break
            transaction.set_rollback(True)  # somebody wrote authorities meanwhile
    run.refresh_from_db()


def plan_of(
    run: ImportRun,
    register: Register,
    *,
    numbers: Sequence[int] | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> Plan:
    """The plan of the run's rows, or of some of them alone."""
    rows = ImportRow.objects.filter(run=run).order_by("number")
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    decided = rows.exclude(decision="").values_list("number", "decision", "chosen_id")
    decisions = {number: Decision(what, chosen) for number, what, chosen in decided}
    cells = rows.values_list("number", "cells").iterator(2000)
    return Plan(
        cells,
        layout_of(run),
        register,
        decisions=decisions,
        wrong=wrong_already(run, numbers),
        rename=run.rename,
        tell=tell,
    )


def _teller(run: ImportRun) -> Callable[[int], None]:
    """Write down how far the check has come, every now and then; stop where the run was dropped."""
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_SECONDS:
            last = time.monotonic()
            working = (ImportRun.Phase.CHECKING, ImportRun.Phase.APPLYING)
            if not ImportRun.objects.filter(pk=run.pk, phase__in=working).update(done=done):
                raise Dropped

    return tell


def finding_row(run: ImportRun, finding: Finding, confirmed: Mapping[int, str] | None) -> tuple[Any, ...]:
    status = finding.status
    if confirmed is not None and status in ("new", "changed"):
        told = _fingerprint(status, finding.authority_id, finding.changes)
        status = status if confirmed.get(finding.number) == told else ImportFinding.Status.OVERTAKEN
    return (
        *(run.pk, finding.number, finding.name, status, finding.authority_id, finding.basis),
        *(_json(finding.values), _json(finding.changes), _json(finding.problems), _json(finding.notes)),
        *(_json(finding.candidates), False, ""),
    )


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def _json(value: Any) -> str:
    return _ENCODE(value) if value else ("{}" if isinstance(value, dict) else "[]")


_WHERE_LETTERS_GO = [code for code, role in EMAIL_ROLES.items() if role in ("foi", "review")]


def note_state(run: ImportRun, numbers: Sequence[int] | None = None) -> None:
    """Note how the authorities that would change stand now, and whose address would change under open requests.

    The address that counts is the one letters go to: another general one sends no letter elsewhere.
    """
    some = "" if numbers is None else "AND f.number = ANY(%(numbers)s)"
    run_sql(
        f"""UPDATE authorities_importfinding f SET seen = {DIGEST} FROM authorities_authority a
        WHERE f.run_id = %(run)s AND f.status = 'changed' AND a.id = f.authority_id {some}""",  # noqa: S608
        run=run.pk,
        numbers=list(numbers or ()),
    )
    findings = ImportFinding.objects.filter(
        run=run, status="changed", changes__has_any_keys=_WHERE_LETTERS_GO
    )
    if numbers is not None:
        findings = findings.filter(number__in=numbers)
    asked = Authority.objects.with_open_requests().filter(pk=OuterRef("authority_id"))
    findings.filter(Exists(asked)).update(touches_open=True)


def _writes(run: ImportRun) -> int:
    return ImportFinding.objects.filter(run=run, status__in=("new", "changed")).count()


def _fingerprints(run: ImportRun) -> dict[int, str]:
    """What the admin saw of each row that would do something."""
    rows = ImportFinding.objects.filter(run=run, status__in=("new", "changed"))
    columns = ("number", "status", "authority_id", "changes")
    return {
        number: _fingerprint(status, authority, changes)
        for number, status, authority, changes in rows.values_list(*columns).iterator(5000)
    }


def _fingerprint(status: str, authority_id: int | None, changes: Mapping[str, Any]) -> str:
    text = json.dumps([status, authority_id, changes], sort_keys=True)
    return md5(text.encode(), usedforsecurity=False).hexdigest()


@contextmanager
def _alone(run: ImportRun) -> Iterator[bool]:
    """Whether nobody else checks the run; freed by the database when the worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"import {run.pk}"])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"import {run.pk}"])
