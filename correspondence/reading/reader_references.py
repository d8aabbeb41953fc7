"""The case numbers of a letter: those known by a label or a shape, and those that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from correspondence.reading.reader_text import LONG_PART, LetterText, Zone
from correspondence.reading.reader_types import FoundNumber, Quote
from requests_app.reference_numbers import find_references, normalise
from requests_app.reference_shapes import Token, is_reference, token_at

_DIGIT = re.compile(r"\d")
_TOP = 12  # parts of a letter in which its case number may stand alone
_LINE_ENDS = re.compile(
    r"(?:\A|\n)[ \t]*(?:(?:re|internal review|review|subject|case|request|enquiry)[ \t]*[:–-]?[ \t]+)?|"
    r"\brequest[ \t]*[(\[–-][ \t]*",
    re.IGNORECASE,
)
# Letters and digits mixed, or two numbers apart; a year, a telephone number and a postcode are none (is_reference).
_CASE_NUMBER = re.compile(
    r"(?=[^\d]*(?:\d[^\d]*){4})(?:[A-Za-z]{1,8}[ /._-]{0,2}\d[\w/._-]*|\d{2,}[/._-][\w/._-]*\d[\w/._-]*)"
    r"|(?:FOI|FOIA|EIR|RFI|REF|IR|CAS|REQ|CR)[ /._-]{0,2}\d{2,}[\w/._-]*|\d{4,}[/._-][A-Za-z]{1,4}"
)
_CASE_BEFORE = re.compile(r"(?:\A|\n)[ \t]*(?:case|request|enquiry)[ \t]*[:–-]?[ \t]+\Z", re.IGNORECASE)
_TITLE_FOLLOWS = re.compile(
    r"[ \t]*[:–-]?[ \t]*(?:your |re:? )?(?:request|freedom|foi|environmental|eir|information|internal)",
    re.IGNORECASE,
)
_NAMES_THE_CASE: frozenset[Zone] = frozenset({"head", "said", "heading", "rights"})


def find_numbers(letter: LetterText) -> tuple[FoundNumber, ...]:
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
            named = _CASE_BEFORE.search(words, 0, begins) and token.value.isdigit() and len(token.value) > 4
            if named or _CASE_NUMBER.fullmatch(token.value):
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
            group, key=lambda one: len(one[0].flat) < LONG_PART or _DIGIT.search(one[0].flat) is not None
        ):
            if numbered:
                run = [part for part, _ in parts]
                yield letter.text.rfind("\n", 0, run[0].start) + 1, run[-1].end
