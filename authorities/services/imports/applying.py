"""Writing what a preview showed: a chunk of rows in one transaction, all of it by the database itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils import timezone

from authorities.import_models import ImportFinding, ImportRun
from authorities.services.imports.copying import fetch, run_sql
from authorities.services.imports.state import DIGEST, FACTS, STATE, TRUTHS
from authorities.services.tagging import set_tags_of_many
from authorities.tables.fields import EMAIL_ROLES, SCHEMES

CHUNK = 1_000

_RANGE = "f.run_id = %(run)s AND f.number > %(low)s AND f.number <= %(high)s"
# What is written is given as arrays, whose length the planner sees. Of a run that is new it has no statistics: it takes
# it for one row, and would look through the whole chunk once for each row of it.
_DONE = f"""unnest(%(done)s::int[], %(whose)s::bigint[]) d (number, authority_id)
  JOIN authorities_importfinding f ON f.number = d.number AND {_RANGE}"""

_NEW_FACTS = ", ".join(
    f"(f.values->>'{fact}')::boolean" if fact in TRUTHS else f"f.values->>'{fact}'" for fact in FACTS
)
_FRESH = f"""
SELECT f.number, upper(f.values->>'name'), f.values->>'identifiers' FROM authorities_importfinding f
WHERE {_RANGE} AND f.status = 'new' ORDER BY f.number
"""  # noqa: S608
_TAKEN_NAMES = "SELECT upper(name) FROM authorities_authority WHERE upper(name) = ANY(%(names)s)"
_TAKEN_CODES = """
SELECT i.scheme, i.value FROM authorities_identifier i
JOIN unnest(%(of)s::text[], %(codes)s::text[]) w (scheme, value) ON i.scheme = w.scheme AND i.value = w.value
"""
_IDS = (
    "SELECT nextval(pg_get_serial_sequence('authorities_authority', 'id')) FROM generate_series(1, %(count)s)"
)
_NEW = "unnest(%(numbers)s::int[], %(ids)s::bigint[]) m (number, id)"
_MAKE = (
    f"""INSERT INTO authorities_authority (id, {", ".join(FACTS)}, created_at, updated_at)
    SELECT m.id, {_NEW_FACTS}, %(now)s, %(now)s
    FROM {_NEW} JOIN authorities_importfinding f ON f.number = m.number AND {_RANGE}
    ON CONFLICT (name) DO NOTHING""",  # noqa: S608
    f"""INSERT INTO authorities_importchange (run_id, number, authority_id, before, after, touched, undone)
    SELECT %(run)s, m.number, m.id, NULL, '', false, false FROM {_NEW}
    WHERE EXISTS (SELECT 1 FROM authorities_authority a WHERE a.id = m.id)""",  # noqa: S608
)
_MAKE_NAMES = f"""
INSERT INTO authorities_authorityname (authority_id, name)
SELECT d.authority_id, n FROM {_DONE}, jsonb_array_elements_text(f.values->'other_names') n WHERE f.status = 'new'
"""  # noqa: S608
_MAKE_IDENTIFIERS = f"""
INSERT INTO authorities_identifier (authority_id, scheme, value)
SELECT d.authority_id, v->>0, v->>1 FROM {_DONE}, jsonb_array_elements(f.values->'identifiers') v
WHERE f.status = 'new'
"""  # noqa: S608
_MAKE_CONTACTS = f"""
INSERT INTO authorities_contact (authority_id, role, email, status, note, created_at)
SELECT d.authority_id, v->>0, v->>1, 'untried', '', %(now)s FROM {_DONE}, jsonb_array_elements(f.values->'emails') v
WHERE f.status = 'new'
"""  # noqa: S608

# An authority that is not as it was when the row was checked is not changed: the row is overtaken.
_LOCK = f"""
SELECT a.id FROM authorities_authority a JOIN authorities_importfinding f ON f.authority_id = a.id
WHERE {_RANGE} AND f.status = 'changed' ORDER BY a.id FOR UPDATE OF a
"""  # noqa: S608
# What a change makes of the identifiers of a scheme `s`: one, or a list of several.
_CODES = """jsonb_array_elements_text(CASE jsonb_typeof(f.changes->s->1)
  WHEN 'array' THEN f.changes->s->1 ELSE jsonb_build_array(f.changes->s->1) END)"""
_SNAPSHOT = f"""
WITH taken AS MATERIALIZED (
  SELECT f.number FROM authorities_importfinding f CROSS JOIN unnest(%(schemes)s::text[]) s
  CROSS JOIN LATERAL {_CODES} v
  JOIN authorities_identifier i ON i.scheme = s AND i.value = v
  WHERE {_RANGE} AND f.status = 'changed' AND i.authority_id <> f.authority_id)
