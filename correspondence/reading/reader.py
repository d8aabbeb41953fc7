"""Read a letter from a public authority: what sort it is, whose case, which dates, what it gives and what it refuses.

Pure and deterministic: no Django, no network, no clock. Everything found comes with the words of the letter that show it,
and is wrong sometimes: a person confirms it. The rules stand in reader_voice, reader_outcomes and reader_signals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from correspondence.reading.reader_align import align
from correspondence.reading.reader_answers import find_answers
from correspondence.reading.reader_dates import find_dates_of
from correspondence.reading.reader_details import find_attachments, find_promises, find_review_contact
from correspondence.reading.reader_exemptions import cited_sections, find_exemptions
from correspondence.reading.reader_kind import find_kind
from correspondence.reading.reader_law import find_law
from correspondence.reading.reader_text import LONGEST_READ, LetterText, Zone, prepare
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
from requests_app.reference_numbers import find_references, normalise

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
_NOT_YET: frozenset[Kind] = frozenset({"acknowledgement", "automatic_reply", "clarification_request", "transfer", "other"})
_NAMES_THE_CASE: frozenset[Zone] = frozenset({"head", "said", "heading", "rights"})


def read_letter(text: str, *, sent_on: dt.date | None = None, automatic: bool = False) -> Reading:
    """Read one letter or e-mail from the authority, as plain text.

    sent_on: the day it was sent, where that is known; a year the letter leaves out is taken from it.
    automatic: its mail headers say that a machine sent it (RFC 3834). Never raises.
    Takes time linear in the length, and reads the first LONGEST_READ characters.
    """
    letter = prepare(text)
    mark_zones(letter)
    law = find_law(letter)
    references = _references(letter)
    citations = tuple(cited_sections(letter, law))
    exemptions = find_exemptions(letter, citations)
    answers = find_answers(letter, citations)
    has_number = any(one.role == "authority" for one in references)
    kind = find_kind(letter, answers, exemptions, has_number=has_number, automatic=automatic)
    return Reading(
        kind=kind,
        references=references,
        dates=find_dates_of(letter.text, kind.value, sent_on=sent_on, body_ends=_body_ends(letter)),
        law=law,
        exemptions=() if kind.value in _NOT_YET else exemptions,
        answers=() if kind.value in _NOT_YET else answers,
        attachments_mentioned=find_attachments(letter),
        review_contact=find_review_contact(letter),
        promises=find_promises(letter),
    )


def _references(letter: LetterText) -> tuple[FoundNumber, ...]:
    """The reference numbers in what the authority says; in the rest of the text only where it gives none there."""
    found: dict[str, FoundNumber] = {}
    for names_the_case in (True, False):
        for start, end in _runs(letter, names_the_case):
            for one in find_references(letter.text[start:end]):
                quote = Quote(start + one.start, start + one.end, letter.text[start + one.start : start + one.end])
                found.setdefault(normalise(one.value), FoundNumber(one.value, one.role, quote))
        if any(one.role == "authority" for one in found.values()):
            break
    return tuple(found.values())


def _runs(letter: LetterText, names_the_case: bool) -> Iterator[tuple[int, int]]:
    """The stretches of the letter made of parts in which the authority names its case (or of the others)."""
    zoned = zip(letter.parts, letter.zones, strict=True)
    for inside, group in groupby(zoned, key=lambda one: one[1] in _NAMES_THE_CASE):
        if inside == names_the_case:
            parts = [part for part, _ in group]
            yield letter.text.rfind("\n", 0, parts[0].start) + 1, parts[-1].end


def _body_ends(letter: LetterText) -> int:
    """Where earlier mail begins below the letter; the letter's length where there is none."""
    for part, zone in zip(letter.parts, letter.zones, strict=True):
        if zone == "quoted":
            return part.start
    return len(letter.text)
