"""The list as the rows of a table, in exactly the columns that an import reads, and in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from authorities.laws import Law
from authorities.models import Authority, AuthorityName, Contact, Identifier
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


def rows(authorities: AuthorityQuerySet) -> Iterator[list[str]]:
    """An authority a row, under `tables.fields.HEADERS`, read `CHUNK` at a time in one query.

    The database gathers names, addresses, identifiers and tags: objects for each of them took ten times as long.
    """
    plain = [code for code in CODES if code not in _MANY and code != "replaced_by"]
    whole = authorities.prefetch_related(None).annotate(
        **{f"many_{code}": query for code, query in _MANY.items()}
    )
    for row in whole.values(*plain, "replaced_by__name", *(f"many_{code}" for code in _MANY)).iterator(CHUNK):
        row["replaced_by"] = row["replaced_by__name"]
        row.update({code: row[f"many_{code}"] for code in _MANY})
        row.update({code: words[row[code]] for code, words in WORDS.items()})
        yield [_text(row[code]) for code in CODES]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return joined(value) if isinstance(value, list) else value or ""


def _gathered(of: QuerySet[Any], what: str) -> ArraySubquery:
    return ArraySubquery(of.filter(authority=OuterRef("pk")).order_by(what).values(what))


_MANY = {
    "other_names": _gathered(AuthorityName.objects.all(), "name"),
    "tags": _gathered(Authority.tags.through.objects.all(), "tag__name"),
    **{
        code: _gathered(Contact.objects.current().filter(role=role), "email")
        for code, role in EMAIL_ROLES.items()
    },
    **{scheme: _gathered(Identifier.objects.filter(scheme=scheme), "value") for scheme in SCHEMES},
}
