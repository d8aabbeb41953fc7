"""Read a letter from a public authority: what sort it is, whose case, which dates, what it gives and refuses.

Pure and deterministic: no Django, no network, no clock. Everything found comes with the words that show it, and is
wrong sometimes: a person confirms it. The rules stand in reader_voice, reader_outcomes and reader_signals.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby

from correspondence.reading.reader_align import align
from correspondence.reading.reader_answers import find_answers
from correspondence.reading.reader_dates import choose_dates, read_dates
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
from requests_app.reference_shapes import Token, is_reference, token_at

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
_DIGIT = re.compile(r"\d")
_SHORT = 120  # characters of a part that may be a label, its number below it
_TOP = 12  # parts of a letter in which its case number may stand alone
_LINE_ENDS = re.compile(
    r"(?:\A|\n)[ \t]*(?:(?:re|internal review|review|subject)[ \t]*[:–-]?[ \t]+)?|"
    r"\brequest[ \t]*[(\[–-][ \t]*",
    re.IGNORECASE,
)
# Letters and digits mixed, or two numbers apart; a year, a telephone number and a postcode are none (is_reference).
_CASE_NUMBER = re.compile(
    r"(?=[^\d]*(?:\d[^\d]*){4})(?:[A-Za-z]{1,8}[ /._-]{0,2}\d[\w/._-]*|\d{2,}[/._-][\w/._-]*\d[\w/._-]*)"
)
_TITLE_FOLLOWS = re.compile(
    r"[ \t]*[:–-]?[ \t]*(?:your |re:? )?(?:request|freedom|foi|environmental|eir|information|internal)",
    re.IGNORECASE,
)
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
    found_dates = read_dates(letter.text, sent_on=sent_on, body_ends=_body_ends(letter))
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


def _references(letter: LetterText) -> tuple[FoundNumber, ...]:
    """The reference numbers in what the authority says; in the rest of the text only where it gives none there."""
    found: dict[str, FoundNumber] = {}
    for names_the_case in (True, False):
        for start, end in _runs(letter, names_the_case):
            for one in find_references(letter.text[start:end]):
                quote = Quote(
                    start + one.start, start + one.end, letter.text[start + one.start : start + one.end]
                )
                found.setdefault(normalise(one.value), FoundNumber(one.value, one.role, quote))
        if any(one.role == "authority" for one in found.values()):
            return tuple(found.values())
    return (*_bare_number(letter), *found.values())


def _bare_number(letter: LetterText) -> list[FoundNumber]:
    """A case number alone on a line near the top, or before a title: "CAS-23881", "2021/5512: Your request"."""
    for part, zone in zip(letter.parts[:_TOP], letter.zones, strict=False):
        if zone not in ("head", "said") or len(part.flat) > 120:
            continue
        words = letter.text[part.start : part.end]
        for begins in {0, *(match.end() for match in _LINE_ENDS.finditer(words))}:
            token = token_at(letter.text, part.start + begins)
            if (
                token is None
                or not _stands_alone(letter.text, token)
                or not is_reference(letter.text, token, labelled=True)
            ):
                continue
            if _CASE_NUMBER.fullmatch(token.value):
                quote = Quote(token.start, token.end, letter.text[token.start : token.end])
                return [FoundNumber(token.value, "authority", quote)]
    return []


def _stands_alone(text: str, token: Token) -> bool:
    """Whether nothing else is on its line, or a title about a request follows."""
    end = text.find("\n", token.end)
    rest = text[token.end : end if end >= 0 else len(text)]
    return rest[:1] in (")", "]") or not rest.strip(" \t.,:;-–)]") or _TITLE_FOLLOWS.match(rest) is not None


def _runs(letter: LetterText, names_the_case: bool) -> Iterator[tuple[int, int]]:
    """The stretches of the letter made of parts in which the authority names its case (or of the others).

    A long part without a digit holds no number and is left out.
    """
    zoned = zip(letter.parts, letter.zones, strict=True)
    for inside, group in groupby(zoned, key=lambda one: (one[1] in _NAMES_THE_CASE) == names_the_case):
        if not inside:
            continue
        for numbered, parts in groupby(
            group, key=lambda one: len(one[0].flat) < _SHORT or _DIGIT.search(one[0].flat) is not None
        ):
            if numbered:
                run = [part for part, _ in parts]
                yield letter.text.rfind("\n", 0, run[0].start) + 1, run[-1].end


def _body_ends(letter: LetterText) -> int:
    """Where earlier mail begins below the letter; the letter's length where there is none."""
    for part, zone in zip(letter.parts, letter.zones, strict=True):
        if zone == "quoted":
            return part.start
    return len(letter.text)
