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
_ENDS_ANSWERS = re.compile(
    r"(?:refusal notice|public interest (?:test|considerations?|arguments?)|section \d|reg(?:ulation)? \d|"
    r"factors (?:for|favour)"
    r"|i (?:hope|trust) (?:this|that|the)|we (?:hope|trust) (?:this|that|the)|this (?:should )?(?:answers?"
    r"|response|completes)|\*{3}"
    r"|please note that|thank you for|further information:?\Z|please (?:remember to )?quote|i (?:hope|"
    r"trust) you|attachments?:"
    r"|exemptions? applied|the public interest test)"
)
_CLOSING = re.compile(
    r"(?:(?:i|we) (?:hope|trust) (?:this|that|the|you)|this (?:should|response should|completes|concludes)"
    r"|\*{3}|please (?:remember"
    r" to )?quote|if you (?:have any|need|require|would like)|should you (?:have|need|require)|thank you "
    r"for your|attachments: none)"
)

_NO_TOPIC = re.compile(
    r"public interest|harm\b|factors|balanc|conclusion|decision|refusal|exempt|section|advice|appeal|"
    r"complain|review|copyright|background"
    r"|introduction|search|reason|findings|freedom of information|act\b|dear|your ref|our ref|@|further "
    r"information|next steps|department"
    r"|council|team|officer|manager|unit|regards|sincerely|faithfully|thank"
)
_OF_A_NOUN = re.compile(r"\b(?:how|which|that|who)\b")  # "Overviews of how outputs are produced"
_MOST_PAIRS = 400  # a letter with more answers is none
_LONGEST_LINE = 120  # characters
_FEWEST_HEADINGS = 3
_LONG_WORD = re.compile(r"[a-z]{6,}")


@dataclass(slots=True)
class Asked:
    """A question the letter repeats: the part that holds it, its number ("5a") or ""."""

    index: int
    number: str
    lead: str = ""  # "Question 5" from a heading above it


@dataclass(slots=True)
class Pair:
    """An answer: its question (None for a label in the line itself), and the parts that hold it.

    first_at: where the answer's own words begin in the first part's plain spelling.
    """

    asked: Asked | None
    label: str
    number: str
    parts: list[int]
    first_at: int = 0


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
        elif self.open and not _CLOSING.match(part.flat):
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
    reader = _Reader(letter, _label_lines(letter))
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
    return _by_headings(letter) or reader.pairs or _one_each(letter, reader.recital)


def _by_headings(letter: LetterText) -> list[Pair]:
    """Answers under short headings that name what was asked: "Contracts", and below it "None are held"."""
    pairs: list[Pair] = []
    strong = 0
    for index, part in enumerate(letter.parts):
        zone = letter.zones[index]
        if zone in ("said", "asked") and _names_a_topic(part) and _said_below(letter, index):
            pairs.append(Pair(Asked(index, (part.marker or "").lower()), "", (part.marker or "").lower(), []))
        elif (
            zone == "said" and pairs and not _CLOSING.match(part.flat) and not _ENDS_ANSWERS.match(part.flat)
        ):
            pairs[-1].parts.append(index)
        elif zone in ("rights", "foot", "quoted"):
            break
    pairs = [pair for pair in pairs if pair.parts]
    for pair in pairs:
        strong += judge([letter.parts[at].flat for at in pair.parts]).strength >= 2
    return pairs if len(pairs) >= _FEWEST_HEADINGS and strong * 2 >= len(pairs) else []


def _names_a_topic(part: Part) -> bool:
    flat = part.flat
    if not 4 <= len(flat) <= 90 or flat[-1] in ".:;," or _NO_TOPIC.search(flat):
        return False
    if part.marker is None and has_verb(flat) and not _OF_A_NOUN.search(flat):
        return False
    return judge([flat]).strength < 2 and not any(sign.isdigit() for sign in flat)


def _said_below(letter: LetterText, index: int) -> bool:
    if index + 1 >= len(letter.parts) or letter.zones[index + 1] != "said":
        return False
    below = letter.parts[index + 1]
    return below.marker is None and not _names_a_topic(below)


def _label_lines(letter: LetterText) -> frozenset[int]:
    """The parts of each run of at least three lines "Label: words", one of which is surely an answer."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(letter.parts) + 1):
        part = letter.parts[index] if index < len(letter.parts) and letter.zones[index] == "said" else None
        if part and label_line(part, in_block=True) and len(part.flat) <= _LONGEST_LINE:
            run.append(index)
            continue
        sure = any(label_line(letter.parts[one]) for one in run)
        found.update(run if len(run) >= _FEWEST_HEADINGS and sure else ())
        run = []
    return frozenset(found)


def _heading(reader: _Reader, part: Part) -> None:
    reader.withheld = None
    if heading_of(part.flat) != "ask":
        return
    reader.open = None
    if part.marker and part.marker[0].isdigit():
        named = part.lead.rstrip(" .:-–)")
        reader.heading = (part.marker, named if named[:1].isalpha() else f"Question {part.marker}")


def _one_each(letter: LetterText, recital: list[Asked]) -> list[Pair]:
    """One paragraph of answer for each question, in their order, where there are exactly as many of them."""
    if len(recital) < 2:
        return []
    last = recital[-1].index
    said: list[int] = []
    for index in range(last + 1, len(letter.parts)):
        flat = letter.parts[index].flat
        if letter.zones[index] in ("heading", "cited"):
            continue
        if (
            letter.zones[index] != "said"
            or letter.parts[index].marker is not None
            or _ENDS_ANSWERS.match(flat)
        ):
            break
        label = answer_label(flat)
        if label and len(flat) < 60 and not judge([flat]).strength:
            continue  # "Response: Example Hospital"
        said.append(index)
    if len(said) != len(recital) or (len(said) < 4 and not _speak_of_the_same(letter, recital, said)):
        return []
    return [Pair(one, "", one.number, [index]) for one, index in zip(recital, said, strict=True)]


def _speak_of_the_same(letter: LetterText, recital: list[Asked], said: list[int]) -> bool:
    """Whether each question shares a long word with its answer; two or three paragraphs may be one story."""
    for one, index in zip(recital, said, strict=True):
        asked = {word[:6] for word in _LONG_WORD.findall(letter.parts[one.index].flat)}
        if not asked & {word[:6] for word in _LONG_WORD.findall(letter.parts[index].flat)}:
            return False
    return True