INSERT INTO authorities_importchange (run_id, number, authority_id, before, after, touched, undone)
SELECT f.run_id, f.number, a.id, {STATE} || jsonb_build_object('replaced_by', a.replaced_by_id), '', false, false
FROM authorities_importfinding f JOIN authorities_authority a ON a.id = f.authority_id
WHERE {_RANGE} AND f.status = 'changed' AND {DIGEST} = f.seen
  AND f.number NOT IN (SELECT number FROM taken)
  AND NOT (f.changes ? 'name' AND EXISTS (SELECT 1 FROM authorities_authority b
      WHERE upper(b.name) = upper(f.changes->'name'->>1) AND b.id <> a.id))
"""  # noqa: S608
_WRITTEN = tuple(fact for fact in FACTS if fact not in (*TRUTHS, "search_text"))
_CHANGED_FACTS = ", ".join(f"{fact} = coalesce(f.changes->'{fact}'->>1, a.{fact})" for fact in _WRITTEN)
_CHANGE = f"""
UPDATE authorities_authority a SET {_CHANGED_FACTS},
  is_active = coalesce((f.changes->'is_active'->>1)::boolean, a.is_active),
  replaced_by_id = CASE WHEN (f.changes->'is_active'->>1)::boolean THEN NULL ELSE a.replaced_by_id END,
  search_text = coalesce(f.values->>'search_text', a.search_text), updated_at = %(now)s
FROM {_DONE} WHERE f.status = 'changed' AND a.id = d.authority_id
"""  # noqa: S608
_CHANGE_NAMES = (
    f"""DELETE FROM authorities_authorityname n USING {_DONE}
    WHERE f.status = 'changed' AND n.authority_id = d.authority_id AND f.changes ? 'other_names'
      AND NOT (f.changes->'other_names'->1) ? n.name""",  # noqa: S608
    f"""INSERT INTO authorities_authorityname (authority_id, name)
    SELECT d.authority_id, n FROM {_DONE}, jsonb_array_elements_text(f.changes->'other_names'->1) n
    WHERE f.status = 'changed' ON CONFLICT (authority_id, name) DO NOTHING""",  # noqa: S608
)
_CHANGE_IDENTIFIERS = (
    f"""DELETE FROM authorities_identifier i USING {_DONE}
    WHERE f.status = 'changed' AND i.authority_id = d.authority_id AND f.changes ? i.scheme
      AND NOT (f.changes->i.scheme->1) ? i.value""",  # noqa: S608
    f"""INSERT INTO authorities_identifier (authority_id, scheme, value)
    SELECT d.authority_id, s, v FROM {_DONE} CROSS JOIN unnest(%(schemes)s::text[]) s CROSS JOIN LATERAL {_CODES} v
    WHERE f.status = 'changed' AND v <> '' ON CONFLICT (scheme, value) DO NOTHING""",  # noqa: S608
)
_ROLES = (
    "(VALUES " + ", ".join(f"('{code}', '{role}')" for code, role in EMAIL_ROLES.items()) + ") r (code, role)"
)
# An address that is no longer used is retired, not deleted; one that is used again is taken back.
_CHANGE_CONTACTS = (
    f"""UPDATE authorities_contact c SET retired_at = %(now)s FROM {_DONE}, {_ROLES}
    WHERE f.status = 'changed' AND c.authority_id = d.authority_id AND c.role = r.role AND c.retired_at IS NULL
      AND f.changes ? r.code AND NOT (f.changes->r.code->1) ? lower(c.email)""",  # noqa: S608
    f"""INSERT INTO authorities_contact AS c (authority_id, role, email, status, note, created_at)
    SELECT d.authority_id, r.role, e, 'untried', '', %(now)s
    FROM {_DONE}, {_ROLES}, jsonb_array_elements_text(f.changes->r.code->1) e
    WHERE f.status = 'changed' ON CONFLICT (authority_id, upper(email), role) DO UPDATE SET retired_at = NULL
    WHERE c.retired_at IS NOT NULL""",  # noqa: S608
)
_TAGGED = f"""
SELECT d.authority_id, CASE f.status WHEN 'new' THEN f.values->'tags' ELSE f.changes->'tags'->1 END AS tags
FROM {_DONE} WHERE f.changes ? 'tags' OR f.values->'tags' <> '[]'
"""  # noqa: S608
_OVERTAKEN = f"""
UPDATE authorities_importfinding f SET status = 'overtaken'
WHERE {_RANGE} AND f.status IN ('new', 'changed') AND f.number <> ALL (%(done)s::int[])
"""  # noqa: S608
_CHANGES = "d.run_id = %(run)s AND d.number > %(low)s AND d.number <= %(high)s"
_WRITTEN_ROWS = (
    f"SELECT d.number, d.authority_id FROM authorities_importchange d WHERE {_CHANGES} ORDER BY d.number"  # noqa: S608
)
_AFTER = f"""
UPDATE authorities_importchange d SET after = {DIGEST} FROM authorities_authority a
WHERE {_CHANGES} AND a.id = d.authority_id
"""  # noqa: S608
# What replaced what: at the end, when all authorities of the file are there.
_REPLACED = """
SELECT f.number, (w->>'id')::bigint, (w->>'row')::int FROM authorities_importfinding f
CROSS JOIN LATERAL (SELECT coalesce(f.values->'replaced_by', f.changes->'replaced_by'->1) AS w) x
WHERE f.run_id = %(run)s AND w IS NOT NULL ORDER BY f.number
"""
_LINK = """
UPDATE authorities_authority a SET replaced_by_id = t.target
FROM (SELECT d.authority_id, coalesce(w.id, o.authority_id) AS target
      FROM unnest(%(numbers)s::int[], %(ids)s::bigint[], %(rows)s::int[]) w (number, id, row)
      JOIN authorities_importchange d ON d.run_id = %(run)s AND d.number = w.number
      LEFT JOIN authorities_importchange o ON o.run_id = %(run)s AND o.number = w.row) t
