"""A day in a cell, however people write it: day first, as the British do. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from authorities.importing.addresses import Wrong, short

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("january", "jan", "ionawr"), ("february", "feb", "chwefror"), ("march", "mar", "mawrth")),
            *(("april", "apr", "ebrill"), ("may", "mai"), ("june", "jun", "mehefin")),
            *(("july", "jul", "gorffennaf"), ("august", "aug", "awst"), ("september", "sep", "sept", "medi")),
            *(("october", "oct", "hydref"), ("november", "nov", "tachwedd"), ("december", "dec", "rhagfyr")),
        ),
        start=1,
    )
    for name in names
}
_TIME = re.compile(
    r"[ T,]+(?:at )?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?$", re.I
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.I)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})$")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.\-/]*([a-z]{3,12})[\s.,\-/']*(\d{2}|\d{4})$", re.I
)
_NAME_DAY = re.compile(r"([a-z]{3,12})[\s.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]+(\d{4})$", re.I)
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?$")
EXAMPLE = "Such as 20/07/2018, 20 July 2018 or 2018-07-20"


def read_day(cell: str) -> date:
    """The day that the cell names; a time of day is left out, two figures of a year are of this century.

    Raises `Wrong` for what is no day, with the one that was probably meant.
    """
    text = _WEEKDAY.sub("", _TIME.sub("", " ".join(cell.split()))).strip(" .,")
    if found := _ISO.match(text):
        return _day(cell, *map(int, found.groups()))
    if found := _NUMBERS.match(text):
        day, month, year = map(int, found.groups())
        return _day(cell, year, month, day)
    if found := _DAY_NAME.match(text):
        return _named(cell, int(found[1]), found[2], int(found[3]))
    if found := _NAME_DAY.match(text):
        return _named(cell, int(found[2]), found[1], int(found[3]))
    if _SERIAL.match(text):
        meant = date(1899, 12, 30) + timedelta(days=int(float(text)))
        raise Wrong(f"“{short(cell)}” is a number, no date", f"Perhaps {in_words(meant)}: write it as a date")
    raise Wrong(f"“{short(cell)}” is no date", EXAMPLE)


def _named(cell: str, day: int, name: str, year: int) -> date:
    month = MONTHS.get(name.casefold())
    if month is None:
        raise Wrong(f"“{short(cell)}” is no date: “{name}” is no month", EXAMPLE)
    return _day(cell, year, month, day)


def _day(cell: str, year: int, month: int, day: int) -> date:
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        pass
    try:
        meant = date(year, day, month)  # the other way round
    except ValueError:
        raise Wrong(f"“{short(cell)}” is no day of the calendar", EXAMPLE) from None
    raise Wrong(
        f"“{short(cell)}” has no such month: the day comes first here",
        f"If it is {in_words(meant)}, write {meant:%d/%m/%Y}",
    )


def in_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
