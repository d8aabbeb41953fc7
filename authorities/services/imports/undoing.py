"""Taking a whole import back, row by row as each was before; nothing that was touched since is touched again."""

from __future__ import annotations

import json
from dataclasses import dataclass

from authorities.import_models import ImportChange, ImportRun
from authorities.models import Authority
from authorities.services.imports.copying import fetch, run_sql
from authorities.services.imports.errors import ChangedSince
from authorities.services.imports.state import DIGEST, FACTS, TAGS, TRUTHS, referred_to
from authorities.services.tagging import set_tags_of_many

CHUNK = 1_000
_NAMED, _SHOWN = 3, 50
_LAST = 2_000_000_000  # no row has a higher number

_ROWS = "d.run_id = %(run)s AND d.number > %(low)s AND d.number <= %(high)s AND NOT d.undone"
_TO_UNDO = f"{_ROWS} AND NOT d.touched"
_FACTS = ", ".join(f"{fact} = (d.before->>'{fact}'){'::boolean' if fact in TRUTHS else ''}" for fact in FACTS)
_LOCK = f"""SELECT a.id FROM authorities_authority a JOIN authorities_importchange d ON d.authority_id = a.id
WHERE {_TO_UNDO} ORDER BY a.id FOR UPDATE OF a"""  # noqa: S608
_TAGGED = f"""
SELECT a.id, coalesce(d.before->'tags', '[]') FROM authorities_importchange d
JOIN authorities_authority a ON a.id = d.authority_id
WHERE {_TO_UNDO} AND coalesce(d.before->'tags', '[]') <> {TAGS}
"""  # noqa: S608
_CHILDREN = ("authorities_authorityname", "authorities_identifier", "authorities_contact")
_DELETE = tuple(
    f"""DELETE FROM {table} x USING authorities_importchange d
    WHERE {_TO_UNDO} AND d.before IS NULL AND x.{column} = d.authority_id"""  # noqa: S608
    for table, column in (*((child, "authority_id") for child in _CHILDREN), ("authorities_authority", "id"))
)
_CHANGED = f"{_TO_UNDO} AND d.before IS NOT NULL"
_RESTORE = (
    f"""UPDATE authorities_authority a SET {_FACTS},
      updated_at = (d.before->>'updated_at')::timestamp AT TIME ZONE 'UTC'
    FROM authorities_importchange d WHERE {_CHANGED} AND a.id = d.authority_id""",  # noqa: S608
    f"""DELETE FROM authorities_authorityname n USING authorities_importchange d
    WHERE {_CHANGED} AND n.authority_id = d.authority_id AND NOT (d.before->'names') ? n.name""",  # noqa: S608
    f"""INSERT INTO authorities_authorityname (authority_id, name)
    SELECT d.authority_id, n FROM authorities_importchange d, jsonb_array_elements_text(d.before->'names') n
    WHERE {_CHANGED} ON CONFLICT (authority_id, name) DO NOTHING""",  # noqa: S608
    f"""DELETE FROM authorities_identifier i USING authorities_importchange d
    WHERE {_CHANGED} AND i.authority_id = d.authority_id
      AND NOT (d.before->'identifiers') @> jsonb_build_array(jsonb_build_array(i.scheme, i.value))""",  # noqa: S608
    f"""INSERT INTO authorities_identifier (authority_id, scheme, value)
    SELECT d.authority_id, v->>0, v->>1 FROM authorities_importchange d, jsonb_array_elements(d.before->'identifiers') v
    WHERE {_CHANGED} ON CONFLICT (scheme, value) DO NOTHING""",  # noqa: S608
    f"""DELETE FROM authorities_contact c USING authorities_importchange d
    WHERE {_CHANGED} AND c.authority_id = d.authority_id AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(d.before->'contacts') v WHERE v->>0 = c.role AND v->>1 = c.email)""",  # noqa: S608
    f"""UPDATE authorities_contact c SET retired_at = (v->>4)::timestamp AT TIME ZONE 'UTC'
    FROM authorities_importchange d, jsonb_array_elements(d.before->'contacts') v
    WHERE {_CHANGED} AND c.authority_id = d.authority_id AND v->>0 = c.role AND v->>1 = c.email
      AND c.retired_at IS DISTINCT FROM (v->>4)::timestamp AT TIME ZONE 'UTC'""",  # noqa: S608
)
_UNLINK = """
UPDATE authorities_authority a SET replaced_by_id = (d.before->>'replaced_by')::bigint
FROM authorities_importchange d WHERE d.run_id = %(run)s AND NOT d.undone AND NOT d.touched AND a.id = d.authority_id
  AND a.replaced_by_id IS DISTINCT FROM (d.before->>'replaced_by')::bigint
"""
_MARK = f"UPDATE authorities_importchange d SET undone = true WHERE {_TO_UNDO}"  # noqa: S608


