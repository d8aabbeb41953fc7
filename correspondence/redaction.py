"""Masking people in letters that others will read. Pure. A help, not a guarantee: nothing can find every name.

A name is masked where it is known (who wrote a letter), where a letter closes with it ("Yours sincerely, ..."), where a
title stands before it and where somebody is greeted by it; so are e-mail addresses and telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME, EMAIL, TELEPHONE = "[name]", "[e-mail address]", "[telephone number]"

OUR_ADDRESS = "[address for answers]"
OUR_PAGE = "[private address]"

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'’-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
# What lets somebody in: a request's own address, by which mail is filed, an upload link and a private link.
_ANSWERS = re.compile(r"(?:mailto:)?(?<![\w.-])[\w.-]{1,64}\+[a-z2-7]{26}@[\w.-]{1,255}", re.IGNORECASE)
_PAGES = re.compile(r"https?://[^\s<>\"]{1,300}?/(?:upload|shared)/[\w-]{20,100}[^\s<>\"]{0,300}")
# What is dialled in the United Kingdom and from abroad: 0 or +44, then nine or ten digits however they are spaced.
_TELEPHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)(?:[\s().-]{0,2}\d){8,11}(?![\w/-]|\.\d)"
    r"|(?i:(?<=ext )|(?<=ext\. )|(?<=extension ))\d{3,6}"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_TITLE = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady)\.?[ \t]+"
_TITLED = re.compile(rf"{_TITLE}{_WORD}(?:[ \t]+{_WORD}){{0,2}}")
_TITLED_MASK = re.compile(rf"{_TITLE}(?={re.escape(NAME)})")
_MASKS = re.compile(rf"{re.escape(NAME)}(?:[ \t.,]*(?:\b[A-Z]\.?[ \t]*)?{re.escape(NAME)})+")
_GREETED = re.compile(
    r"(?m)^([ \t]*(?:Dear|Hello|Hi|Good (?:morning|afternoon)),?[ \t]+)"
    rf"({_WORD}(?:[ \t]+{_WORD}){{0,3}})(?=[ \t]*[,.:!]?[ \t]*$)"
)
_CLOSED = re.compile(
    r"(?im)^[ \t]*(?:yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind(?:est)?|best|warm|many)? ?"
    r"(?:regards|wishes|thanks)|sincerely|signed)[ \t]*[,.]?[ \t]*\n\s*([^\n]{2,60})$"
)
_NAME_LINE = re.compile(rf"{_WORD}(?:[ \t]+(?:{_WORD}|[A-Z]\.?)){{0,3}}")
# A line with one of these is an office, not a person: masking its words would leave nothing of the letter.
_OFFICES_LISTED = """
    access act administrator and authority board borough centre city coordinator college commission committee
    compliance constabulary corporate council councillor county customer data department desk director district division
    eir executive feedback foi foia freedom governance government group head health hospital information legal library
    madam manager mailbox ministry monitoring nhs no-reply noreply office officer parish police policy project
    protection public records regards request requests research review school section secretary service services sir
    sirs solicitor support team town trust unit university
"""
_OFFICES = frozenset(_OFFICES_LISTED.split())
_PARTICLES = frozenset({"bin", "del", "den", "der", "the", "van", "von"})
_SHORTEST_PART = 3


def without_secrets(text: str) -> str:
    """The text without the addresses that let whoever knows them in: they are nobody's name, and never passed on."""
    return _PAGES.sub(OUR_PAGE, _ANSWERS.sub(OUR_ADDRESS, text))


def is_person(name: str) -> bool:
    """Whether a writer's name is a person's, as far as its words can tell: "Information Governance Team" is none."""
    words = re.findall(r"[\w'’-]+", name)
    return 0 < len(words) <= 6 and "@" not in name and not any(word.casefold() in _OFFICES for word in words)


def names_in(text: str) -> set[str]:
    """The names with which the letters of a text close."""
    closings = (line.strip(" \t,.*_") for line in _CLOSED.findall(text))
    return {line for line in closings if _NAME_LINE.fullmatch(line) and is_person(line)}


class Mask:
    """Masks the people named, their addresses and numbers."""

    def __init__(self, names: Iterable[str]) -> None:
        people = {" ".join(name.split()) for name in names if is_person(name)}
        parts = {part for name in people for part in re.findall(r"[\w'’-]+", name) if _tells(part)}
        spelled = sorted({*people, *parts}, key=len, reverse=True)
        self._names = (
            re.compile("|".join(rf"(?<!\w){_loosely(each)}(?!\w)" for each in spelled)) if spelled else None
        )

    def __call__(self, text: str) -> str:
        """The text with each of them masked; names beside each other become one mask."""
        text = _EMAIL.sub(EMAIL, text)
        text = _TELEPHONE.sub(TELEPHONE, text)
        if self._names:
            text = self._names.sub(NAME, text)
        text = _TITLED.sub(NAME, text)
        text = re.sub(
            rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr)\.?[ \t]+(?={re.escape(NAME)})", "", text
        )
        text = _GREETED.sub(lambda found: found[1] + (NAME if is_person(found[2]) else found[2]), text)
        return _MASKS.sub(NAME, text)


def _tells(part: str) -> bool:
    """Whether a part of a name is masked where it stands alone: not an initial, not "van", not in small letters."""
    return len(part) >= _SHORTEST_PART and part[0].isupper() and part.casefold() not in _PARTICLES


def _loosely(name: str) -> str:
    """A name as it is written, in capitals too, over the end of a line too."""
    spaced = [rf"(?:{re.escape(word)}|{re.escape(word.upper())})" for word in name.split(" ")]
    return r"\s+".join(spaced)
