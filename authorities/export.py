"""The list as the rows of a table, in exactly the columns that an import reads, and in bounded memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection

from authorities.laws import Law
from authorities.models import Authority
from authorities.querysets import AuthorityQuerySet
from authorities.tables.fields import AUTHORITY_FIELDS, EMAIL_ROLES, SCHEMES
from authorities.tables.joining import joined

CHUNK = 2_000
"""Authorities that are in memory at once."""

CODES = tuple(field.code for field in AUTHORITY_FIELDS)
WORDS = {
    "kind": dict(Authority.Kind.choices),
    "nation": dict(Authority.Nation.choices),
    "law": dict(Law.choices),
    "body": dict(Authority.Body.choices),
}
"""What stands in the file for the codes of these columns."""


_EMAILS = {role: code for code, role in EMAIL_ROLES.items()}
_MANY = {"other_names", "tags", *EMAIL_ROLES, *SCHEMES}
_PLAIN = [code for code in CODES if code not in _MANY and code != "replaced_by"]
_PLACES = {code: place for place, code in enumerate(CODES)}
_PLAIN_PLACES = [(_PLACES[code], WORDS.get(code)) for code in _PLAIN]


def rows(authorities: AuthorityQuerySet) -> Iterator[list[str]]:
    """An authority a row, under `tables.fields.HEADERS`, read `CHUNK` at a time.

    What an authority has several of is read for a chunk at once, in one query and as bare values: asked for one by one
    in the same query as the facts it took the database many times as long, and objects would take Python ten times as
    long.
    """
    whole = authorities.prefetch_related(None).values_list("pk", *_PLAIN, "replaced_by__name").iterator(CHUNK)
    while chunk := list(islice(whole, CHUNK)):
        several = _several([row[0] for row in chunk])
        for pk, *facts, replaced_by in chunk:
            row = [""] * len(CODES)
            for (place, words), fact in zip(_PLAIN_PLACES, facts, strict=True):
                row[place] = words[fact] if words else _text(fact)
            row[_PLACES["replaced_by"]] = replaced_by or ""
            for code, values in several.get(pk, {}).items():
                row[_PLACES[code]] = joined(values)
            yield row


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or ""


def _several(keys: list[int]) -> dict[int, dict[str, list[str]]]:
    """The values of which there may be several, in order, by authority and column.

    The keys go as one array: thousands of parameters took the driver longer than the database.
    """
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(_SEVERAL, {"keys": keys})
        for pk, code, value in cursor:
            found[pk][_EMAILS.get(code, code)].append(value)
    return found


_SEVERAL = """
    SELECT authority_id, 'other_names', name FROM authorities_authorityname WHERE authority_id = ANY(%(keys)s)
    UNION ALL SELECT w.authority_id, 'tags', t.name FROM authorities_authority_tags w
      JOIN authorities_tag t ON t.id = w.tag_id WHERE w.authority_id = ANY(%(keys)s)
    UNION ALL SELECT authority_id, scheme, value FROM authorities_identifier WHERE authority_id = ANY(%(keys)s)
    UNION ALL SELECT authority_id, role, email FROM authorities_contact
      WHERE authority_id = ANY(%(keys)s) AND retired_at IS NULL
    ORDER BY 1, 2, 3
"""
