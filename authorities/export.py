"""The list as the rows of a table, in exactly the columns that an import reads, and in bounded memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

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
    """An authority a row, under `tables.fields.HEADERS`, read `CHUNK` at a time.

    What an authority has several of is read for a chunk at once, as bare values: asked for one by one in the same
    query it took the database many times as long, and objects would take Python ten times as long.
    """
    whole = authorities.prefetch_related(None).values_list("pk", *_PLAIN, "replaced_by__name").iterator(CHUNK)
    while chunk := list(islice(whole, CHUNK)):
        several = _several([row[0] for row in chunk])
        for pk, *facts, replaced_by in chunk:
            told = dict(zip(_PLAIN, facts, strict=True)) | {"replaced_by": replaced_by}
            told |= {code: words[told[code]] for code, words in WORDS.items()}
            yield [_text(told[code] if code in told else several.get((pk, code), [])) for code in CODES]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return joined(value) if isinstance(value, list) else value or ""


def _several(keys: list[int]) -> dict[tuple[int, str], list[str]]:
    """The values of which there may be several, in order, by authority and column; a query for each kind of them."""
    of = {"authority_id__in": keys}
    names = AuthorityName.objects.filter(**of).order_by("name").values_list("authority_id", "name")
    tags = Authority.tags.through.objects.filter(**of).order_by("tag__name")
    codes = Identifier.objects.filter(**of).order_by("value").values_list("authority_id", "scheme", "value")
    emails = Contact.objects.current().filter(**of).order_by("email")
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pk, name in names:
        found[pk, "other_names"].append(name)
    for pk, name in tags.values_list("authority_id", "tag__name"):
        found[pk, "tags"].append(name)
    for pk, scheme, value in codes:
        found[pk, scheme].append(value)
    for pk, role, email in emails.values_list("authority_id", "role", "email"):
        found[pk, _EMAILS[role]].append(email)
    return found


_EMAILS = {role: code for code, role in EMAIL_ROLES.items()}
_MANY = {"other_names", "tags", *EMAIL_ROLES, *SCHEMES}
_PLAIN = [code for code in CODES if code not in _MANY and code != "replaced_by"]
