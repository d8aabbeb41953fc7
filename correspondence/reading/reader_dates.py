"""Which of a letter's dates is the day of receipt, its own day, and the day an answer is promised for."""

from __future__ import annotations

import datetime as dt
import re

from correspondence.reading.dates import About, FoundDate, dates_in_letter, find_dates
from correspondence.reading.reader_text import LONG_PART, LetterText
from correspondence.reading.reader_types import Dates, FoundDay, Kind, Quote

# Ways to date our letter that the general reader of dates leaves out.
_LABELLED = re.compile(
    r"(?:date (?:of|request|your request)(?: (?:the |your )?(?:request|receipt|received|made))?|request "
    r"(?:date|received|dated|made|submitted)"
    r"(?: on)?|received(?: on| date)?|date received)[ \t]*[:–-]?[ \t]*\Z",
    re.IGNORECASE,
)
_ON_WHICH = re.compile(
    r",? (?:you|your office|the data \w+) (?:have )?(?:asked|requested|submitted|sent|wrote|made|contacted"
    r"|e-?mailed)\b",
    re.IGNORECASE,
)
_YOU_ASKED = re.compile(
    r"\byou(?:r organisation)? (?:have )?(?:requested|asked for|asked|submitted|sent|"
    r"made|wrote|written|contacted)\b[^.\n]{0,60}\bon(?: the)? \Z",
    re.IGNORECASE,
)
_MAY_DATE_OURS = re.compile(
    r"\d,? (?:you|your office|the data \w+) |[Dd]ate of|(?:equest|REQUEST|eceived|ECEIVED)[\w ]{0,14}[:–-]"
    r"|[Yy]ou (?:have )?(?:requested|asked|"
    r"submitted|sent|made|wrote|written|contacted)[^.\n]{0,60} on"
)
_DIGIT = re.compile(r"\d")
_REVIEW = re.compile(r"\breview|reconsider", re.IGNORECASE)
_STATUTORY = re.compile(r"statutory|20|twenty|working day|legal|\bdue\b", re.IGNORECASE)
_OLDEST = 3  # years before the letter's own date that a date of receipt may lie


def read_dates(text: str, *, sent_on: dt.date | None, body_ends: int) -> list[FoundDate]:
    """The dates of a letter that mean something, without those of earlier mail, which begins at `body_ends`.

    sent_on: the day it was sent, from which a year left out is taken.
    """
    found = [one for one in dates_in_letter(text, near=sent_on) if one.start < body_ends]
    if not any(one.kind == "received" for one in found):
        found += _otherwise_received(text[:body_ends])
    return found


def choose_dates(text: str, found: list[FoundDate], kind: Kind, *, sent_on: dt.date | None) -> Dates:
    """The day of receipt, the letter's own and the promised one.

    In the outcome of a review, what was received is the request for the review.
    """
    written = next((one for one in found if one.kind == "written"), None)
    latest = written.day if written else sent_on
    received = [one for one in found if one.kind == "received" and _possible(one.day, latest)]
    due = [one for one in found if one.kind == "due"]
    return Dates(
        received=_as_day(text, _receipt(received, review=kind == "internal_review_outcome")),
        letter=_as_day(text, written),
        due=_as_day(text, _promise(due)),
    )


def _otherwise_received(text: str) -> list[FoundDate]:
    """Dates of our letter in words such as "Date of request: 1 May 2018" or "On 1 May 2018 you asked"."""
    found: list[FoundDate] = []
    if not _MAY_DATE_OURS.search(text):
        return found
    for span in find_dates(text):
        before, after = text[max(0, span.start - 120) : span.start], text[span.end : span.end + 160]
        if not span.year or not (
            _LABELLED.search(before)
            or _YOU_ASKED.search(before)
            or (before[-4:].lower().endswith("on ") and _ON_WHICH.match(after))
        ):
            continue
        about: About = "review" if _REVIEW.search(after.split(".", 1)[0]) else "request"
        found.append(
            FoundDate(
                "received", span.day, about, False, False, text[span.start : span.end], span.start, span.end
            )
        )
    return found


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


def only_dated(letter: LetterText) -> str:
    """The letter with its long parts without a digit struck out: its dates in place, and faster to look through."""
    kept: list[str] = []
    reached = 0
    for part in letter.parts:
        if len(part.flat) >= LONG_PART and not _DIGIT.search(part.flat):
            kept += [letter.text[reached : part.start], "x" * (part.end - part.start)]
            reached = part.end
    kept.append(letter.text[reached:])
    return "".join(kept)
