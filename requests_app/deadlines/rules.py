"""The shapes in which a law's time limits are written down as data; the numbers are in ``laws/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .facts import EventKind


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working days"
    SCHOOL_DAYS = "school days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Basis(StrEnum):
    """How binding a limit is."""

    STATUTE = "statute"
    CODE = "code of practice"
    POLICY = "regulator's policy"
    COURTESY = "courtesy"


class Body(StrEnum):
    """Kinds of public body for which a law may set another limit."""

    ORDINARY = ""
    SCHOOL = "school"
    ARCHIVE = "archive"
    ARMED_FORCES = "armed_forces"


class DeadlineKind(StrEnum):
    """What has to be done by the day."""

    ACKNOWLEDGEMENT = "acknowledgement"
    CLARIFICATION = "clarification"
    FEE_PAYMENT = "fee_payment"
    EXTENSION_NOTICE = "extension_notice"
    RESPONSE = "response"
    REVIEW_REQUEST = "review_request"
    REVIEW_OUTCOME = "review_outcome"
    REVIEW_OUTCOME_LIMIT = "review_outcome_limit"
    COMPLAINT = "complaint"
    APPEAL = "appeal"

    @property
    def label(self) -> str:
        """The kind in plain English."""
        return _LABELS[self]


_LABELS: dict[DeadlineKind, str] = {
    DeadlineKind.ACKNOWLEDGEMENT: "Acknowledgement expected",
    DeadlineKind.CLARIFICATION: "Our clarification",
    DeadlineKind.FEE_PAYMENT: "Last day to pay the fee",
    DeadlineKind.EXTENSION_NOTICE: "Last day to give notice of an extension",
    DeadlineKind.RESPONSE: "Response due",
    DeadlineKind.REVIEW_REQUEST: "Last day to ask for a review",
    DeadlineKind.REVIEW_OUTCOME: "Review outcome due",
    DeadlineKind.REVIEW_OUTCOME_LIMIT: "Review outcome due at the very latest",
    DeadlineKind.COMPLAINT: "Last day to complain to the regulator",
    DeadlineKind.APPEAL: "Last day to appeal",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days, weeks or months. Day 1 is the day after day 0, unless ``first_day_counts``.

    ``rolls``: a last day that is not a working day moves to the next one.
    """

    amount: int
    unit: Unit = Unit.WORKING_DAYS
    rolls: bool = False
    first_day_counts: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit, where it is written, and how binding it is."""

    limit: Limit
    section: str
    basis: Basis = Basis.STATUTE


@dataclass(frozen=True, slots=True)
class Variation:
    """Another response limit for a kind of body: ``rule``, or ``cap`` if that ends earlier."""

    rule: Rule
    cap: Limit | None = None


class Effect(StrEnum):
    """What a question from the authority does to the clock."""

    RESTARTS = "restarts"
    PAUSES = "pauses"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Clarification:
    """``effect`` holds where the question came within ``asked_within`` (None: at any time)."""

    effect: Effect
    section: str
    reply: Rule
    asked_within: Limit | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """The last day to pay, and whether the days from notice to payment, both included, are disregarded."""

    pay: Rule
    section: str
    stops_the_clock: bool = True


@dataclass(frozen=True, slots=True)
class Extension:
    """``more`` on top of the limit; None where the law sets no length and the notice itself names the day."""

    more: Limit | None
    section: str
    basis: Basis = Basis.STATUTE


class AskFrom(StrEnum):
    """From what the time to ask for a review runs."""

    RESPONSE = "response"
    RESPONSE_OR_EXPIRY = "response, or the expiry of the time allowed"
    EXPIRY_OR_LATE_RESPONSE = "the expiry of the time allowed, or a late response"


@dataclass(frozen=True, slots=True)
class Review:
    """Internal review, administrative appeal or confirmatory application."""

    ask: Rule
    ask_from: AskFrom
    outcome: Rule
    outer: Rule
    longer: Extension | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """``review_first``: no right without a review; ``after_silence``: at once when no answer came in time.

    ``from_outer``: with no review outcome the time runs from the review's outer limit, not from its due day.
    """

    rule: Rule
    review_first: bool = False
    after_silence: bool = True
    from_outer: bool = False


@dataclass(frozen=True, slots=True)
class Interim:
    """Limits that held only where the ordinary limit would have ended within ``first`` to ``last``."""

    first: date
    last: date
    response: Rule
    review: Rule


@dataclass(frozen=True)
class Law:
    """A law as data. ``in_force``: the day the right began; ``zone``: whose midnight ends a day."""

    code: str
    name: str
    short_name: str
    jurisdiction: str
    regulator: str
    zone: str
    calendar: str
    in_force: date
    response: Rule
    acknowledgement: Rule
    clarification: Clarification
    fee: Fee | None = None
    extension: Extension | None = None
    review: Review | None = None
    complaint: Complaint | None = None
    appeal: Rule | None = None
    variations: Mapping[Body, Variation] = field(default_factory=dict)
    interims: tuple[Interim, ...] = ()
    notes: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def sections(self) -> dict[str, str]:
        """Where each limit is written: kind of deadline to section."""
        rules: dict[DeadlineKind, Rule | None] = {
            DeadlineKind.ACKNOWLEDGEMENT: self.acknowledgement,
            DeadlineKind.RESPONSE: self.response,
            DeadlineKind.FEE_PAYMENT: self.fee.pay if self.fee else None,
            DeadlineKind.REVIEW_REQUEST: self.review.ask if self.review else None,
            DeadlineKind.REVIEW_OUTCOME: self.review.outcome if self.review else None,
            DeadlineKind.REVIEW_OUTCOME_LIMIT: self.review.outer if self.review else None,
            DeadlineKind.COMPLAINT: self.complaint.rule if self.complaint else None,
            DeadlineKind.APPEAL: self.appeal,
        }
        return {kind.value: rule.section for kind, rule in rules.items() if rule}


REQUESTER_KINDS = frozenset(
    {
        DeadlineKind.CLARIFICATION,
        DeadlineKind.FEE_PAYMENT,
        DeadlineKind.REVIEW_REQUEST,
        DeadlineKind.COMPLAINT,
        DeadlineKind.APPEAL,
    }
)
"""Deadlines that the requester, not the authority, has to meet."""

MET_BY: dict[DeadlineKind, EventKind] = {
    DeadlineKind.ACKNOWLEDGEMENT: EventKind.ACKNOWLEDGED,
    DeadlineKind.CLARIFICATION: EventKind.CLARIFICATION_GIVEN,
    DeadlineKind.FEE_PAYMENT: EventKind.FEE_PAID,
    DeadlineKind.EXTENSION_NOTICE: EventKind.EXTENSION,
    DeadlineKind.RESPONSE: EventKind.RESPONSE,
    DeadlineKind.REVIEW_REQUEST: EventKind.REVIEW_ASKED,
    DeadlineKind.REVIEW_OUTCOME: EventKind.REVIEW_DECIDED,
    DeadlineKind.REVIEW_OUTCOME_LIMIT: EventKind.REVIEW_DECIDED,
    DeadlineKind.COMPLAINT: EventKind.COMPLAINT,
}
"""The event that meets each kind of deadline."""
