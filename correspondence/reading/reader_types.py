"""What reading one letter gives: plain, frozen facts, each with the words of the letter that show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from requests_app.reference_numbers import Role

Kind = Literal[
    "acknowledgement",
    "clarification_request",
    "fees_notice",
    "extension",
    "full_disclosure",
    "partial_disclosure",
    "refusal",
    "not_held",
    "internal_review_outcome",
    "transfer",
    "automatic_reply",
    "other",
]
Outcome = Literal["disclosed", "partly_disclosed", "not_held", "refused", "published_elsewhere", "no_answer"]
LawCode = Literal["FOIA", "EIR", "FOISA", "EISR", "DPA"]

KINDS: tuple[Kind, ...] = get_args(Kind)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# Letters that answer a request, rather than say something about its progress.
ANSWERING: frozenset[Kind] = frozenset(
    {"full_disclosure", "partial_disclosure", "refusal", "not_held", "internal_review_outcome"}
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the letter, exactly as they stand: `letter[start:end] == text` (code points)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What sort of letter it is. confidence: 0 to 1, how far this kind leads the next likely one."""

    value: Kind
    confidence: float
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A reference number; `role` says whose: the "authority"'s, "ours", or an "other" case pointed to."""

    value: str
    role: Role
    evidence: Quote


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date with its words. year_assumed: the letter leaves the year out."""

    value: dt.date
    year_assumed: bool
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Dates:
    """received: the authority had the request (or, in a review, the request for it). letter: its own date.

    due: the day by which it promises an answer. Each None where the letter does not say.
    """

    received: FoundDay | None
    letter: FoundDay | None
    due: FoundDay | None


@dataclass(frozen=True, slots=True)
class FoundExemption:
    """A ground for withholding: law "FOIA" and section "s43(2)", or "EIR" and "reg12(4)(b)"."""

    law: LawCode
    section: str
    evidence: Quote


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """What came back for one thing asked.

    label: the question as the letter writes it ("1. The contract", "Contracts", "Question 5a").
    number: the question's own number in the letter ("5a"), "" where it has none.
    exemptions: sections cited in the answer's words. evidence: the words that answer.
    """

    label: str
    number: str
    outcome: Outcome
    exemptions: tuple[str, ...]
    evidence: Quote


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Something named in the letter (an attachment, a contact), with the words that name it."""

    value: str
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the authority says it will do; `by` is the day it names, None where it names none."""

    by: dt.date | None
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in a letter. `law` is None where the letter names none and shows none."""

    kind: FoundKind
    references: tuple[FoundNumber, ...]
    dates: Dates
    law: LawCode | None
    exemptions: tuple[FoundExemption, ...]
    answers: tuple[FoundAnswer, ...]
    attachments_mentioned: tuple[FoundWords, ...]
    review_contact: FoundWords | None
    promises: tuple[Promise, ...]
