"""Ways to set out answers that only the letter as a whole shows, where question and answer do not alternate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from correspondence.reading.reader_headings import answer_label, heading_of, leads_to_answer
from correspondence.reading.reader_labels import label_line
from correspondence.reading.reader_outcomes import judge
from correspondence.reading.reader_text import LetterText, Part
from correspondence.reading.reader_voice import has_verb

_NO_TOPIC = re.compile(
    r"public interest|harm\b|factors|balanc|conclusion|decision|refusal|exempt|section|advice|appeal|"
    r"complain|review|copyright|background"
    r"|introduction|search|reason|findings|freedom of information|act\b|dear|your ref|our ref|@|further "
    r"information|next steps|department"
    r"|council|team|officer|manager|unit|regards|sincerely|faithfully|thank"
)
_OF_A_NOUN = re.compile(r"\b(?:how|which|that|who)\b")  # "Overviews of how outputs are produced"
_LONGEST_LINE = 120  # characters
_FEWEST_HEADINGS = 3
_LONG_WORD = re.compile(r"[a-z]{6,}")
_ENDS_ANSWERS = re.compile(
    r"(?:refusal notice|public interest (?:test|considerations?|arguments?)|section \d|reg(?:ulation)? \d|"
    r"factors (?:for|favour)"
    r"|i (?:hope|trust) (?:this|that|the)|we (?:hope|trust) (?:this|that|the)|this (?:should )?(?:answers?"
    r"|response|completes)|\*{3}"
    r"|please note that|thank you for|further information:?\Z|please (?:remember to )?quote|i (?:hope|"
    r"trust) you|attachments?:"
    r"|exemptions? applied|the public interest test)"
)
CLOSING = re.compile(
    r"(?:(?:i|we) (?:hope|trust) (?:this|that|the|you)|this (?:should|response should|completes|concludes)"
    r"|\*{3}|please (?:remember"
    r" to )?quote|if you (?:have any|need|require|would like)|should you (?:have|need|require)|thank you "
    r"for your|attachments: none)"
)


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


def label_lines(letter: LetterText) -> frozenset[int]:
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


def by_headings(letter: LetterText) -> list[Pair]:
    """Answers under short headings that name what was asked: "Contracts", and below it "None are held"."""
    pairs: list[Pair] = []
    strong = 0
    for index, part in enumerate(letter.parts):
        zone = letter.zones[index]
        if zone in ("said", "asked") and _names_a_topic(part) and _said_below(letter, index):
            pairs.append(Pair(Asked(index, (part.marker or "").lower()), "", (part.marker or "").lower(), []))
        elif zone == "said" and pairs and not CLOSING.match(part.flat) and not _ENDS_ANSWERS.match(part.flat):
            pairs[-1].parts.append(index)
        elif zone in ("rights", "foot", "quoted"):
            break
    pairs = [pair for pair in pairs if pair.parts]
    for pair in pairs:
        strong += judge([letter.parts[at].flat for at in pair.parts]).strength >= 2
    enough = len(pairs) >= _FEWEST_HEADINGS and strong * 2 >= len(pairs)
    return pairs if enough or (len(pairs) > 1 and strong == len(pairs)) else []


def by_numbers(letter: LetterText) -> list[Pair]:
    """Answers with numbers to questions that the letter does not repeat: "The answers are: 1. Six. 2. None."."""
    pairs: list[Pair] = []
    for index, part in enumerate(letter.parts):
        if letter.zones[index] in ("rights", "foot", "quoted"):
            break
        if (
            letter.zones[index] == "said"
            and part.marker == str(len(pairs) + 1)
            and (pairs or _announced(letter, index))
        ):
            pairs.append(Pair(None, "", part.marker, [index]))
    return pairs if len(pairs) > 1 else []


def _announced(letter: LetterText, index: int) -> bool:
    """Whether the part above says that answers follow."""
    above = letter.parts[index - 1].flat if index else ""
    return heading_of(above) == "answer" or leads_to_answer(above)


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


def one_each(letter: LetterText, recital: list[Asked]) -> list[Pair]:
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
