"""Dated facts: what happened to a request, and when.

A legal date is a plain date in the authority's own time zone; an instant ("2026-06-14T23:30Z") becomes one
only together with a law, because only the law says whose midnight counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from .errors import NotADate, UnknownFact

Term = tuple[date, date]
"""First and last day of a school term, both included."""


class EventKind(StrEnum):
    """Something dated that the law cares about. The order here is the order in which a request lives."""

    SENT = "sent"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_GIVEN = "clarification_given"
    FEES_NOTICE = "fees_notice"
    FEE_PAID = "fee_paid"
    EXTENSION = "extension"
    RESPONSE = "response"
    REVIEW_ASKED = "review_asked"
    REVIEW_EXTENSION = "review_extension"
    REVIEW_DECIDED = "review_decided"
    COMPLAINT = "complaint"
    COMPLAINT_DECIDED = "complaint_decided"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    """It is over, the day of the answer not known: dated with its beginning, so that it is in no waiting time."""

    @property
    def label(self) -> str:
        """The kind in plain English, as a heading or in a list."""
        return LABELS[self]

    @property
    def fact_name(self) -> str:
        """The name used in ``facts`` columns and on the command line."""
        return FACT_NAMES.get(self, self.value)


LABELS: dict[EventKind, str] = {
    EventKind.SENT: "Request sent",
    EventKind.RECEIVED: "Request received",
    EventKind.ACKNOWLEDGED: "Receipt acknowledged",
    EventKind.CLARIFICATION_ASKED: "Clarification asked for",
    EventKind.CLARIFICATION_GIVEN: "Clarification received",
    EventKind.FEES_NOTICE: "Fees notice given",
    EventKind.FEE_PAID: "Fee paid",
    EventKind.EXTENSION: "Extension notified",
    EventKind.RESPONSE: "Response",
    EventKind.REVIEW_ASKED: "Review asked for",
    EventKind.REVIEW_EXTENSION: "Longer review notified",
    EventKind.REVIEW_DECIDED: "Review decided",
    EventKind.COMPLAINT: "Complaint to the regulator",
    EventKind.COMPLAINT_DECIDED: "Complaint decided",
    EventKind.WITHDRAWN: "Request withdrawn",
    EventKind.CLOSED: "Closed, the day of the answer not known",
}

# Where the tables of facts use another word than the event does.
FACT_NAMES: dict[EventKind, str] = {
    EventKind.CLARIFICATION_GIVEN: "clarification_received",
    EventKind.EXTENSION: "extension_notified",
    EventKind.RESPONSE: "responded",
    EventKind.REVIEW_ASKED: "review_requested",
    EventKind.REVIEW_EXTENSION: "review_extension_notified",
}
KINDS_BY_NAME: dict[str, EventKind] = {kind.value: kind for kind in EventKind} | {
    name: kind for kind, name in FACT_NAMES.items()
}
LIFE_ORDER: dict[EventKind, int] = {kind: place for place, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact.

    ``on`` is the legal date (for a clarification and a fee: the day the authority received it). ``id`` is
    whatever the caller needs to find its own record again. ``until`` is the day that a notice of extension
    itself names; only laws that set no length for an extension (New Zealand, Canada) use it.
    """

    kind: EventKind
    on: date
    id: str | int | None = None
    until: date | None = None

    @property
    def sort_key(self) -> tuple[date, int, str]:
        """Places facts in the order they happened, whatever the order in which they were recorded."""
        return (self.on, LIFE_ORDER[self.kind], str(self.id))


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def parse_date(text: str, zone: str = "Europe/London") -> date:
    """Read an ISO date, or an instant as the date it is in ``zone`` (without an offset: already local).

    >>> parse_date("2026-06-14T23:30Z")
    datetime.date(2026, 6, 15)
    """
    text = text.strip()
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if _INSTANT.fullmatch(text):
            instant = datetime.fromisoformat(text)
            return instant.astimezone(ZoneInfo(zone)).date() if instant.tzinfo else instant.date()
    except (ValueError, OverflowError):
        pass
    raise NotADate(f"“{text[:40]}” is not a date: write it as 2018-07-20.")


def parse_term(text: str, zone: str = "Europe/London") -> Term:
    """Read ``2026-09-02/2026-10-23``; that the end is not before the start is checked with the facts."""
    first, slash, last = text.partition("/")
    if not slash:
        raise NotADate(f"“{text[:40]}” is not a term: write it as 2026-09-02/2026-10-23.")
    return parse_date(first, zone), parse_date(last, zone)


def parse_facts(text: str, zone: str = "Europe/London") -> tuple[tuple[Fact, ...], tuple[Term, ...]]:
    """Read ``received=2018-07-20;term=2026-09-02/2026-10-23`` into facts and terms.

    ``zone`` is the law's (``law("oia-nz").zone``). ``extension_until`` is the day that the notice of extension names
    (:attr:`Fact.until`). Raises :class:`UnknownFact` or :class:`NotADate`.
    """
    facts: list[Fact] = []
    terms: list[Term] = []
    until: date | None = None
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise UnknownFact(f"“{part[:40]}” is not a fact: write it as received=2018-07-20.")
        if name == "term":
            terms.append(parse_term(value, zone))
        elif name == "extension_until":
            until = parse_date(value, zone)
        elif name in KINDS_BY_NAME:
            facts.append(Fact(KINDS_BY_NAME[name], parse_date(value, zone)))
        else:
            raise UnknownFact(f"“{name[:40]}” is not a fact this tracker knows.")
    if until:
        facts = [replace(fact, until=until) if fact.kind is EventKind.EXTENSION else fact for fact in facts]
    return tuple(facts), tuple(terms)
