"""How many attachments a letter says it has: "See 4 attachments", "I attach three documents". Pure.

A count is read only where it stands right beside the word; words such as "attached is my letter" count nothing. What
comes of it is a place that waits for a file, and anybody can say that there is no such attachment.
"""

from __future__ import annotations

import re

MOST = 50  # more is a year or a paragraph
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
_THINGS = r"(?:documents?|files?|attachments?|spreadsheets?|enclosures?|annex(?:es)?|appendi(?:x|ces)|pdfs?)"
_BETWEEN = (
    r"(?: (?:additional|further|more|other|separate|new|pdf|word|excel|remaining|relevant|requested)){0,2}"
)
_SAID = re.compile(
    rf"(?<!section )(?<!question )(?<!part )(?<!annex )\b{_NUMBER}{_BETWEEN} (?:attachments?|enclosures?)\b"
    rf"|\b(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))(?: (?:are|is|please find|the|a total of|you|to this e-?mail))*"
    rf" {_NUMBER.replace('number', 'behind')}{_BETWEEN} {_THINGS}\b"
    rf"|\b{_NUMBER.replace('number', 'before')}{_BETWEEN} (?:attached|enclosed) {_THINGS}\b"
    rf"|\b{_NUMBER.replace('number', 'then')}{_BETWEEN} {_THINGS} (?:are |is )?(?:attached|enclosed)\b",
    re.IGNORECASE,
)
# What is said of another letter is not said of this one.
_OTHERS = re.compile(
    r"\b(?:earlier|previous(?:ly)?|last|first|other|your|separate) (?:e-?mails?|letters?|messages?)|previously|already",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


def attachments_said(text: str) -> int:
    """The largest number of attachments that a sentence of the letter speaks of; 0 where none does."""
    said = 0
    for sentence in _SENTENCE.split(text[:50_000]):
        plain = " ".join(sentence.split())
        if _OTHERS.search(plain):
            continue
        for match in _SAID.finditer(plain):
            words = next(filter(None, match.groups()))
            number = int(words) if words.isdigit() else _WORDS.index(words.lower()) + 1
            said = max(said, number if number <= MOST else 0)
    return said
