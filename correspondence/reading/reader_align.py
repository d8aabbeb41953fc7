"""Match the answers a letter gives with the questions a request asked, by number and by words; never by force."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from correspondence.reading.reader_types import FoundAnswer

_COUNT = re.compile(r"q?\d+[a-z]?")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(
    r"\A\W*(?:(?:q|question|part|point|item|request|no)\W{0,3})?(\d{1,2}\W?[a-z]?)(?:\W|\Z)", re.IGNORECASE
)
_COMMON_WORDS = (
    "a about all also an and any are as at be been by can could did do does etc for from g e "
    "had has have how i if in include included including into is it its like may more not of on "
    "or other our please provide related relating relation requested should such that the their "
    "them these they this those to used using was we were what when where whether which who "
    "will with would you your system systems information details question "
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SAME = dict.fromkeys(
    ("part", "parts", "point", "points", "item", "items", "element", "elements", "questions"), "question"
)
_LITTLE = 0.15  # how much a word counts that stands in any question
_STEM = 5  # letters
_LIKELY = 0.55  # of a label's words, weighted by how rare they are, that a question must share
_NEAR_SPELLING = 85  # per cent: "visualisation" and "visualization", "overview" and "overviews"
_ORDER_BONUS = 0.08  # answers mostly stand in the order of the questions
_EARLY_BONUS = 0.15  # a label repeats what its question begins with


def align(answers: Sequence[FoundAnswer | str], questions: Sequence[str]) -> tuple[int | None, ...]:
    """For each answer (or its label) the index of the question it answers, None where no question is like it.

    Each question goes to one answer at most, but several answers may share one where its words fit them alone (parts
    "5" and "5a"). Time grows with the number of answers times the number of questions.
    """
    labels = [one if isinstance(one, str) else one.label for one in answers]
    words = [_words(question) for question in questions]
    rarity = _rarity(words)
    scores = [[_score(_words(label), asked, rarity) for asked in words] for label in labels]
    chosen: list[int | None] = [None] * len(labels)
    taken: set[int] = set()
    pairs = sorted(
        (
            (_with_order(scores, at, to, len(labels), len(words)), -at, -to)
            for at in range(len(labels))
            for to in range(len(words))
        ),
        reverse=True,
    )
    for score, at, to in pairs:
        if score < _LIKELY:
            break
        if chosen[-at] is None and -to not in taken:
            chosen[-at] = -to
            taken.add(-to)
    return tuple(
        _by_number(label, questions, taken) if index is None else index
        for label, index in zip(labels, chosen, strict=True)
    )


def _with_order(scores: list[list[float]], at: int, to: int, answers: int, questions: int) -> float:
    away = abs(at / max(1, answers - 1) - to / max(1, questions - 1))
    return scores[at][to] + _ORDER_BONUS * (1 - away) if scores[at][to] else 0.0


def _words(text: str) -> list[str]:
    return [_SAME.get(word, word) for word in _WORD.findall(text.casefold()) if not _COUNT.fullmatch(word)][
        :80
    ]


def _weight(word: str, rarity: float) -> float:
    return rarity * (_LITTLE if word in _COMMON else 1.0)


def _rarity(questions: list[list[str]]) -> dict[str, float]:
    """How much a word tells the questions apart: 1 where it stands in one alone."""
    counts = Counter(word for words in questions for word in set(words))
    return {word: _weight(word, 1 / (1 + math.log(count))) for word, count in counts.items()}


def _score(label: list[str], question: list[str], rarity: dict[str, float]) -> float:
    """0 to about 1.2: the share of the label's words that the question has, more where it begins with them."""
    if not label or not question:
        return 0.0
    total = shared = early = 0.0
    for word in dict.fromkeys(label):
        place, weight = _find(word, question, rarity)
        total += weight
        if place is not None:
            shared += weight
            early = max(early, 1 - place / 12)
    return shared / total + _EARLY_BONUS * early if shared else 0.0


def _find(word: str, question: list[str], rarity: dict[str, float]) -> tuple[int | None, float]:
    """The place of a word in a question, allowing for its spelling, and the word's weight."""
    if word in rarity and word in question:
        return question.index(word), rarity[word]
    if word not in _COMMON:
        best = max(range(len(question)), key=lambda at: _likeness(word, question[at]))
        if _likeness(word, question[best]) >= _NEAR_SPELLING:
            return best, rarity[question[best]]
    return None, rarity.get(word, _weight(word, 1.0))


def _likeness(one: str, other: str) -> float:
    """How alike two words are in per cent; "aware" and "awareness" are, by their beginning."""
    short, long = sorted((one, other), key=len)
    return 100.0 if len(short) >= _STEM and long.startswith(short) else fuzz.ratio(one, other)


def _by_number(label: str, questions: Sequence[str], taken: set[int]) -> int | None:
    """The question of a label that is hardly more than a number ("Question 5", "Q2"), by the questions' own order."""
    match = _NUMBER.match(label)
    if match is None or any(word not in _COMMON for word in _words(label)):
        return None
    number = re.sub(r"\W", "", match[1]).lower()
    numbered = ((at, _NUMBER.match(one)) for at, one in enumerate(questions))
    own = {re.sub(r"\W", "", found[1]).lower(): at for at, found in numbered if found}
    index = own.get(number) if own else int(number) - 1 if number.isdigit() else None
    if index is None or not 0 <= index < len(questions) or index in taken:
        return None
    taken.add(index)
    return index
