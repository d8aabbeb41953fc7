"""Which of a letter's dates is the day of receipt, its own day, and the day an answer is promised for."""

from __future__ import annotations

import datetime as dt
import re

from correspondence.reading.dates import FoundDate, dates_in_letter
from correspondence.reading.reader_types import Dates, FoundDay, Kind, Quote

_STATUTORY = re.compile(r"statutory|20|twenty|working day|legal|\bdue\b", re.IGNORECASE)
_OLDEST = 3  # years before the letter's own date that a date of receipt may lie


def find_dates_of(text: str, kind: Kind, *, sent_on: dt.date | None, body_ends: int) -> Dates:
    """The dates of a letter. `sent_on`: the day it was sent, from which a year left out is taken.

    In the outcome of a review, what was received is the request for the review. Earlier mail, from `body_ends` on, is
    read for years only.
    """
    found = [one for one in dates_in_letter(text, near=sent_on) if one.start < body_ends]
    written = next((one for one in found if one.kind == "written"), None)
    latest = written.day if written else sent_on
    received = [one for one in found if one.kind == "received" and _possible(one.day, latest)]
    due = [one for one in found if one.kind == "due"]
    return Dates(
        received=_as_day(text, _receipt(received, review=kind == "internal_review_outcome")),
        letter=_as_day(text, written),
        due=_as_day(text, _promise(due)),
    )


def _possible(day: dt.date, latest: dt.date | None) -> bool:
    """Whether a request can have come on that day: not after the letter, nor years before it."""
    return latest is None or dt.timedelta(0) <= latest - day <= dt.timedelta(days=366 * _OLDEST)


def _receipt(received: list[FoundDate], *, review: bool) -> FoundDate | None:
    """The date of receipt: of the request, or of the request for a review; stated before merely mentioned."""
    wanted = "review" if review else "request"

    def rank(one: FoundDate) -> tuple[bool, bool]:
        return (one.about != wanted, not one.stated)

    if not review:
        received = [one for one in received if one.about != "review"] or received
    return min(received, key=rank, default=None)


def _promise(due: list[FoundDate]) -> FoundDate | None:
    """The day an answer is due: one that is called statutory, else the latest."""
    statutory = [one for one in due if _STATUTORY.search(one.text[:60])]
    return max(statutory or due, key=lambda one: one.day, default=None)


def _as_day(text: str, one: FoundDate | None) -> FoundDay | None:
    if one is None:
        return None
    return FoundDay(one.day, one.year_assumed, Quote(one.start, one.end, text[one.start : one.end]))
