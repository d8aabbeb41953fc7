"""Deriving the dates of many requests again: every night, after an import, when a bank holiday is proclaimed.

One engine, in committed chunks: a chunk locks its requests, derives them from their standing events, writes what
differs, and leaves a notice for whoever must know that a due date moved, all in one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from requests_app.deadlines import Calendar, FactsError, parse_facts, replay
from requests_app.models import InformationRequest, RecomputeRun
from requests_app.services.calendars import calendars
from requests_app.services.life import DERIVED, derived_fields
from requests_app.services.notices import Moved, write_moved
from requests_app.services.stored import StoredLimit, limits_of, write_columns, write_limits

log = logging.getLogger(__name__)
CHUNK = 1000


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
    rows = _locked(ids)
    stories, stored_limits, calendar_of = _texts(_STORIES, ids), _texts(_LIMITS, ids), calendars()
    columns: dict[int, tuple[Any, ...]] = {}
    limits: dict[int, Outcome] = {}
    moved: list[Moved] = []
    failed = 0
    for pk, team_id, owner_id, law, body, terms, *stored in rows:
        try:
            outcome = derived(law, body, with_terms(stories.get(pk, ""), terms), calendar_of(law))
        except FactsError as error:
            failed += 1
            log.error("request %s cannot be derived: %s", pk, error)
            continue
        if outcome.text != stored_limits.get(pk, ""):
            limits[pk] = outcome
        if outcome.columns != tuple(stored):
            columns[pk] = outcome.columns
            moved += _moved(pk, team_id, owner_id, stored, outcome)
    write_columns(DERIVED, columns)
    _write_limits(limits, stored_limits)
    write_moved(moved, run=run)
    return Recomputed(len(rows), len(columns.keys() | limits.keys()), failed, len(moved))


def _write_limits(limits: dict[int, Outcome], stored: dict[int, str]) -> None:
    """Write the time limits that differ from what is stored; all of a request's where one of a kind has gone."""
    some: dict[int, tuple[StoredLimit, ...]] = {}
    every: dict[int, tuple[StoredLimit, ...]] = {}
    for pk, outcome in limits.items():
        known = set(stored.get(pk, "").split("\n")) - {""}
        if {line.partition("|")[0] for line in known} <= {limit.kind for limit in outcome.limits}:
            some[pk] = tuple(limit for limit in outcome.limits if _line(limit) not in known)
        else:
            every[pk] = outcome.limits
    write_limits(some, complete=False)
    write_limits(every)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is stored of a life: the columns `DERIVED`, the time limits, and those as `_LIMITS` writes them."""

    columns: tuple[Any, ...]
    limits: tuple[StoredLimit, ...]
    text: str


@lru_cache(maxsize=20_000)
def derived(law: str, body: str, story: str, calendar: Calendar) -> Outcome:
    """What follows from the events. A campaign's letters go out on one day, so many stories are the same."""
    facts, terms = parse_facts(story)
    life = replay(facts, law, body, calendar=calendar, terms=terms)
    limits = limits_of(life)
    return Outcome(tuple(derived_fields(life).values()), limits, "\n".join(sorted(map(_line, limits))))


def _line(limit: StoredLimit) -> str:
    """A time limit as `_LIMITS` writes it."""
    return "|".join(str(value or "") for value in limit)


def with_terms(story: str, school_terms: str) -> str:
    return ";".join([story, *(f"term={line.strip()}" for line in school_terms.splitlines() if line.strip())])


# The standing events of each request as the facts the clock reads: "received=2018-07-20;response=2018-08-15".
_STORIES = """
SELECT request_id, string_agg(kind || '=' || to_char("on", 'YYYY-MM-DD')
    || coalesce(';extension_until=' || to_char("until", 'YYYY-MM-DD'), ''), ';' ORDER BY "on", kind)
FROM requests_app_event WHERE request_id = ANY(%s) AND withdrawn_at IS NULL GROUP BY request_id
"""
# The stored time limits of each request, a line each: to tell at a glance whether any of them is wrong.
_LIMITS = """
SELECT request_id, string_agg(
    concat(kind, '|', to_char(due_on, 'YYYY-MM-DD'), '|', to_char(met_on, 'YYYY-MM-DD'), '|', section, '|', owed_by),
    E'\n' ORDER BY kind COLLATE "C")
FROM requests_app_deadline WHERE request_id = ANY(%s) GROUP BY request_id
"""


def _texts(sql: str, ids: list[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids])
        return dict(cursor.fetchall())


def _locked(ids: list[int]) -> list[tuple[Any, ...]]:
    """Lock the requests in the order of their ids; who they belong to, their law, and what is stored of them."""
    named = InformationRequest.objects.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [ids]))
    locked = named.select_for_update().order_by("pk")
    return list(locked.values_list("pk", "team_id", "owner_id", "law", "body", "school_terms", *DERIVED))


_DUE_ON, _DUE_KIND = DERIVED.index("due_on"), DERIVED.index("due_kind")


def _moved(pk: int, team_id: int, owner_id: int | None, stored: list[Any], new: Outcome) -> list[Moved]:
    """The request, if what is due is the same and only its day is another: nothing else is a moved date."""
    was, is_now, kind = stored[_DUE_ON], new.columns[_DUE_ON], new.columns[_DUE_KIND]
    if was is None or is_now is None or was == is_now or kind != stored[_DUE_KIND]:
        return []
    return [Moved(pk, team_id, owner_id, kind, was_due_on=was, due_on=is_now)]
