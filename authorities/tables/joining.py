"""Several values in one cell, so that each comes back as it was. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

SEPARATOR = "; "
NOTHING = frozenset(
    {"", "-", "--", "–", "—", "n/a", "#n/a", "null", "nil", "none", "(none)", "unknown", "tbc", "?"}
)
"""What people write where they have nothing to write."""
LONGEST_NOTHING = max(map(len, NOTHING))

_PART = r'(?:\s*"(?:[^"]|"")*"\s*|[^";]*)'
_QUOTED = re.compile(rf"{_PART}(?:;{_PART})*")
_ALWAYS = re.compile(r'[;"\n]')
_ALONE = re.compile(r"[,|:\s]")


def joined(values: Sequence[str]) -> str:
    """The values with semicolons between them.

    One that would be taken apart again, or for nothing at all, stands in quotation marks, those inside it doubled.
    """
    alone = len(values) == 1
    return SEPARATOR.join(_quoted(value, alone=alone) for value in values)


def _quoted(value: str, *, alone: bool) -> str:
    taken_apart = _ALWAYS.search(value) or (alone and _ALONE.search(value))
    if taken_apart or value.casefold() in NOTHING:
        return '"' + value.replace('"', '""') + '"'
    return value


def quoted_values(cell: str) -> list[str]:
    """The values of a cell in which some stand in quotation marks, as `joined` writes them; [] for any other cell."""
    if '"' not in cell or not _QUOTED.fullmatch(cell):
        return []
    [parts] = csv.reader([cell.replace("\n", " ")], delimiter=";", skipinitialspace=True)
    return [part.strip() for part in parts if part.strip()]


def several(cell: str) -> list[str]:
    """The values of a cell that has semicolons between them."""
    return quoted_values(cell) or [part.strip() for part in cell.split(";") if part.strip()]
