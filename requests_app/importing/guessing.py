"""What the columns of a spreadsheet of requests hold whose names say nothing: by what stands in them. Pure; a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from authorities.importing.addresses import Wrong
from authorities.tables.guessing import SAMPLED, Column
from authorities.tables.headers import plain
from requests_app.importing.days import read_day
from requests_app.importing.outcomes import guess_outcome, plain_code

NEARLY_ALL, MOSTLY = 0.9, 0.6
MOST_OUTCOMES = 12
_OTHER_DAY = r"^(?!.*\b(?:due|ack|remind|chas|review|complain|deadline|expect)"  # "Response due" is no answer
_DAYS = (
    (
        "sent",
        re.compile(
            _OTHER_DAY
            + r"|.*\b(?:answer|repl|respon)).*\b(?:sent|wrote|written|asked|submitted|requested|posted|e ?mailed)\b"
        ),
    ),
    (
        "answered",
        re.compile(_OTHER_DAY + r").*\b(?:answer(?:ed)?|repl(?:y|ied)|respon(?:ded|se)|heard back)\b"),
    ),
)
# One word with a figure and a letter or a separator: FOI-2018-113, 18/1134, RFI20181.
_REFERENCE = re.compile(r"(?=[^\s]*\d)(?=[^\s]*[a-z/_-])[a-z0-9][a-z0-9/_.-]{3,29}$", re.IGNORECASE)
_REFERENCE_NAME = re.compile(r"\b(?:refs?|reference|case|number|no|id)\b")


def guess_contents(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns, with those that hold nothing yet taken for dates, references and outcomes where they look so."""
    found = list(columns)
    for code, fits in _LOOKS:
        if any(column.field == code for column in found):
            continue
        for at, column in enumerate(found):
            cells = [row[column.index] for row in rows if column.index < len(row) and row[column.index]]
            if not column.field and cells and fits(plain(column.name), cells[:SAMPLED]):
                found[at] = replace(column, field=code)
                break
    return found


def _days(words: re.Pattern[str]) -> Callable[[str, Sequence[str]], bool]:
    return lambda name, cells: words.search(name) is not None and _share(_is_day, cells) >= NEARLY_ALL


def _is_day(cell: str) -> bool:
    try:
        read_day(cell)
    except Wrong:
        return False
    return True


def _references(name: str, cells: Sequence[str]) -> bool:
    """Values that look like numbers of cases, hardly two the same; dates are none."""
    if len(set(cells)) < len(cells) * MOSTLY or _share(_is_day, cells) > 1 - NEARLY_ALL:
        return False
    named = _REFERENCE_NAME.search(name) is not None
    return _share(_is_reference, cells) >= (MOSTLY if named else NEARLY_ALL)


def _is_reference(cell: str) -> bool:
    return _REFERENCE.match(cell) is not None and "://" not in cell


def _outcomes(name: str, cells: Sequence[str]) -> bool:
    """Few different values, which repeat, and of which most tell an outcome."""
    different = {plain_code(cell) for cell in cells}
    if len(different) > MOST_OUTCOMES or (len(cells) > 3 and len(different) > len(cells) / 2):
        return False
    return _share(lambda code: bool(guess_outcome(code)), sorted(different)) >= MOSTLY


def _share(fits: Callable[[str], bool], cells: Sequence[str]) -> float:
    return sum(map(fits, cells)) / len(cells)


_LOOKS: tuple[tuple[str, Callable[[str, Sequence[str]], bool]], ...] = (
    *((code, _days(words)) for code, words in _DAYS),
    ("reference", _references),
    ("outcome", _outcomes),
)
