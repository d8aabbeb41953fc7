"""Pair what was asked with what was answered, in whatever way the letter sets them out.

Known ways: "Q1" and "A1"; a question and then prose; "In relation to question 5: ..."; the request's list and then
answers with the same numbers; a list under "We are withholding:"; one paragraph for each question in their order.
Nothing is forced: a list of questions with one answer to all of them gives no pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from correspondence.reading.reader_headings import answer_label, heading_of
from correspondence.reading.reader_labels import Label, label_line, self_label
from correspondence.reading.reader_layouts import (
    CLOSING,
    Asked,
    Pair,
    by_headings,
    by_numbers,
    label_lines,
    one_each,
)
from correspondence.reading.reader_outcomes import judge
from correspondence.reading.reader_text import LetterText, Part, sentence_around
from correspondence.reading.reader_voice import has_verb, voice

# Words above or between questions that ask nothing themselves.
_INTRODUCES = re.compile(
    r"(?:dear\b|(?:we|i) (?:are|am) (?:submitting|writing|making)|(?:specifically|in particular),? (?:we|"
    r"i) (?:are|am|would)"
    r"|this request (?:concerns|relates|covers|does not)|(?:also,? )?please note|please let us know|we "
    r"would (?:like|prefer) to"
    r" receive|(?:we|i) look forward|under the (?:freedom|foi)|many thanks|if (?:any|you need)|you "
    r"(?:have )?(?:asked|requested)"
    r"|for the purposes? of|we (?:appreciate|are aware|understand|argue|refer)|source\b|i would like to "
    r"(?:make|request|submit))"
)

_MOST_PAIRS = 400  # a letter with more answers is none


@dataclass(slots=True)
class _Reader:
    letter: LetterText
    label_lines: frozenset[int] = frozenset()
    pairs: list[Pair] = field(default_factory=list)
    pending: list[Asked] = field(default_factory=list)
    by_number: dict[str, Asked] = field(default_factory=dict)
    open: Pair | None = None
    group: str = ""  # the number of the question whose sub-questions "a", "b" are read
    heading: tuple[str, str] = ("", "")  # number and words of a heading "Question 5"
    withheld: int | None = None  # a part such as "We are withholding:", its list to follow
    recital: list[Asked] = field(default_factory=list)

    def ask(self, index: int, part: Part) -> None:
        if not part.marker and not self.heading[0] and _only_introduces(part):
            self.open = None
            return
        number = self.heading[0] or self._number(part)
        if self.heading[0] and self.pending and self.pending[-1].number == number:
            return
        numbered = any(one.number for one in self.pending)
        if (
            self.pending
            and numbered
            and not number
            and part.marker is None
            and self.pending[-1].index == index - 1
        ):
            return  # the same question's next paragraph
        one = Asked(index, number, self.heading[1])
        if self.withheld is not None:
            self.pairs.append(Pair(one, "", number, [self.withheld]))
            self.recital.append(one)
            return
        self.open = None
        self.pending.append(one)
        if number:
            self.by_number.setdefault(number, one)

    def _number(self, part: Part) -> str:
        marker = (part.marker or "").lower()
        if marker[:1].isdigit():
            self.group = marker
            return marker
        if marker and self.group and len(marker) <= 4:
            return f"{self.group}{marker}" if len(marker) == 1 else f"{self.group}({marker})"
        return marker

    def say(self, index: int, part: Part) -> None:
        label = self_label(part)
        if label:
            self._answer_numbers(index, label)
        elif part.marker and part.marker.lower() in self.by_number and not self.pending_alone:
            self._answer_numbers(index, Label((part.marker.lower(),), "", 0))
        elif line := label_line(part, in_block=index in self.label_lines):
            self.open = Pair(None, line.words, "", [index], line.at)
            self.pairs.append(self.open)
        elif self.pending_alone:
            one = self.pending.pop()
            self.open = Pair(one, "", one.number, [index], answer_label(part.flat))
            self.pairs.append(self.open)
        elif self.pending:
            self._recite()
            self._list_follows(index, part)
        elif self.open and not CLOSING.match(part.flat):
            self.open.parts.append(index)
        else:
            self.open = None
            self._list_follows(index, part)

    @property
    def pending_alone(self) -> bool:
        return len(self.pending) == 1

    def _recite(self) -> None:
        self.recital += self.pending
        self.pending, self.open = [], None

    def _list_follows(self, index: int, part: Part) -> None:
        """Note "We are withholding the following:", or a heading such as "Withheld", for the list below it."""
        self.withheld = None
        if part.flat.endswith(":") or len(part.flat) < 25:
            begin, _ = sentence_around(part.flat, max(0, len(part.flat) - 2), len(part.flat))
            judged = judge([part.flat[begin:]])
            if judged.strength >= 2 and judged.outcome in ("refused", "not_held"):
                self.withheld = index

    def _answer_numbers(self, index: int, label: Label) -> None:
        if self.pending and not self.pending_alone:
            self._recite()
        for number in label.numbers:
            asked = self.by_number.get(number)
            self.open = Pair(asked if not label.words else None, label.words, number, [index], label.at)
            self.pairs.append(self.open)
        if self.pending_alone and (not label.numbers or self.pending[0].number in label.numbers):
            self.pending.pop()


def _only_introduces(part: Part) -> bool:
    return _INTRODUCES.match(part.flat) is not None or voice(part.flat, part.marker) < 1


def pair_up(letter: LetterText) -> list[Pair]:
    """The pairs of question and answer of a letter whose zones are marked, in the order of the answers."""
    reader = _Reader(letter, label_lines(letter))
    for index, part in enumerate(letter.parts):
        zone = letter.zones[index]
        if len(reader.pairs) >= _MOST_PAIRS:
            break
        if zone == "asked":
            reader.ask(index, part)
        elif zone == "said":
            if reader.withheld is not None and part.marker == "" and not has_verb(part.flat):
                reader.ask(index, part)
                continue
            reader.say(index, part)
        elif zone == "heading":
            _heading(reader, part)
        elif zone in ("rights", "foot", "quoted"):
            reader.open, reader.withheld = None, None
    reader._recite()
    if len(reader.pairs) > 1:
        return reader.pairs
    found = by_headings(letter) or reader.pairs or one_each(letter, reader.recital)
    return found or ([] if reader.recital else by_numbers(letter))


def _heading(reader: _Reader, part: Part) -> None:
    reader.withheld = None
    if heading_of(part.flat) != "ask":
        return
    reader.open = None
    if part.marker and part.marker[0].isdigit():
        named = part.lead.rstrip(" .:-–)")
        reader.heading = (part.marker, named if named[:1].isalpha() else f"Question {part.marker}")
