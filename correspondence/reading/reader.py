"""Read a letter from a public authority: what sort it is, whose case, which dates, what it gives and refuses.

Pure and deterministic: no Django, no network, no clock. Everything found comes with the words that show it, and is
wrong sometimes: a person confirms it. The rules stand in reader_voice, reader_outcomes and reader_signals.
"""

from __future__ import annotations

import datetime as dt

from correspondence.reading.reader_align import align
from correspondence.reading.reader_answers import find_answers
from correspondence.reading.reader_dates import choose_dates, only_dated, read_dates
from correspondence.reading.reader_details import find_attachments, find_promises, find_review_contact
from correspondence.reading.reader_exemptions import cited_sections, find_exemptions
from correspondence.reading.reader_kind import find_kind
from correspondence.reading.reader_law import find_law
from correspondence.reading.reader_references import find_numbers
from correspondence.reading.reader_text import LONGEST_READ, LetterText, prepare
from correspondence.reading.reader_types import (
    KINDS,
    OUTCOMES,
    Dates,
    FoundAnswer,
    FoundDay,
    FoundExemption,
    FoundKind,
    FoundNumber,
    FoundWords,
    Kind,
    LawCode,
    Outcome,
    Promise,
    Quote,
    Reading,
)
from correspondence.reading.reader_zones import mark_zones

__all__ = [
    "KINDS",
    "LONGEST_READ",
    "OUTCOMES",
    "Dates",
    "FoundAnswer",
    "FoundDay",
    "FoundExemption",
    "FoundKind",
    "FoundNumber",
    "FoundWords",
    "Kind",
    "LawCode",
    "Outcome",
    "Promise",
    "Quote",
    "Reading",
    "align",
    "read_letter",
]

# Letters that say nothing yet: sections they name are examples of what might apply.
_NOT_YET: frozenset[Kind] = frozenset(
    {"acknowledgement", "automatic_reply", "clarification_request", "transfer", "other"}
)


def read_letter(text: str, *, sent_on: dt.date | None = None, automatic: bool = False) -> Reading:
    """Read one letter or e-mail from the authority, as plain text.

    sent_on: the day it was sent, where that is known; a year the letter leaves out is taken from it.
    automatic: its mail headers say that a machine sent it (RFC 3834). Never raises.
    Takes time linear in the length, and reads the first LONGEST_READ characters.
    """
    letter = prepare(text)
    mark_zones(letter)
    law = find_law(letter)
    references = find_numbers(letter)
    citations = tuple(cited_sections(letter, law))
    exemptions = find_exemptions(letter, citations)
    answers = find_answers(letter, citations)
    has_number = any(one.role == "authority" for one in references)
    found_dates = read_dates(only_dated(letter), sent_on=sent_on, body_ends=_body_ends(letter))
    promised = any(one.kind == "due" for one in found_dates)
    kind = find_kind(
        letter, answers, exemptions, has_number=has_number, promised=promised, automatic=automatic
    )
    return Reading(
        kind=kind,
        references=references,
        dates=choose_dates(letter.text, found_dates, kind.value, sent_on=sent_on),
        law=law,
        exemptions=() if kind.value in _NOT_YET else exemptions,
        answers=() if kind.value in _NOT_YET else answers,
        attachments_mentioned=find_attachments(letter),
        review_contact=find_review_contact(letter),
        promises=find_promises(letter),
    )


def _body_ends(letter: LetterText) -> int:
    """Where earlier mail begins below the letter; the letter's length where there is none."""
    for part, zone in zip(letter.parts, letter.zones, strict=True):
        if zone == "quoted":
            return part.start
    return len(letter.text)
