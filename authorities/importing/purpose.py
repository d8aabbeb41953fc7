"""What a file's only column of e-mail addresses is for: FOI requests only where something says so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from authorities.tables.fields import EMAIL_ROLES
from authorities.tables.guessing import Column
from authorities.tables.headers import plain

GOOD_SHARE = 1 / 3
_WORDS = re.compile(r"\b(?:foi|foia|foisa|eirs?|freedom of information)\b")
_MAILBOX = re.compile(
    r"(?:^|[^a-z])(?:foi[a-z]*|eirs?)(?![a-z])[^\s@]*@"
    r"|(?:freedom|info(?:rmation)?[._-]?(?:request|governance|rights|access)|data[._-]?protection)[^\s@]*@",
    re.IGNORECASE,
)


def purpose_of_addresses(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], file_name: str
) -> tuple[list[Column], str]:
    """The columns, and a sentence on what the only column of addresses was taken for; "" where its name says it."""
    emails = [column for column in columns if column.field in EMAIL_ROLES]
    if len(emails) != 1 or emails[0].field != "email_general" or "general" in plain(emails[0].name).split():
        return list(columns), ""
    (column,) = emails
    reason = _reason(column, rows, file_name)
    start = f"“{column.name}” is the only column of e-mail addresses, and "
    if not reason:
        return list(columns), (
            f"{start}nothing says that they are for FOI requests, so they are taken for general ones: look at it."
        )
    taken = [replace(each, field="email_foi") if each is column else each for each in columns]
    return taken, f"{start}{reason}, so it is taken for those of FOI requests: look at it."


def _reason(column: Column, rows: Iterable[Sequence[str]], file_name: str) -> str:
    if _WORDS.search(plain(column.name)):
        return "its name speaks of FOI"
    if _WORDS.search(plain(file_name)):
        return "the file's name speaks of FOI"
    cells = [row[column.index] for row in rows if column.index < len(row) and "@" in row[column.index]]
    foi = sum(_MAILBOX.search(cell) is not None for cell in cells)
    return "many of the addresses are those of FOI teams" if cells and foi >= len(cells) * GOOD_SHARE else ""
