"""What an incoming letter seems to say that the record does not know yet, each with the words it was found in. Pure.

A hint is for a person to look at: it is wrong sometimes, and changes nothing by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from correspondence.reading.dates import dates_in_letter
from requests_app.reference_numbers import find_references

RECEIVED, ACKNOWLEDGED, RESPONSE, REFERENCE = "received", "acknowledged", "response", "reference"
LONGEST_EVIDENCE = 300
_LOOKED_AT = 200_000  # characters; what a letter says about its own case stands near its top

# Real acknowledgements say one of these beside their promise to answer; answers do not.
_ACKNOWLEDGES = re.compile(
    r"acknowledg\w+ (?:the )?receipt|has been (?:logged|registered|passed|forwarded|allocated)"
    r"|(?:is|are) being considered"
    r"|will be (?:dealt with|responded to|considered|processed)|(?:endeavour|aim|hope) to (?:answer|respond|reply)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:please find|i enclose|i attach|i am enclosing|enclosed is|attached is|find (?:enclosed|attached))"
    r"[^.\n]{0,60}?\b(?:response|reply|answers?|information you (?:requested|asked))"
    r"|\b(?:our|the council['’]s|the authority['’]s|full|final) (?:response|reply)\s+"
    r"(?:to your|is (?:as follows|below|attached|enclosed|set out))"
    r"|in (?:response|reply|answer) to your\s+(?:request|freedom|foi\b|questions|enquiry)"
    r"|\bi (?:can|am able to) (?:now )?(?:respond|reply|provide you with|confirm that (?:the|we) [\w ]{0,40}hold)"
    r"|\bhas (?:been dealt with|now been considered)|\brefusal notice\b|\b(?:does|do) hold\b"
    r"|\b(?:is not held by|(?:does|do) not hold)\b|\bright to complain\b|freedom of information [–-] response",
    re.IGNORECASE,
)
# Every outcome ends with the way to complain about it, whatever words it uses to answer.
_HOW_TO_COMPLAIN = re.compile(
    r"(?:internal review|review of (?:the|this|our) (?:decision|response)|(?:dis|un)satisfied with"
    r"|not (?:satisfied|happy|content) with|unhappy with|appeal against)[^\0]{0,1200}?information commissioner",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:would like|need|require|invit\w+|ask\w*) (?:you )?to (?:clarify|refine|narrow)|please (?:could you )?clarify"
    r"|(?:further|seek\w*|some|request\w*) clarification|not yet reached a decision|(?:section|s\.?) ?10 ?\(3\)"
    r"|fees notice",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\breview\b[^\0]{0,600}?\b(?:upheld|uphold|reviewed|outcome|reconsidered)\b", re.IGNORECASE
)
_OPENING = 900  # characters: about 120 words, in which the outcome of a review names the review
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Hint:
    """`kind`: received, acknowledged, response or reference. `on` and `value` are what the words give, if anything."""

    kind: str
    evidence: str
    on: date | None = None
    value: str = ""


def find_hints(text: str, *, written_on: date | None = None, automatic: bool = False) -> tuple[Hint, ...]:
    """The hints in a letter from the authority, at most one of each kind but references.

    `written_on`: the letter's date, where it is known. An automatic reply neither answers nor acknowledges.
    """
    text = text[:_LOOKED_AT]
    hints = [*_receipt(text, written_on), *_references(text)]
    if automatic:
        return tuple(hints)
    return (*hints, *_answer(text, written_on))


def _answer(text: str, written_on: date | None) -> list[Hint]:
    """Whether it acknowledges or answers; neither where it asks something back, or tells how a review ended."""
    acknowledges = _ACKNOWLEDGES.search(text)
    answers = _ANSWERS.search(text) or _HOW_TO_COMPLAIN.search(text)
    if acknowledges and not (answers and answers.start() < acknowledges.start()):
        return [Hint(ACKNOWLEDGED, _around(text, acknowledges), written_on)]
    if not answers or _NOT_YET.search(text[:_OPENING]) or _REVIEWED.search(text[:_OPENING]):
        return []
    return [Hint(RESPONSE, _around(text, answers), written_on)]


def _receipt(text: str, written_on: date | None) -> list[Hint]:
    found = [
        each
        for each in dates_in_letter(text, near=written_on)
        if each.kind == "received" and each.about == "request" and each.stated
    ]
    return [Hint(RECEIVED, _shortened(found[0].text), found[0].day)] if found else []


def _references(text: str) -> list[Hint]:
    return [
        Hint(REFERENCE, _line(text, each.start, each.end), value=each.value[:80])
        for each in find_references(text)
        if each.role == "authority"
    ][:3]


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence a match stands in, as far as it is short."""
    stops = [
        at + len(stop) for stop in (". ", "\n\n", "\n \n") if (at := text.rfind(stop, 0, match.start())) >= 0
    ]
    begin = max([0, match.start() - 120, *stops])
    ends = [end for stop in (". ", ".\n", "\n\n") if (end := text.find(stop, match.start())) >= 0]
    return _shortened(text[begin : min([*ends, match.start() + 240])])


def _line(text: str, start: int, end: int) -> str:
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return _shortened(text[max(begin, start - 120) : min(stop if stop >= 0 else len(text), end + 60)])


def _shortened(words: str) -> str:
    words = _SPACES.sub(" ", words).strip()
    return words if len(words) <= LONGEST_EVIDENCE else words[: LONGEST_EVIDENCE - 1] + "…"
