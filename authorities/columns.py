"""The columns of the list as a file: those an export writes are exactly those an import reads.

A cell holds one value, or several joined by `SEPARATOR`. Kind, nation, law and time limit are in words, as on the
screen; "still exists" is yes or no; "replaced by" is an official name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


def cells(held: Mapping[str, Any]) -> list[str]:
    """One authority as a row of text under `HEADERS`; `held` has a text, or a list of texts, for each column's code."""
    return [_text(held[column.code]) for column in COLUMNS]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return SEPARATOR.join(value) if isinstance(value, list) else value or ""
