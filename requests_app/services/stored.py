"""Writing what is derived: a request's columns and its `Deadline` rows, for one request or for a thousand alike.

Only what differs from what is stored is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from requests_app.deadlines import Life
from requests_app.models import Deadline, InformationRequest
from requests_app.services import bulk


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
    keyed = [(pk, *values) for pk, values in rows.items()]
    bulk.update_rows(InformationRequest, columns, keyed, same={"updated_at": timezone.now()})


def write_limits(limits: Mapping[int, Sequence[StoredLimit]], *, complete: bool = True) -> None:
    """Make these the `Deadline` rows of each request (the keys of `limits`); of another kind there are none after.

    Where they are not `complete`, rows of other kinds stay as they are. A row keeps its id for as long as its request
    has a limit of that kind, and `changed_at` tells when anything about it last changed. One statement, or two. The
    caller holds the requests' rows locked.
    """
    if not limits:
        return
    rows = [(pk, *limit) for pk, some in limits.items() for limit in some]
    new = bulk.as_json(Deadline, _COLUMNS, rows)
    with connection.cursor() as cursor:
        if complete:
            cursor.execute(_DELETE_OTHERS, [list(limits), new])
        cursor.execute(_WRITE, [timezone.now(), new])


_COLUMNS = ("request", *StoredLimit._fields)
_NEW = bulk.records(Deadline, _COLUMNS)
_DELETE_OTHERS = f"""
DELETE FROM requests_app_deadline AS old WHERE request_id = ANY(%s)
AND NOT EXISTS (SELECT FROM {_NEW} WHERE new.request_id = old.request_id AND new.kind = old.kind)
"""  # noqa: S608 (the names in it are the model's own)
_WRITE = f"""
INSERT INTO requests_app_deadline AS old (request_id, kind, due_on, met_on, section, owed_by, changed_at)
SELECT request_id, kind, due_on, met_on, section, owed_by, %s FROM {_NEW}
ON CONFLICT (request_id, kind) DO UPDATE
SET due_on = excluded.due_on, met_on = excluded.met_on, section = excluded.section,
    owed_by = excluded.owed_by, changed_at = excluded.changed_at
WHERE (old.due_on, old.met_on, old.section, old.owed_by)
    IS DISTINCT FROM (excluded.due_on, excluded.met_on, excluded.section, excluded.owed_by)
"""  # noqa: S608 (the same)
