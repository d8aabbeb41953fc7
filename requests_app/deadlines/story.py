"""Facts put in order and understood: from when the clock runs, what stops it, and what answers it.

Everything the clock and the life of a request need is read here once, from facts in any order. Facts that
cannot be right raise the errors of :mod:`.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .calendars import Calendar
from .checks import check_body, check_dates, check_order, check_terms
from .counting import Count, Pause, counted, lengthened, merged
from .errors import NothingReceived
from .facts import EventKind, Fact, Term
from .rules import Body, Effect, Law, Limit, Rule, Unit

Facts = tuple[Fact, ...]
_NONE: Facts = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The facts of one request under one law, in the order they happened, and the response clock they give.

    ``receipt``: the fact the request's date of receipt rests on (a SENT fact when nothing better is known);
    ``start``: the fact from which the clock now counts; ``stopped_by``: a question or fees notice still open;
    ``ordinary``: the response limit without extension; ``response``: with it; both None while stopped.
    """

    law: Law
    body: Body
    calendar: Calendar
    terms: tuple[Term, ...]
    facts: Facts
    by_kind: dict[EventKind, Facts]
    receipt: Fact
    start: Fact
    stopped_by: Fact | None
    rule: Rule
    ordinary: Count | None
    response: Count | None
    extension: Fact | None
    late_extension: Fact | None
    notes: tuple[str, ...]

    def of(self, kind: EventKind) -> Facts:
        """The facts of one kind, earliest first."""
        return self.by_kind.get(kind, _NONE)

    def first(self, kind: EventKind, since: date | None = None) -> Fact | None:
        """The earliest fact of a kind (on or after ``since``)."""
        return next((fact for fact in self.of(kind) if since is None or fact.on >= since), None)

    def last(self, kind: EventKind) -> Fact | None:
        """The latest fact of a kind."""
        found = self.of(kind)
        return found[-1] if found else None

    @property
    def answer(self) -> Fact | None:
        """The response that meets the response limit: the first since the clock last started."""
        return self.first(EventKind.RESPONSE, self.start.on)

    @property
    def assumed(self) -> bool:
        """Whether the date of receipt is only assumed, from the day of sending."""
        return self.receipt.kind is EventKind.SENT


def understand(
    facts: Iterable[Fact], law: Law, body: str, calendar: Calendar, terms: Sequence[Term]
) -> Story:
    """Read the facts of a request. Raises :class:`~.errors.FactsError` where they cannot be right."""
    kind_of_body = check_body(body)
    ordered = tuple(sorted(facts, key=lambda fact: fact.sort_key))
    checked_terms = check_terms(terms)
    check_dates(ordered, law)
    story = _read(ordered, law, kind_of_body, calendar, checked_terms)
    check_order(
        story.by_kind,
        story.receipt,
        law,
        lambda on: _time_ran_out(story, on),
        lambda on: _review_ran_out(story, on),
    )
    return story


def _time_ran_out(story: Story, on: date) -> bool:
    """Whether the time to answer had run out before ``on``, by what had happened until then."""
    known = story
    if story.facts[-1].on > on:
        known = _read(
            tuple(f for f in story.facts if f.on <= on), story.law, story.body, story.calendar, story.terms
        )
    return known.response is not None and known.response.due < on


def _review_ran_out(story: Story, on: date) -> bool:
    """Whether the time for the review's outcome had run out before ``on``."""
    asked = [fact for fact in story.of(EventKind.REVIEW_ASKED) if fact.on <= on]
    return bool(asked) and review_count(story, asked[-1]).due < on


def _group(ordered: Facts) -> dict[EventKind, Facts]:
    found: dict[EventKind, list[Fact]] = {}
    for fact in ordered:
        found.setdefault(fact.kind, []).append(fact)
    return {kind: tuple(some) for kind, some in found.items()}


def _read(ordered: Facts, law: Law, body: Body, calendar: Calendar, terms: tuple[Term, ...]) -> Story:
    by_kind = _group(ordered)
    came = by_kind.get(EventKind.RECEIVED) or by_kind.get(EventKind.SENT)
    if not came:
        raise NothingReceived("Nothing has been received yet: without a date of receipt no time limit runs.")
    receipt = came[0]
    start, open_question, pauses = _clarifications(by_kind, law, calendar, receipt)
    open_notice, fee_pauses = _fees(by_kind, law)
    notes: list[str] = []
    rule, ordinary = ordinary_count(law, body, calendar, terms, start.on, merged(pauses + fee_pauses))
    stopped_by = open_question
    # A fees notice given after the time had run out stops nothing: it must come "within the period" (s.9(1)).
    in_time = open_notice is not None and open_notice.on <= ordinary.due
    if open_notice and in_time and (open_question is None or open_question.on > open_notice.on):
        stopped_by = open_notice
    if stopped_by and law.clarification.effect is not Effect.RESTARTS and stopped_by.on > ordinary.due:
        stopped_by = None
    response, extension, late = ordinary, None, None
    if told := by_kind.get(EventKind.EXTENSION):
        response, extension, late = _extended(law, ordinary, told, notes)
    return Story(
        law=law, body=body, calendar=calendar, terms=terms, facts=ordered, by_kind=by_kind, receipt=receipt,
        start=start, stopped_by=stopped_by, rule=rule, ordinary=None if stopped_by else ordinary,
        response=None if stopped_by else response, extension=extension, late_extension=late,
        notes=tuple(notes),
    )  # fmt: skip


