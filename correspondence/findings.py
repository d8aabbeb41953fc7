"""What an incoming letter seems to say that a person may want to record, each with the words it was found in. Pure.

The reader (`correspondence.reading.reader`) reads; this says which of its findings are worth asking about. A finding is
wrong sometimes, and changes nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from correspondence.reading.reader import Outcome, Quote, Reading, read_letter
from correspondence.reading.reader_types import Kind
from requests_app.law_sections import find_ground

RECEIVED, ACKNOWLEDGED, RESPONSE, REFERENCE = "received", "acknowledged", "response", "reference"
EXTENSION, CLARIFICATION, FEES, REVIEW = "extension", "clarification_asked", "fees_notice", "review_decided"
ANSWER, EXEMPTION, ATTACHMENT = "answer", "exemption", "attachment"

READER_VERSION = 1
"""Counted up when what is found changes so much that letters read earlier should be read again."""

LONGEST_EVIDENCE = 300
_LONGEST_VALUE = 80
_MOST_SECTIONS = 12
# Per cent, after what was measured of letters by unknown authorities (docs/reading.md).
_SURE = 95
_LIKELY = 80
_DOUBTFUL = 60
# A letter that gives everything or nothing answers every question, but only where that is plain.
_SURE_OF_KIND = 0.85
_NUMBERED = re.compile(r"(?m)^[ \t]{0,8}(?:Q(?:uestion)? ?)?\d{1,2}[.):]")

_EVENTS: dict[Kind, str] = {
    "acknowledgement": ACKNOWLEDGED,
    "extension": EXTENSION,
    "clarification_request": CLARIFICATION,
    "fees_notice": FEES,
    "internal_review_outcome": REVIEW,
    "full_disclosure": RESPONSE,
    "partial_disclosure": RESPONSE,
    "refusal": RESPONSE,
    "not_held": RESPONSE,
}
_WHOLE: dict[Kind, Outcome] = {"full_disclosure": "disclosed", "refusal": "refused", "not_held": "not_held"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to ask a person about.

    start, end: where the evidence stands in the letter's text (None: in its subject). certainty: per cent.
    on, until, value: the day, the day an extension names, and what was found. label: the question as the letter
    writes it; "" where the letter answers as a whole; for an event the sort of letter. sections: "FOIA s43(2), ...".
    """

    kind: str
    evidence: str
    start: int | None = None
    end: int | None = None
    certainty: int = _SURE
    on: date | None = None
    until: date | None = None
    value: str = ""
    label: str = ""
    outcome: str = ""
    sections: str = ""


def find_in_letter(
    text: str, *, subject: str = "", written_on: date | None = None, automatic: bool = False
) -> tuple[Finding, ...]:
    """The findings in a letter from the authority, each once.

    written_on: the letter's date, where it is known. An automatic reply neither answers nor acknowledges.
    """
    head = f"{subject}\n\n" if subject else ""
    reading = read_letter(head + text, sent_on=written_on, automatic=automatic)
    shift = len(head)
    found = [*_about_the_case(reading, shift, written_on)]
    if not automatic:
        found += [*_event(reading, shift, written_on)]
        found += [*_answers(reading, shift, numbered=bool(_NUMBERED.search(text)))]
        found += [*_exemptions(reading, shift), *_attachments(reading, shift)]
    return tuple({(one.kind, one.on, one.value): one for one in reversed(found)}.values())[::-1]


def _finding(kind: str, quote: Quote, shift: int, *, certainty: int = _SURE, **more: object) -> Finding:
    """With where the words stand in the letter's own text; of longer evidence the beginning is kept."""
    words = quote.text[:LONGEST_EVIDENCE]
    start = quote.start - shift
    if start < 0:
        return Finding(kind, " ".join(words.split()), certainty=certainty, **more)  # type: ignore[arg-type]
    return Finding(kind, words, start, start + len(words), certainty, **more)  # type: ignore[arg-type]


def _about_the_case(reading: Reading, shift: int, written_on: date | None) -> Iterator[Finding]:
    received = reading.dates.received
    if received and reading.kind.value != "internal_review_outcome":
        certainty = _DOUBTFUL if received.year_assumed and written_on is None else _SURE
        yield _finding(RECEIVED, received.evidence, shift, certainty=certainty, on=received.value)
    for number in [one for one in reading.references if one.role == "authority"][:3]:
        yield _finding(REFERENCE, number.evidence, shift, value=number.value[:_LONGEST_VALUE])


def _event(reading: Reading, shift: int, written_on: date | None) -> Iterator[Finding]:
    """What the letter is, as the event that it would be recorded as."""
    kind = _EVENTS.get(reading.kind.value)
    if kind and reading.kind.evidence:
        letter, due = reading.dates.letter, reading.dates.due
        yield _finding(
            kind,
            reading.kind.evidence[0],
            shift,
            certainty=round(reading.kind.confidence * 100),
            on=written_on or (letter.value if letter else None),
            until=due.value if due and kind == EXTENSION else None,
            label=reading.kind.value,
        )


def _answers(reading: Reading, shift: int, *, numbered: bool) -> Iterator[Finding]:
    """What came back for each thing; where nothing is told apart or numbered, for the request as a whole."""
    for answer in reading.answers:
        yield _finding(
            ANSWER,
            answer.evidence,
            shift,
            certainty=_DOUBTFUL if answer.outcome == "no_answer" else _LIKELY,
            value=answer.label[:_LONGEST_VALUE],
            label=answer.label[:200],
            outcome=answer.outcome,
            sections=_sections(reading, answer.exemptions),
        )
    whole = None if reading.answers or numbered else _WHOLE.get(reading.kind.value)
    if whole and reading.kind.evidence and reading.kind.confidence >= _SURE_OF_KIND:
        cited = tuple(one.section for one in reading.exemptions) if whole == "refused" else ()
        sections = _sections(reading, cited)
        yield _finding(
            ANSWER, reading.kind.evidence[0], shift, certainty=_DOUBTFUL, outcome=whole, sections=sections
        )


def _sections(reading: Reading, cited: tuple[str, ...]) -> str:
    """The sections as people type them, those alone that are grounds: with the law that the letter cites each under."""
    law_of = {one.section: one.law for one in reading.exemptions}
    laws = [(law_of.get(section) or reading.law or "", section) for section in cited]
    grounds = [f"{law} {section}" for law, section in laws if find_ground(law, section)]
    return ", ".join(grounds[:_MOST_SECTIONS])


def _exemptions(reading: Reading, shift: int) -> Iterator[Finding]:
    for one in reading.exemptions[:_MOST_SECTIONS]:
        if find_ground(one.law, one.section):
            yield _finding(EXEMPTION, one.evidence, shift, value=f"{one.law} {one.section}")


def _attachments(reading: Reading, shift: int) -> Iterator[Finding]:
    if reading.kind.value in _EVENTS:
        for one in reading.attachments_mentioned:
            yield _finding(
                ATTACHMENT, one.evidence, shift, certainty=_LIKELY, value=one.value[:_LONGEST_VALUE]
            )
