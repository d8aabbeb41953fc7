"""What sort of letter it is: the signs of reader_signals added up, beside what it gives, question by question.

"You can ask for an internal review" is the footer of every outcome, and "refusal notice" stands in letters that
disclose most of what was asked. So no phrase decides: what a letter gives is set against what it holds back or has
not got.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from correspondence.reading.reader_outcomes import judge
from correspondence.reading.reader_signals import SIGNALS, Sign
from correspondence.reading.reader_text import LetterText, Zone
from correspondence.reading.reader_types import (
    ANSWERING,
    FoundAnswer,
    FoundExemption,
    FoundKind,
    Kind,
    Outcome,
    Quote,
)

# Notices that the information is not held, cited as grounds: FOISA s.17, EIR reg. 12(4)(a), EI(S)R reg. 10(4)(a).
_SAYS_NOT_HELD = frozenset(
    {("FOISA", "s17"), ("FOISA", "s17(1)"), ("EIR", "reg12(4)(a)"), ("EISR", "reg10(4)(a)")}
)
_OPENING = 900  # characters: about the first 120 words, in which the outcome of a review names the review
_MOST_EVIDENCE = 3
_SAME_SENTENCE = 0.5  # share of its weight that a further phrase of a sentence counts
# Signs that count for nothing in "if your request is not clear we will ask".
_NOT_IF: frozenset[Sign] = frozenset({"clarifies", "refuses", "fee", "extends", "not_held", "part", "cost"})
_SAID: tuple[Zone, ...] = ("said", "heading", "head")
_EVEN_ASKED: tuple[Zone, ...] = (*_SAID, "asked")
_JUDGED = 5  # paragraphs of a letter without answers by question that are judged as one answer


_OPENS_LETTER = re.compile(
    r"(?:thank you|thanks|i refer|we refer|further to|i acknowledge|ref\b|our ref|date\b)"
)
_SIGN_OF: dict[Outcome, Sign] = {
    "not_held": "not_held",
    "refused": "refuses",
    "disclosed": "gives",
    "published_elsewhere": "gives",
}
_MOST_JUDGED = 2.5
_CLEAR = 2.0  # the weight of a sign that needs no other reading


@dataclass(slots=True)
class Signs:
    """The weight of each sign in a letter, and where its weightiest phrases stand."""

    weights: dict[Sign, float] = field(default_factory=dict)
    places: dict[Sign, list[tuple[float, re.Match[str]]]] = field(default_factory=dict)
    _by_sentence: dict[tuple[Sign, int], float] = field(default_factory=dict)

    def add(self, sign: Sign, weight: float, match: re.Match[str], sentence: int) -> None:
        """Count a phrase; a second one of the same sign in the same sentence says little more."""
        counted = self._by_sentence.get((sign, sentence), 0.0)
        more = max(weight - counted, 0.0) + _SAME_SENTENCE * min(weight, counted)
        self._by_sentence[sign, sentence] = max(weight, counted)
        self.weights[sign] = self[sign] + more
        self.places.setdefault(sign, []).append((weight, match))

    def __getitem__(self, sign: Sign) -> float:
        return self.weights.get(sign, 0.0)


def read_signs(letter: LetterText) -> Signs:
    """Which of the phrases stand in what the authority says (not in the request it repeats, nor in its footers)."""
    signs = Signs()
    begin = next(
        (part.at for part, zone in zip(letter.parts, letter.zones, strict=True) if zone != "head"), 0
    )
    for signal in SIGNALS:
        zones = _EVEN_ASKED if signal.where == "even asked" else _SAID
        for match in letter.near(signal.needles, signal.pattern, zones):
            if signal.where == "opening" and match.start() > begin + _OPENING:
                continue
            if signal.sign in _NOT_IF and letter.is_conditional(match.start()):
                continue
            signs.add(signal.sign, signal.weight, match, letter.sentence_number(match.start()))
            break
    return signs


def find_kind(
    letter: LetterText,
    answers: Sequence[FoundAnswer],
    exemptions: Sequence[FoundExemption],
    *,
    has_number: bool,
    promised: bool = False,
    automatic: bool = False,
) -> FoundKind:
    """The kind of a letter whose zones are marked.

    has_number: it gives the case a reference number. promised: it names the day an answer is due. automatic: its mail
    headers say that a machine sent it.
    """
    signs = read_signs(letter)
    exemptions = [one for one in exemptions if (one.law, one.section) not in _SAYS_NOT_HELD]
    if promised:
        signs.weights["acknowledges"] = signs["acknowledges"] + 1.5
    if automatic:
        signs.weights["automatic"] = signs["automatic"] + 4
    if len(answers) < 2 and max(signs["gives"], signs["refuses"], signs["not_held"], signs["cost"]) < _CLEAR:
        _judge_whole(letter, signs)
    rights = 2.0 if "rights" in letter.zones else 0.0
    outcome = _outcome(signs, answers, exemptions)
    gives_answer = max(signs["gives"], signs["refuses"], signs["not_held"], 3.0 if len(answers) > 1 else 0.0)
    scores: dict[Kind, float] = {outcome: _outcome_score(signs, answers, exemptions, rights)}
    scores.update(_progress_scores(signs, gives_answer, rights, exemptions, has_number))
    best, second = sorted(scores.items(), key=lambda one: -one[1])[:2]
    if best[1] < 1.5:
        kind: Kind = outcome if rights and len(letter.flat) > 600 else "other"
        return FoundKind(kind, 0.3, ())
    confidence = 0.5 + 0.49 * math.tanh((best[1] - second[1]) / 4)
    return FoundKind(best[0], round(confidence, 2), _evidence(letter, signs, best[0], answers, exemptions))


def _judge_whole(letter: LetterText, signs: Signs) -> None:
    """Add to the signs what the whole of the authority's words comes to, read as one answer."""
    said = [
        part.flat
        for part, zone in zip(letter.parts, letter.zones, strict=True)
        if zone == "said" and not _OPENS_LETTER.match(part.flat)
    ]
    if not said:
        return
    judged = judge(said[:_JUDGED])
    sign = _SIGN_OF.get(judged.outcome)
    if sign and judged.strength:
        signs.weights[sign] = signs[sign] + min(judged.strength, _MOST_JUDGED)


