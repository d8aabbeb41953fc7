"""To which requests a mail may belong, the likeliest first, and why. Pure: it suggests, a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from correspondence.case_numbers import bare_numbers, is_short_for, number_key
from correspondence.senders import NOBODY, KnownSenders
from requests_app.reference_numbers import search_key

MOST = 8
NUMBER, LIKE_NUMBER, ADDRESS, RECIPIENT, DOMAIN, WORDS, AWAITED, TOO_EARLY = 60, 45, 35, 25, 20, 20, 4, -25
_ENOUGH_LIKE = 0.34  # of the subject's words in the title, or of the title's in the subject
_WORD = re.compile(r"[^\W_]{3,}")
# Words that every other letter about a request has in its subject.
_EMPTY = frozenset(
    _WORD.findall(
        "fwd and for the you your our with from about freedom information request requests response reply act foi "
        "foia eir enquiry acknowledgement internal review reference ref regarding under environmental regulations "
        "council case number final"
    )
)


@dataclass(frozen=True)
class Clues:
    """What a mail tells of where it belongs.

    `numbers`: the case numbers it names, as written. `keys`: search keys of all that looks like a number in it.
    """

    numbers: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    sender: str = ""
    recipients: frozenset[str] = frozenset()
    subject: str = ""
    sent_on: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A request that a mail may belong to. `known`: who its authority writes as, the same object for all of its."""

    pk: int
    title: str
    authority: str
    numbers: tuple[str, ...] = ()
    known: KnownSenders = NOBODY
    begun_on: date | None = None
    is_awaited: bool = False


@dataclass(frozen=True)
class Ranked:
    """`reasons`: sentences for and against, the weightiest first; `is_told`: the mail names the case or its sender."""

    pk: int
    score: float
    reasons: tuple[str, ...] = field(default_factory=tuple)
    is_told: bool = False


def rank(clues: Clues, candidates: Iterable[Candidate], *, most: int = MOST) -> list[Ranked]:
    """The candidates that something speaks for, the likeliest first, at most so many."""
    found = [ranked for each in candidates if (ranked := _weigh(clues, each))]
    return sorted(found, key=lambda one: (-one.score, -one.pk))[:most]


def _weigh(clues: Clues, candidate: Candidate) -> Ranked | None:
    """What speaks for a candidate, and against it; None where nothing speaks for it."""
    told = [*_number(clues, candidate), *_people(clues, candidate)]
    reasons = [*told, *_words(clues, candidate)]
    if not reasons:
        return None
    if candidate.is_awaited:
        reasons.append((AWAITED, "Their answer is awaited"))
    if clues.sent_on and candidate.begun_on and clues.sent_on < candidate.begun_on:
        reasons.append((TOO_EARLY, "But it is older than the request"))
    return Ranked(
        pk=candidate.pk,
        score=sum(weight for weight, _ in reasons),
        reasons=tuple(words for _, words in reasons),
        is_told=bool(told),
    )


def _number(clues: Clues, candidate: Candidate) -> list[tuple[float, str]]:
    theirs = {number_key(number): number for number in candidate.numbers}
    named = [theirs[key] for number in clues.numbers if (key := number_key(number)) in theirs]
    if named:
        return [(NUMBER, f"It names {named[0]}")]
    like = [number for number in candidate.numbers if search_key(number) in clues.keys]
    if like:
        return [(LIKE_NUMBER, f"{like[0]} stands in it")]
    bare = bare_numbers(clues.numbers)
    short = [(one, number) for number in candidate.numbers for one in bare if is_short_for(one, number)]
    return [(LIKE_NUMBER, f"It names {short[0][0]}, which may be {short[0][1]}")] if short else []


def _people(clues: Clues, candidate: Candidate) -> list[tuple[float, str]]:
    """The sender's address or domain, and the addresses it went to (a copy of a letter of ours)."""
    known, reasons = candidate.known, []
    if clues.sender.casefold() in known.addresses:
        reasons.append((ADDRESS, f"Its sender is the address of {candidate.authority}"))
    elif known.include(clues.sender):
        reasons.append((DOMAIN, f"Its sender writes for {candidate.authority}"))
    if known.addresses & clues.recipients:
        reasons.append((RECIPIENT, f"It went to {candidate.authority}"))
    return [(float(weight), words) for weight, words in reasons]


def _words(clues: Clues, candidate: Candidate) -> list[tuple[float, str]]:
    share = likeness(clues.subject, candidate.title)
    return [(WORDS * share, "Its subject is like the request’s title")] if share >= _ENOUGH_LIKE else []


def likeness(subject: str, title: str) -> float:
    """The share of the words that two titles have in common, 0 to 1; words that all such letters share do not count.

    Words count as the same where they begin with the same five letters.
    """
    first, second = _stems(subject), _stems(title)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second)) * min(1.0, len(first & second) / 2)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in _WORD.findall(text.casefold()) if word not in _EMPTY)
