"""Checking a spreadsheet against the authorities and the team's requests, and keeping what each row would do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from authorities.importing.known import load
from authorities.services.imports.copying import copy_rows, fetch
from authorities.services.imports.state import stamp as stamp_of_authorities
from requests_app.importing.doubles import Told
from requests_app.importing.outcomes import plain_code
from requests_app.importing.plan import Decisions, Finding, Plan, Surroundings
from requests_app.importing.rows import Layout, Rules
from requests_app.models import InformationRequest, RequestImport, RequestImportFinding, RequestImportRow
from requests_app.services.calendars import calendars

TELL_SECONDS = 0.7
Phase = RequestImport.Phase
COLUMNS = (
    *("run_id", "number", "name", "title", "status", "authority_id", "basis", "values", "problems", "notes"),
    *("candidates", "twin_id", "twin_row", "after", "touched", "undone"),
)


class Dropped(Exception):
    """The run is not to be checked any more."""


def check(run: RequestImport) -> bool:
    """Find out what each row would do, and go on to the preview. False where somebody else is at it.

    Effects: the run's findings, all anew; its `stamp`; its phase. Nothing of requests is written.
    """
    return _checked(run, Phase.READY, confirmed=None)


def check_again(run: RequestImport) -> bool:
    """Check a run that is about to be applied, as something has changed since its preview. False as in `check`.

    Rows that would make a request that nobody saw in the preview become `overtaken`.
    """
    rows = RequestImportFinding.objects.filter(run=run, status="new")
    return _checked(run, Phase.APPLYING, confirmed=dict(rows.values_list("number", "authority_id")))


def is_stale(run: RequestImport) -> bool:
    return run.stamp != stamp(run)


_STAMP = """
SELECT concat_ws(' ', (SELECT concat_ws(' ', count(*), max(id), max(updated_at)) FROM requests_app_informationrequest
    WHERE team_id = %(team)s),
  (SELECT concat_ws(' ', count(*), max(f.id)) FROM requests_app_reference f
    JOIN requests_app_informationrequest r ON r.id = f.request_id WHERE r.team_id = %(team)s))
"""


def stamp(run: RequestImport) -> str:
    """What changes whenever anything is written that the run is compared with."""
    return f"{fetch(_STAMP, team=run.team_id)[0][0]} {stamp_of_authorities()}"[:200]


def rules_of(run: RequestImport) -> Rules:
    """What the rows of the run are checked against."""
    owners: dict[str, int] = {}
    members = Membership.objects.filter(team=run.team, user__is_active=True).select_related("user")
    for user in (member.user for member in members):
        names = (user.email, user.name, user.name.partition(" ")[0])
        for name in filter(None, names):
            owners.setdefault(plain_code(name), user.pk)
    return Rules(timezone.localdate(), run.codes, run.title, owners)


def layout_of(run: RequestImport) -> Layout:
    columns: dict[str, list[int]] = {}
    for index, code in enumerate(run.layout):
        if code:
            columns.setdefault(code, []).append(index)
    return Layout(columns, run.columns)


def plan_of(run: RequestImport, *, tell: Callable[[int], None] = lambda done: None) -> Plan:
    """The plan of all rows of the run."""
    rows = RequestImportRow.objects.filter(run=run).order_by("number")
    decided = dict(rows.exclude(decision="").values_list("number", "decision"))
    return Plan(
        rows.values_list("number", "cells").iterator(2000),
        layout_of(run),
        rules_of(run),
        Surroundings(load(), calendars(), lambda ids: _requests_to(run, ids)),
        Decisions(decided, run.choices),
        tell,
    )


def _requests_to(run: RequestImport, authority_ids: Collection[int]) -> Iterable[Told]:
    """The team's requests to these authorities, the oldest first."""
    found = InformationRequest.objects.filter(team=run.team, authority__in=authority_ids).order_by("pk")
    sent = Q(events__kind__in=("sent", "received"), events__withdrawn_at=None)
    told = found.annotate(
        days=ArrayAgg("events__on", filter=sent, distinct=True, default=[]),
        numbers=ArrayAgg(
            "references__normalised", filter=Q(references__isnull=False), distinct=True, default=[]
        ),
    ).values_list("pk", "authority_id", "title", "days", "numbers")
    for pk, authority_id, title, days, numbers in told.iterator(2000):
        yield Told(authority_id, title, frozenset(days), frozenset(numbers), request_id=pk)


def _checked(run: RequestImport, after: RequestImport.Phase, *, confirmed: dict[int, int] | None) -> bool:
    with _alone(run) as free:
        if not free:
            return False
        try:
            _check(run, after, confirmed)
        except Dropped:
            return False
    return True


def _check(run: RequestImport, after: RequestImport.Phase, confirmed: dict[int, int] | None) -> None:
    """Changes that come while it is checked are found by the stamp, and it is checked again before it is applied."""
    before = stamp(run)
    findings = [_row(run, each, confirmed) for each in plan_of(run, tell=_teller(run)).findings()]
    with transaction.atomic():
        locked = RequestImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if locked.phase not in (Phase.CHECKING, Phase.APPLYING):
            raise Dropped
        RequestImportFinding.objects.filter(run=run).delete()
        copy_rows(RequestImportFinding, COLUMNS, findings)
        writes = RequestImportFinding.objects.filter(run=run, status="new").count()
        RequestImport.objects.filter(pk=run.pk).update(
            phase=after,
            phase_at=timezone.now(),
            stamp=before,
            to_do=run.total if after == Phase.READY else writes,
            done=0,
            last_number=0,
        )
    run.refresh_from_db()


def _row(run: RequestImport, finding: Finding, confirmed: dict[int, int] | None) -> tuple[Any, ...]:
    status = finding.status
    if status == "new" and confirmed is not None and confirmed.get(finding.number) != finding.authority_id:
        status = "overtaken"
    return (
        *(run.pk, finding.number, finding.name, finding.title, status, finding.authority_id, finding.basis),
        *map(_json, (finding.values, finding.problems, finding.notes, finding.candidates)),
        *(finding.twin_id, finding.twin_row, "", False, False),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _teller(run: RequestImport) -> Callable[[int], None]:
    """Write down how far the check has come, every now and then; stop where the run was dropped."""
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_SECONDS:
            last = time.monotonic()
            working = RequestImport.objects.filter(pk=run.pk, phase__in=(Phase.CHECKING, Phase.APPLYING))
            if not working.update(done=done):
                raise Dropped

    return tell


@contextmanager
def _alone(run: RequestImport) -> Iterator[bool]:
    """Whether nobody else checks the run; freed by the database when the worker dies."""
    name = [f"request import {run.pk}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)