def _progress_scores(
    signs: Signs, gives_answer: float, rights: float, exemptions: Sequence[FoundExemption], has_number: bool
) -> dict[Kind, float]:
    """How far the letter is about the progress of a request, or decides a review."""
    costs = signs["cost"] > 0 and (
        signs["refuses"] > 0 or any(one.section.startswith("s12") for one in exemptions)
    )
    review = signs["review"] - signs["review_later"]
    if review >= 3 and gives_answer:
        review += 4 + rights
    later = signs["extends"] if signs["extends"] >= 3 else 0.0
    asks = signs["clarifies"] - (5 if costs else 0) - rights / 2
    asks += signs["acknowledges"] / 2 if asks >= 3 else 0
    money = signs["fee"] - (4 if costs and signs["fee"] < 6 else 0)
    return {
        "acknowledgement": signs["acknowledges"] + (signs["review_later"] and 1) - rights / 2,
        "automatic_reply": signs["automatic"] - (3 if has_number else 0) if signs["automatic"] >= 4 else 0.0,
        "clarification_request": asks + (2 if asks >= 4 else 0),
        "fees_notice": money + 2 if money >= 5 else 0.0,
        "extension": later + 2 if later >= 3 else 0.0,
        "transfer": signs["transfers"] + 2 if signs["transfers"] >= 3 else 0.0,
        "internal_review_outcome": review if review >= 3 else 0.0,
    }


