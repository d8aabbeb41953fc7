"""Writing what is derived: a request's columns and its `Deadline` rows, for one request or for a thousand alike.

Only what differs from what is stored is written. Values travel as arrays, so a thousand rows are one statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, models
from django.utils import timezone

from requests_app.deadlines import Life
from requests_app.models import Deadline, InformationRequest


class StoredLimit(NamedTuple):
    """A time limit as its row keeps it."""

    kind: str
    due_on: date
    met_on: date | None
    section: str
    owed_by: str


def limits_of(life: Life) -> tuple[StoredLimit, ...]:
    """The time limits of a life, at most one of each kind."""
    return tuple(
        StoredLimit(limit.kind.value, limit.due_on, limit.met_on, limit.section, limit.owed_by)
        for limit in life.deadlines
    )


def write_columns(columns: Sequence[str], rows: Mapping[int, Sequence[Any]]) -> None:
    """Set the `columns` of each request (the keys of `rows`) to the values given, in that order. One statement."""
    if rows:
        ids = list(rows)
        values = list(zip(*rows.values(), strict=True))
        _update(InformationRequest, ids, dict(zip(columns, values, strict=True)), touched="updated_at")


def write_limits(fresh: Mapping[int, Sequence[StoredLimit]]) -> set[int]:
    """Make these the `Deadline` rows of each request (the keys of `fresh`); the ids of those that changed.

    A row keeps its id for as long as its request has a limit of that kind, and `changed_at` tells when anything about
    it last changed. Four statements at most. The caller holds the requests' rows locked.
    """
    stored = _stored(list(fresh))
    changed: dict[int, StoredLimit] = {}
    added: list[tuple[int, StoredLimit]] = []
    touched: set[int] = set()
    for request_id, limits in fresh.items():
        known = stored[request_id]
        for limit in limits:
            pk, was = known.pop(limit.kind, (0, None))
            if was != limit:
                touched.add(request_id)
                if was:
                    changed[pk] = limit
                else:
                    added.append((request_id, limit))
        if known:
            touched.add(request_id)
    gone = [pk for known in stored.values() for pk, _ in known.values()]
    if gone:
        Deadline.objects.filter(pk__in=gone).delete()
    if changed:
        _update(Deadline, list(changed), _as_columns(changed.values()), touched="changed_at")
    Deadline.objects.bulk_create(
        (Deadline(request_id=request_id, **limit._asdict()) for request_id, limit in added), batch_size=2000
    )
    return touched


def _stored(request_ids: list[int]) -> defaultdict[int, dict[str, tuple[int, StoredLimit]]]:
    """For each request, its rows by kind, with their ids."""
    stored: defaultdict[int, dict[str, tuple[int, StoredLimit]]] = defaultdict(dict)
    rows = Deadline.objects.filter(request_id__in=request_ids).order_by()
    for request_id, pk, *values in rows.values_list("request_id", "pk", *StoredLimit._fields):
        limit = StoredLimit(*values)
        stored[request_id][limit.kind] = (pk, limit)
    return stored


def _as_columns(limits: Iterable[StoredLimit]) -> dict[str, Sequence[Any]]:
    return dict(zip(StoredLimit._fields, zip(*limits, strict=True), strict=True))


def _update(
    model: type[models.Model], ids: list[int], columns: Mapping[str, Sequence[Any]], *, touched: str
) -> None:
    """One `UPDATE ... FROM unnest(...)`: a value of each column for each id, and the time into `touched`."""
    types = {name: model._meta.get_field(name).db_type(connection) for name in columns}
    arrays = ", ".join(["%s::bigint[]", *(f"%s::{types[name]}[]" for name in columns)])
    names = ", ".join(["id", *columns])
    settings = ", ".join(f"{name} = new.{name}" for name in columns)
    sql = (  # every name in it is a column of a model
        f"UPDATE {model._meta.db_table} AS old SET {settings}, {touched} = %s"  # noqa: S608
        f" FROM unnest({arrays}) AS new({names}) WHERE old.id = new.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [timezone.now(), ids, *(list(values) for values in columns.values())])
