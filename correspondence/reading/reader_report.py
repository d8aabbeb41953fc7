"""A reading as plain data for JSON, and as lines for people (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from correspondence.reading.reader_types import FoundDay, FoundWords, Quote, Reading

_LONGEST_SHOWN = 110  # characters of evidence in a line for people


def as_dict(reading: Reading) -> dict[str, Any]:
    """The reading as JSON takes it: dates as "2018-07-20", evidence as `{start, end, text}` in code points."""
    return {
        "kind": {
            "value": reading.kind.value,
            "confidence": reading.kind.confidence,
            "evidence": [_quote(one) for one in reading.kind.evidence],
        },
        "references": [
            {"value": one.value, "role": one.role, "evidence": _quote(one.evidence)}
            for one in reading.references
        ],
        "dates": {
            "received": _day(reading.dates.received),
            "letter": _day(reading.dates.letter),
            "due": _day(reading.dates.due),
        },
        "law": reading.law,
        "exemptions": [
            {"law": one.law, "section": one.section, "evidence": _quote(one.evidence)}
            for one in reading.exemptions
        ],
        "answers": [
            {
                "label": one.label,
                "outcome": one.outcome,
                "exemptions": list(one.exemptions),
                "evidence": _quote(one.evidence),
            }
            for one in reading.answers
        ],
        "attachments_mentioned": [_words(one) for one in reading.attachments_mentioned],
        "review_contact": _words(reading.review_contact) if reading.review_contact else None,
        "promises": [
            {"by": one.by.isoformat() if one.by else None, "evidence": _quote(one.evidence)}
            for one in reading.promises
        ],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _day(day: FoundDay | None) -> dict[str, Any]:
    if day is None:
        return {"value": None, "year_assumed": False, "evidence": None}
    return {
        "value": day.value.isoformat(),
        "year_assumed": day.year_assumed,
        "evidence": _quote(day.evidence),
    }


def _words(words: FoundWords) -> dict[str, Any]:
    return {"value": words.value, "evidence": _quote(words.evidence)}


def as_lines(name: str, reading: Reading) -> Iterator[str]:
    """The reading for people: a line for each thing found, with its words."""
    kind = reading.kind
    yield f"{name}: {kind.value.replace('_', ' ')} (certainty {kind.confidence:.0%})"
    yield from (f"  because: {_shown(one)}" for one in kind.evidence)
    for one in reading.references:
        yield f"  reference ({one.role}): {one.value}"
    for what in ("received", "letter", "due"):
        if day := getattr(reading.dates, what):
            assumed = ", year assumed" if day.year_assumed else ""
            yield f"  {what}: {_long_date(day.value)}{assumed}: {_shown(day.evidence)}"
    yield f"  law: {reading.law or 'not named'}"
    for exemption in reading.exemptions:
        yield f"  exemption: {exemption.section} ({exemption.law}): {_shown(exemption.evidence)}"
    for answer in reading.answers:
        sections = f" [{', '.join(answer.exemptions)}]" if answer.exemptions else ""
        outcome = answer.outcome.replace("_", " ")
        yield f"  answer: {_short(answer.label)}: {outcome}{sections}: {_shown(answer.evidence)}"
    for paper in reading.attachments_mentioned:
        yield f"  attachment: {_short(paper.value)}"
    if reading.review_contact:
        yield f"  review: {reading.review_contact.value}"
    for promise in reading.promises:
        yield f"  promise{f' by {_long_date(promise.by)}' if promise.by else ''}: {_shown(promise.evidence)}"


def _long_date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _shown(quote: Quote) -> str:
    return f"“{_short(quote.text)}”"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
