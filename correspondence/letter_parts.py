"""A letter as it is read: what is said, what is folded away because it is long, and what every mail repeats. Pure.

Only what is surely no answer is set apart: a signature behind the mark that mail programs put ("-- "), and notices of
confidentiality, viruses and printing at the very end. In doubt it stays where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 5000  # characters; a letter that is longer is shown in part
SHOWN = 3000
_LEAST = 1500
_LONGEST_CLOSING = 4000

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NOTICE = re.compile(
    r"""(?ix)
    \b(?:this|the) \s (?:information|e-?mail|message|communication|transmission) \b [^.]{0,120}
        \b (?:confidential|privileged|intended)
    | \bintended \s (?:solely\s|only\s|exclusively\s)? for \s [^.]{0,40} \b (?:addressee|recipient|individual|person)
    | \breceived \s [^.]{0,40} \b in \s error
    | \b(?:checked|scanned|swept|free) \b [^.]{0,80} \b virus
    | \bconsider \s the \s environment | \bthink \s (?:twice\s)? before \s (?:you\s)? print
    | \b(?:views|opinions) \b [^.]{0,80} \b (?:author|sender|individual)
    | \be-?mails? \b [^.]{0,80} \b monitored | \bmonitor(?:s|ed)? \b [^.]{0,60} \b (?:e-?mails?|communications)
    """
)
_MARK = re.compile(
    r"[\s*_=~.-]{3,}|(?:(?:e-?mail|legal|important) )?(?:disclaimer|confidentiality notice|notice)[\s.:*-]*",
    re.I,
)
_MAY_ANSWER = re.compile(
    r"""(?ix) \b(?: section \s? \d | regulation \s? \d | reg\. | s\.\s?\d | article \s? \d
    | your \s (?:request|question)
    | internal \s review | information \s commissioner | not \s held | (?:do|does) \s not \s hold | exempt | refus
    | please \s find | attached \s (?:is|are|the) | enclosed | we \s (?:hold|can|will|have|enclose) | deadline
    | fees?\b ) | £
    """
)


@dataclass(frozen=True)
class LetterParts:
    """`text` is shown, `rest` goes on where it is long, `closing` is a signature or a notice."""

    text: str
    rest: str = ""
    closing: str = ""

    @property
    def words_left(self) -> int:
        return len(self.rest.split())


def split_letter(text: str) -> LetterParts:
    """The parts of a letter: none of its characters but spaces between them is lost."""
    said, closing = _without_closing(text)
    shown, rest = _folded(said)
    return LetterParts(shown, rest, closing)


def _without_closing(text: str) -> tuple[str, str]:
    start = max(0, len(text) - _LONGEST_CLOSING)
    for mark in _SIGNATURE.finditer(text, start):
        said, signature = text[: mark.start()].rstrip(), text[mark.end() :].strip()
        if said and signature and not _MAY_ANSWER.search(signature):
            return said, signature
        break
    at = len(text.rstrip())
    first = at
    is_notice = False
    for begins, paragraph in _from_the_end(text[:at], start):
        sure = bool(_NOTICE.search(paragraph)) and not _MAY_ANSWER.search(paragraph)
        if not (sure or _MARK.fullmatch(paragraph.strip())):
            break
        is_notice, first = is_notice or sure, begins
    said = text[:first].rstrip()
    return (said, text[first:].strip()) if is_notice and said else (text, "")


def _from_the_end(text: str, start: int) -> list[tuple[int, str]]:
    """Paragraphs with their places, the last first, of what follows `start`: the first of them may be cut."""
    begins = [found.end() for found in _PARAGRAPHS.finditer(text, start)]
    ends = [*begins[1:], len(text)][: len(begins)]
    return [(first, text[first:last]) for first, last in reversed(list(zip(begins, ends, strict=True)))]


def _folded(text: str) -> tuple[str, str]:
    if len(text) <= LONGEST:
        return text, ""
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, _LEAST, SHOWN)
        if at > 0:
            return text[:at], text[at:].strip("\n")
    return text[:SHOWN], text[SHOWN:]
