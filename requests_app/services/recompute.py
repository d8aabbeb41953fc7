"""Deriving the dates of many requests again: every night, after an import, when a bank holiday is proclaimed.

One engine, in committed chunks: a chunk locks its requests, derives them from their standing events, writes what
differs, and leaves a notice for whoever must know that a due date moved, all in one transaction.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import transaction

from requests_app.deadlines import Calendar, EventKind, Fact, FactsError, replay
from requests_app.models import Event, InformationRequest, RecomputeRun
from requests_app.services.calendars import calendars
from requests_app.services.life import DERIVED, derived_fields
from requests_app.services.notices import Moved, write_moved
from requests_app.services.stored import StoredLimit, limits_of, write_columns, write_limits

log = logging.getLogger(__name__)
CHUNK = 1000

Story = tuple[tuple[str, date], ...]
"""The standing events of a request: kind and day, in order."""


@dataclass(frozen=True)
class Recomputed:
    """How many requests were looked at, were written, could not be derived, and have another due date now."""

    seen: int = 0
    changed: int = 0
    failed: int = 0
    moved: int = 0

    def __add__(self, other: Recomputed) -> Recomputed:
        return Recomputed(
            self.seen + other.seen,
            self.changed + other.changed,
            self.failed + other.failed,
            self.moved + other.moved,
        )


def recompute(*, request_ids: list[int] | None = None) -> Recomputed:
    """Derive state, dates and deadlines of all open requests (or of those given) again, in committed chunks.

    Safe to run twice and at the same time: each chunk locks its rows, and rows that are right are not written.
    Effects: the derived columns, the `Deadline` rows, and a `Notice` to the owner of each request whose date moved.
    """
    total = Recomputed()
    for ids in _chunks(request_ids):
        with transaction.atomic():
            total += recompute_chunk(ids)
    return total


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


def recompute_chunk(ids: list[int], *, run: RecomputeRun | None = None) -> Recomputed:
    """Derive these again, inside the caller's transaction.

    The calendars are read once the rows are locked: whoever writes the rows last has the newest calendars.
    """
    locked = InformationRequest.objects.filter(pk__in=ids).select_for_update().order_by("pk")
    rows = list(locked.values_list("pk", "team_id", "owner_id", "law", "body", *DERIVED))
    stories = _stories(ids)
    calendar_of = calendars()
    columns: dict[int, tuple[Any, ...]] = {}
    limits: dict[int, tuple[StoredLimit, ...]] = {}
    moved: list[Moved] = []
    failed = 0
    for pk, team_id, owner_id, law, body, *stored in rows:
        try:
            outcome = _derived(law, body, stories[pk], calendar_of(law))
        except FactsError as error:
            failed += 1
            log.error("request %s cannot be derived: %s", pk, error)
            continue
        limits[pk] = outcome.limits
        if outcome.columns != tuple(stored):
            columns[pk] = outcome.columns
            moved += _moved(pk, team_id, owner_id, stored, outcome)
    write_columns(DERIVED, columns)
    changed = write_limits(limits) | set(columns)
    write_moved(moved, run=run)
    return Recomputed(len(rows), len(changed), failed, len(moved))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is stored of a life: the columns `DERIVED`, and the time limits."""

    columns: tuple[Any, ...]
    limits: tuple[StoredLimit, ...]


@lru_cache(maxsize=20_000)
def _derived(law: str, body: str, story: Story, calendar: Calendar) -> _Outcome:
    """What follows from the events. A campaign's letters go out on one day, so many stories are the same."""
    facts = [Fact(EventKind(kind), on) for kind, on in story]
    life = replay(facts, law, body, calendar=calendar)
    return _Outcome(tuple(derived_fields(life).values()), limits_of(life))


def _stories(ids: list[int]) -> defaultdict[int, Story]:
    """The story of each request; the same events give the same story in whatever order they were recorded."""
    events: defaultdict[int, list[tuple[str, date]]] = defaultdict(list)
    standing = Event.objects.filter(request_id__in=ids).standing().order_by()
    for request_id, kind, on in standing.values_list("request_id", "kind", "on"):
        events[request_id].append((kind, on))
    return defaultdict(tuple, {pk: tuple(sorted(found)) for pk, found in events.items()})


_DUE_ON, _DUE_KIND = DERIVED.index("due_on"), DERIVED.index("due_kind")


def _moved(pk: int, team_id: int, owner_id: int | None, stored: list[Any], new: _Outcome) -> list[Moved]:
    """The request, if what is due is the same and only its day is another: nothing else is a moved date."""
    was, is_now, kind = stored[_DUE_ON], new.columns[_DUE_ON], new.columns[_DUE_KIND]
    if was is None or is_now is None or was == is_now or kind != stored[_DUE_KIND]:
        return []
    return [Moved(pk, team_id, owner_id, kind, was_due_on=was, due_on=is_now)]