_GONE, _CHANGED_SINCE = "a.id IS NULL", f"{DIGEST} <> d.after"


def _used() -> str:
    return f"(d.before IS NULL AND {referred_to()})"


def _touch() -> str:
    """Mark the rows whose authority has been changed, merged away, or (where it was new) used since."""
    return f"""
    UPDATE authorities_importchange d SET touched = true
    FROM authorities_importchange e LEFT JOIN authorities_authority a ON a.id = e.authority_id
    WHERE {_ROWS} AND NOT d.touched AND e.id = d.id AND ({_GONE} OR {_CHANGED_SINCE} OR {_used()})"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Touched:
    """What undoing would leave as it is: how many authorities, and of the first ones the id, the name, and why.

    The id is None where it is gone; why is "removed", "changed" or "used".
    """

    count: int
    shown: list[tuple[int | None, str, str]]


def touched_since(run: ImportRun) -> Touched:
    """What has been changed or used since the import, as undoing would find it now. Writes nothing."""
    rows = fetch(
        f"""SELECT count(*) OVER (), a.id, coalesce(a.name, f.name),
          CASE WHEN {_GONE} THEN 'removed' WHEN {_CHANGED_SINCE} THEN 'changed' ELSE 'used' END
        FROM authorities_importchange d LEFT JOIN authorities_authority a ON a.id = d.authority_id
        LEFT JOIN authorities_importfinding f ON f.run_id = d.run_id AND f.number = d.number
        WHERE {_ROWS} AND (d.touched OR {_GONE} OR {_CHANGED_SINCE} OR {_used()})
        ORDER BY d.number LIMIT {_SHOWN}""",  # noqa: S608
        run=run.pk,
        low=0,
        high=_LAST,
    )
    return Touched(rows[0][0] if rows else 0, [(pk, name, why) for _, pk, name, why in rows])


def prepare_undo(run: ImportRun, *, spare: bool) -> None:
    """Look for what was touched since, and take the links between authorities back.

    Raises `ChangedSince` where anything was, unless those rows are to be spared. Inside the caller's transaction.
    """
    _mark_touched(run)
    touched = ImportChange.objects.filter(run=run, touched=True, undone=False)
    if not spare and (count := touched.count()):
        ids = touched.values_list("authority_id", flat=True)[:_NAMED]
        names = list(Authority.objects.filter(pk__in=list(ids)).values_list("name", flat=True))
        raise ChangedSince(names or ["Authorities of it"], count)
    run_sql(_UNLINK, run=run.pk)


def _mark_touched(run: ImportRun, low: int = 0, high: int = _LAST) -> None:
    run_sql(_touch(), run=run.pk, low=low, high=high)


def undo_chunk(run: ImportRun) -> bool:
    """Take the next rows of the run back, whose row the caller has locked; False where none is left."""
    rows = ImportChange.objects.filter(run=run, undone=False, touched=False, number__gt=run.last_number)
    numbers = list(rows.order_by("number").values_list("number", flat=True)[:CHUNK])
    if not numbers:
        return False
    low, high = run.last_number, numbers[-1]
    run_sql(_LOCK, run=run.pk, low=low, high=high)
    _mark_touched(run, low, high)
    tagged = fetch(_TAGGED, run=run.pk, low=low, high=high)
    set_tags_of_many(tags={pk: json.loads(tags) for pk, tags in tagged})
    for sql in (*_DELETE, *_RESTORE, _MARK):
        run_sql(sql, run=run.pk, low=low, high=high)
    run.last_number, run.done = numbers[-1], run.done + len(numbers)
    run.save(update_fields=["last_number", "done"])
    return True
