"""Deriving the dates of many requests again: every night, after an import, when a bank holiday is proclaimed."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from requests_app.deadlines import EventKind, Fact, FactsError, Life, replay
from requests_app.models import Deadline, Event, InformationRequest
from requests_app.services.calendars import current_calendar
from requests_app.services.life import DERIVED, deadline_rows, derived_fields

log = logging.getLogger(__name__)
CHUNK = 1000


@dataclass(frozen=True)
class Recomputed:
    """What a run looked at and what it changed: the ids of the requests whose due date moved, with the old date."""

    seen: int
    changed: int
    failed: int


def recompute(*, request_ids: list[int] | None = None) -> Recomputed:
    """Derive state, dates and deadlines of all open requests (or of those given) again, in committed chunks.

    Safe to run twice and at the same time: each chunk locks its rows, and rows that are right are not written.
    """
    seen = changed = failed = 0
    for ids in _chunks(request_ids):
        with transaction.atomic():
            done = _recompute_chunk(ids)
        seen, changed, failed = seen + done.seen, changed + done.changed, failed + done.failed
    return Recomputed(seen, changed, failed)


def _chunks(request_ids: list[int] | None) -> Iterator[list[int]]:
    if request_ids is not None:
        pending = iter(request_ids)
        while chunk := list(islice(pending, CHUNK)):
            yield chunk
        return
    last = 0
    open_ids = InformationRequest.objects.open().order_by("pk").values_list("pk", flat=True)
    while chunk := list(open_ids.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1]


def _recompute_chunk(ids: list[int]) -> Recomputed:
    requests = list(InformationRequest.objects.filter(pk__in=ids).select_for_update().order_by("pk"))
    facts = _facts_by_request(ids)
    stored = _stored_deadlines(ids)
    moved: list[InformationRequest] = []
    stale: list[int] = []
    fresh: list[Deadline] = []
    failed = 0
    for request in requests:
        try:
            life = replay(
                facts[request.pk], request.law, request.body, calendar=current_calendar(request.law)
            )
        except FactsError as error:
            failed += 1
            log.error("request %s cannot be derived: %s", request.pk, error)
            continue
        if _take_over(request, life):
            moved.append(request)
        rows = deadline_rows(request.pk, life)
        if {_key(row) for row in rows} != stored[request.pk]:
            stale.append(request.pk)
            fresh.extend(rows)
    InformationRequest.objects.bulk_update(moved, DERIVED, batch_size=CHUNK)
    Deadline.objects.filter(request_id__in=stale).delete()
    Deadline.objects.bulk_create(fresh, batch_size=CHUNK)
    return Recomputed(len(requests), len({*stale, *(request.pk for request in moved)}), failed)


def _take_over(request: InformationRequest, life: Life) -> bool:
    """Set the derived columns; whether any of them changed."""
    new = derived_fields(life)
    if all(getattr(request, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(request, name, value)
    return True


def _facts_by_request(ids: list[int]) -> dict[int, list[Fact]]:
    facts: dict[int, list[Fact]] = defaultdict(list)
    rows = Event.objects.filter(request_id__in=ids).standing().values_list("request_id", "kind", "on", "pk")
    for request_id, kind, on, pk in rows.order_by():
        facts[request_id].append(Fact(EventKind(kind), on, pk))
    return facts


def _stored_deadlines(ids: list[int]) -> dict[int, set[tuple[object, ...]]]:
    stored: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    for row in Deadline.objects.filter(request_id__in=ids).order_by():
        stored[row.request_id].add(_key(row))
    return stored


def _key(row: Deadline) -> tuple[object, ...]:
    return (row.kind, row.due_on, row.met_on, row.section, row.owed_by)
