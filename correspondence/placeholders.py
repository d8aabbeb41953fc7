"""Filling the facts of a case into the text of a letter, by an allow-list of names. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{([a-z_]{1,40})\}")

FIELDS: dict[str, str] = {
    "authority": "the authority's official name",
    "their_reference": "the authority's reference number",
    "title": "what the request is about",
    "questions": "the questions, numbered",
    "when": "that they received it on a day, or that you sent it on a day",
    "sent_on": "the day it was sent",
    "received_on": "the date of receipt",
    "answered_on": "the day they answered",
    "due_on": "the last lawful day of what is due now",
    "answer_due_on": "the last lawful day for the answer",
    "days_late": "how late it is, such as “3 working days”",
    "today": "the day the letter is written",
    "law": "the law's full name",
    "section": "where the time limit is written, such as “FOIA 2000 s.10(1)”",
    "review_asked_on": "the day the review was asked for",
    "review_decided_on": "the day the review was decided",
    "regulator": "who decides complaints",
    "team": "your team",
    "name": "your name",
}
"""What may stand in a text, and what it becomes. Anything else in braces stays as it is typed."""


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with each `{name}` of `FIELDS` replaced by its fact.

    What is no known name (`{x.__class__}`, `{unknown}`) stays literal, and what a fact says is never filled again. A
    line all of whose facts are blank is left out ("Your reference: {their_reference}" where there is none), and so is
    the blank line that it leaves behind.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        named = [name for name in _PLACEHOLDER.findall(line) if name in FIELDS]
        if named and not any(facts.get(name, "") for name in named):
            if lines and not lines[-1].strip():
                lines.pop()
            continue
        lines.append(_PLACEHOLDER.sub(lambda found: _fact(found, facts), line))
    return "\n".join(lines).strip()


def _fact(found: re.Match[str], facts: Mapping[str, str]) -> str:
    return facts.get(found[1], "") if found[1] in FIELDS else found[0]
