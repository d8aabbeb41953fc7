"""The columns of the list as a file: those an export writes are exactly those an import reads.

A cell holds one value, or several joined by `SEPARATOR`. Kind, nation, law and time limit are in words, as on the
screen; "still exists" is yes or no; "replaced by" is an official name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authorities.models import Authority

SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """`code` is its name in programs, `header` the first cell of the column in a file."""

    code: str
    header: str
    many: bool = False


COLUMNS = (
    Column("name", "name"),
    Column("other_names", "other names", many=True),
    Column("kind", "kind"),
    Column("nation", "nation"),
    Column("law", "law"),
    Column("body", "time limit"),
    Column("website", "website"),
    Column("publication_scheme", "publication scheme"),
    Column("disclosure_log", "disclosure log"),
    Column("foi_email", "FOI e-mail", many=True),
    Column("review_email", "review e-mail", many=True),
    Column("general_email", "general e-mail", many=True),
    Column("gss", "GSS code", many=True),
    Column("wdtk", "WhatDoTheyKnow url name", many=True),
    Column("wdtk-id", "WhatDoTheyKnow number", many=True),
    Column("local-authority-code", "local authority code", many=True),
    Column("other", "other identifiers", many=True),
    Column("tags", "tags", many=True),
    Column("is_active", "still exists"),
    Column("replaced_by", "replaced by"),
    Column("notes", "notes"),
)
HEADERS = tuple(column.header for column in COLUMNS)


def cells(authority: Authority) -> list[str]:
    """One authority as a row of text under `HEADERS`. Its names, contacts, identifiers and tags are fetched already."""
    held: dict[str, list[str]] = {
        "other_names": [other.name for other in authority.other_names.all()],
        "tags": [tag.name for tag in authority.tags.all()],
    }
    for contact in authority.contacts.all():
        held.setdefault(f"{contact.role}_email", []).append(contact.email)
    for identifier in authority.identifiers.all():
        held.setdefault(identifier.scheme, []).append(identifier.value)
    one = {
        "name": authority.name,
        "kind": authority.get_kind_display(),
        "nation": authority.get_nation_display(),
        "law": authority.get_law_display(),
        "body": authority.get_body_display() if authority.body else "",
        "website": authority.website,
        "publication_scheme": authority.publication_scheme,
        "disclosure_log": authority.disclosure_log,
        "is_active": "yes" if authority.is_active else "no",
        "replaced_by": authority.replaced_by.name if authority.replaced_by else "",
        "notes": authority.notes,
    }
    return [
        SEPARATOR.join(held.get(column.code, ())) if column.many else one[column.code] for column in COLUMNS
    ]