WHERE a.id = t.authority_id AND t.target IS NOT NULL AND NOT a.is_active AND a.id <> t.target
  AND EXISTS (SELECT 1 FROM authorities_authority b WHERE b.id = t.target)
"""
_FIRST = {"new": _MAKE, "changed": (_LOCK, _SNAPSHOT)}
"""What is done first for the rows of each status; it leaves a change for each row that is written."""
_THEN = {
    "new": (_MAKE_NAMES, _MAKE_IDENTIFIERS, _MAKE_CONTACTS),
    "changed": (_CHANGE, *_CHANGE_NAMES, *_CHANGE_IDENTIFIERS, *_CHANGE_CONTACTS),
}


def apply_chunk(run: ImportRun) -> bool:
    """Write the next rows of the run, whose row the caller has locked; False where none is left.

    Effects: authorities with their names, identifiers, tags and contacts; an `ImportChange` for each row
    written; rows that something else was faster than become `overtaken`; the run's progress.
    """
    waiting = ImportFinding.objects.filter(
        run=run, status__in=("new", "changed"), number__gt=run.last_number
    ).order_by("number")
    chunk = list(waiting.values_list("number", "status")[:CHUNK])
    if not chunk:
        return False
    last = chunk[-1][0]
    given = {"run": run.pk, "low": run.last_number, "high": last, "now": timezone.now()}
    given |= {"schemes": list(SCHEMES), **_fresh(given)}
    there = {status for _, status in chunk}
    _do(_FIRST, there, given)
    written = fetch(_WRITTEN_ROWS, **given)
    given |= {"done": [number for number, _ in written], "whose": [pk for _, pk in written]}
    _do(_THEN, there, given)
    run_sql(_OVERTAKEN, **given)
    set_tags_of_many(tags={pk: json.loads(tags) for pk, tags in fetch(_TAGGED, **given)})
    run_sql(_AFTER, **given)
    run.last_number, run.done = last, run.done + len(chunk)
    run.save(update_fields=["last_number", "done"])
    return True


def _do(steps: Mapping[str, Sequence[str]], there: Collection[str], given: Mapping[str, Any]) -> None:
    """The statements for those statuses that the chunk has."""
    for status, statements in steps.items():
        for sql in statements if status in there else ():
            run_sql(sql, **given)


def _fresh(given: dict[str, Any]) -> dict[str, list[int]]:
    """The numbers of the rows that make a new authority, and the ids those will have.

    One that somebody else has made meanwhile, or whose identifier is taken, is not made: it is overtaken.
    """
    rows = [(number, name, json.loads(codes)) for number, name, codes in fetch(_FRESH, **given)]
    names = {name for (name,) in fetch(_TAKEN_NAMES, names=[name for _, name, _ in rows])}
    pairs = [pair for _, _, codes in rows for pair in codes]
    codes = set(fetch(_TAKEN_CODES, of=[scheme for scheme, _ in pairs], codes=[value for _, value in pairs]))
    numbers = [
        number
        for number, name, own in rows
        if name not in names and codes.isdisjoint((scheme, value) for scheme, value in own)
    ]
    return {"numbers": numbers, "ids": [pk for (pk,) in fetch(_IDS, count=len(numbers))]}


def link_successors(run: ImportRun) -> None:
    """Write what replaced what among the authorities of the run that are written."""
    replaced = fetch(_REPLACED, run=run.pk)
    if replaced:
        numbers, ids, rows = zip(*replaced, strict=True)
        run_sql(_LINK, run=run.pk, numbers=list(numbers), ids=list(ids), rows=list(rows))