def _clarifications(
    by_kind: dict[EventKind, Facts], law: Law, calendar: Calendar, receipt: Fact
) -> tuple[Fact, Fact | None, list[Pause]]:
    """The fact the count starts from, a question still open, and days disregarded while one was."""
    asked = by_kind.get(EventKind.CLARIFICATION_ASKED, _NONE)
    given = by_kind.get(EventKind.CLARIFICATION_GIVEN, _NONE)
    if not asked and not given:
        return receipt, None, []
    how = law.clarification
    if how.asked_within and asked:
        latest = counted(receipt.on, how.asked_within, calendar).due
        asked = tuple(fact for fact in asked if fact.on <= latest)
        given = given if asked else _NONE
    if how.effect is Effect.NOTHING:
        return receipt, None, []
    waiting = asked[-1] if asked and not (given and given[-1].on >= asked[-1].on) else None
    # Where the day of the question is not known, a pause cannot be measured: the time is counted anew from
    # the answer, the latest it can be, so that nobody is called late too soon.
    if how.effect is Effect.RESTARTS or not asked:
        return (given[-1] if given else receipt), waiting, []
    pauses = []
    for question in asked:
        reply = next((fact for fact in given if fact.on >= question.on), None)
        if reply:
            pauses.append(Pause(question.on, reply.on, "clarification asked for"))
    return receipt, waiting, pauses


def _fees(by_kind: dict[EventKind, Facts], law: Law) -> tuple[Fact | None, list[Pause]]:
    """A fees notice not yet paid, and the days from each paid notice to its payment."""
    notices = by_kind.get(EventKind.FEES_NOTICE, _NONE)
    if not notices or law.fee is None or not law.fee.stops_the_clock:
        return None, []
    paid = by_kind.get(EventKind.FEE_PAID, _NONE)
    pauses = []
    for notice in notices:
        payment = next((fact for fact in paid if fact.on >= notice.on), None)
        if payment:
            pauses.append(Pause(notice.on, payment.on, "fees notice"))
    unpaid = notices[-1] if not (paid and paid[-1].on >= notices[-1].on) else None
    return unpaid, pauses


def ordinary_count(
    law: Law, body: Body, calendar: Calendar, terms: tuple[Term, ...], start: date, pauses: tuple[Pause, ...]
) -> tuple[Rule, Count]:
    """The response limit for this kind of body, without extension."""
    variation = law.variations.get(body)
    rule = variation.rule if variation else law.response
    count = counted(start, rule.limit, calendar, pauses, terms, variation.cap if variation else None)
    for interim in law.interims:
        if interim.first <= count.due <= interim.last and not variation:
            return interim.response, counted(start, interim.response.limit, calendar, pauses)
    return rule, count


def _extended(
    law: Law, ordinary: Count, told: Facts, notes: list[str]
) -> tuple[Count, Fact | None, Fact | None]:
    """The response count with an extension notified in time; without one, the ordinary count."""
    rule, fact = law.extension, told[0]
    if rule is None:
        notes.append(f"the extension has no effect, because {law.short_name} knows none")
        return ordinary, None, None
    if fact.on > ordinary.due:
        notes.append("the extension has no effect, because notice of it came after the time had run out")
        return ordinary, None, fact
    if rule.more is not None:
        return lengthened(ordinary, rule.more), fact, None
    until = next((fact.until for fact in reversed(told) if fact.until and fact.until > ordinary.due), None)
    if until is None:
        notes.append("an extension was notified, but the day it names is not recorded")
        return ordinary, fact, None
    limit = Limit((until - ordinary.start).days, Unit.CALENDAR_DAYS)
    return Count(ordinary.start, limit, ordinary.calendar, until), fact, None


def review_count(story: Story, asked: Fact) -> Count:
    """The ordinary time for the outcome of the review asked for by ``asked``."""
    review = story.law.review
    if review is None:
        raise ValueError(f"{story.law.short_name} has no review")
    count = counted(asked.on, review.outcome.limit, story.calendar)
    for interim in story.law.interims:
        if interim.first <= count.due <= interim.last:
            return counted(asked.on, interim.review.limit, story.calendar)
    return count