def _outcome_score(
    signs: Signs, answers: Sequence[FoundAnswer], exemptions: Sequence[FoundExemption], rights: float
) -> float:
    """How far the letter answers the request, whatever the answer."""
    best = max(signs["gives"], signs["refuses"] + signs["cost"], signs["not_held"])
    told = 3.0 if len(answers) > 1 else 1.0 if answers else 0.0
    best = max(max(best, signs["holds"]) + signs["answers"] / 2, signs["answers"])
    return best + told + rights + (1.5 if exemptions else 0.0) + signs["part"] / 2


def _outcome(signs: Signs, answers: Sequence[FoundAnswer], exemptions: Sequence[FoundExemption]) -> Kind:
    """Which outcome it is, if it is one."""
    outcomes = [answer.outcome for answer in answers if answer.outcome != "no_answer"]
    if len(outcomes) > 1:
        says_held = any("hold" in (words := one.evidence.text.lower()) or "held" in words for one in answers)
        return _outcome_by_answers(signs, outcomes, exemptions, says_held=says_held)
    held_back = signs["refuses"] + signs["cost"] + (2.5 if exemptions else 0)
    held_back += 2 if outcomes == ["refused"] else 0
    given, missing = signs["gives"], signs["not_held"] + (2.5 if outcomes == ["not_held"] else 0)
    if held_back >= 2.5 and not (missing >= 4 and not exemptions and held_back < missing):
        if signs["part"] or given >= 2.5:
            return "partial_disclosure"
        return "refusal"
    if missing >= 2.5:
        return "partial_disclosure" if given >= 5 else "not_held"
    return "full_disclosure"


def _outcome_by_answers(
    signs: Signs, outcomes: Sequence[str], exemptions: Sequence[FoundExemption], *, says_held: bool
) -> Kind:
    """The outcome of a letter that answers question by question.

    says_held: an answer says that something is "not held"; "there are none" is itself the answer to a question.
    """
    given = sum(one in ("disclosed", "published_elsewhere") for one in outcomes)
    held_back, part = outcomes.count("refused"), outcomes.count("partly_disclosed")
    missing = outcomes.count("not_held")
    if part or (held_back and given):
        return "partial_disclosure"
    if held_back:
        return "partial_disclosure" if signs["gives"] >= 5 else "refusal"
    if missing and given:
        return "partial_disclosure" if says_held or exemptions else "full_disclosure"
    if missing:
        return "refusal" if exemptions and signs["refuses"] >= 5 else "not_held"
    return "partial_disclosure" if exemptions and signs["refuses"] + signs["part"] >= 3 else "full_disclosure"


_SHOWN_BY: dict[Kind, tuple[Sign, ...]] = {
    "acknowledgement": ("acknowledges", "review_later"),
    "clarification_request": ("clarifies",),
    "fees_notice": ("fee",),
    "extension": ("extends",),
    "full_disclosure": ("gives",),
    "partial_disclosure": ("part", "refuses", "cost", "gives", "not_held"),
    "refusal": ("refuses", "cost"),
    "not_held": ("not_held",),
    "internal_review_outcome": ("review",),
    "transfer": ("transfers",),
    "automatic_reply": ("automatic",),
    "other": (),
}


def _evidence(
    letter: LetterText,
    signs: Signs,
    kind: Kind,
    answers: Sequence[FoundAnswer],
    exemptions: Sequence[FoundExemption],
) -> tuple[Quote, ...]:
    """The weightiest sentences behind a kind, in the order of the letter; the answers' where it has no others."""
    found = [place for sign in _SHOWN_BY[kind] for place in signs.places.get(sign, [])]
    found.sort(key=lambda one: (-one[0], one[1].start()))
    quotes = {letter.sentence(match): None for _, match in found[:_MOST_EVIDENCE]}
    if not quotes and kind in ANSWERING:
        shown = [*(one.evidence for one in exemptions), *(one.evidence for one in answers)]
        quotes = dict.fromkeys(shown[:_MOST_EVIDENCE])
    return tuple(sorted(quotes, key=lambda quote: quote.start))
