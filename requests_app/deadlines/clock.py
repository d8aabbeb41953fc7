"""The statutory clock: dated facts and a law to every deadline they give.

>>> facts = [Fact(EventKind.RECEIVED, date(2018, 7, 20))]
>>> [(each.due_on, each.section) for each in deadlines(facts, "foia") if each.kind == "response"]
[(datetime.date(2018, 8, 20), 'FOIA 2000 s.10(1)')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from .calendars import Calendar, calendar_for
from .checks import check_body, check_date, check_terms
from .counting import Count, counted, lengthened
from .deadline import Deadline
from .facts import EventKind, Fact, Term
from .laws import law as find_law
from .rules import AskFrom, Basis, DeadlineKind, Law, Rule, Unit
from .story import Story, review_count, understand

_DAY = timedelta(days=1)


def deadlines(
    facts: Iterable[Fact],
    law: Law | str,
    body: str = "",
    *,
    calendar: Calendar | None = None,
    terms: Sequence[Term] = (),
    conditional: bool = False,
) -> tuple[Deadline, ...]:
    """Every deadline the facts give, at most one of each kind, in the order of a request's life.

    The order of ``facts`` does not matter. A response deadline is left out while the clock is stopped (a
    question or a fees notice is open). ``conditional``: also those that hold only where their notes apply,
    such as a complaint to the Information Commissioner without a review.

    Raises :class:`~.errors.FactsError` where the facts cannot be right.
    """
    found = find_law(law)
    story = understand(facts, found, body, calendar or calendar_for(found), terms)
    return deadlines_of(story, conditional)


def check(
    facts: Iterable[Fact],
    law: Law | str,
    body: str = "",
    *,
    calendar: Calendar | None = None,
    terms: Sequence[Term] = (),
) -> None:
    """Raise :class:`~.errors.FactsError` where the facts cannot be right; do nothing otherwise."""
    found = find_law(law)
    understand(facts, found, body, calendar or calendar_for(found), terms)


def due_dates(
    received: Sequence[date],
    law: Law | str,
    body: str = "",
    *,
    calendar: Calendar | None = None,
    terms: Sequence[Term] = (),
) -> list[date]:
    """The response dates for requests received on these days and nothing else known, as fast as can be."""
    found = find_law(law)
    calendar = calendar or calendar_for(found)
    if not received:
        return []
    check_date(min(received), found)
    check_date(max(received), found)
    variation = found.variations.get(check_body(body))
    limit = (variation.rule if variation else found.response).limit
    if limit.unit is Unit.WORKING_DAYS and (variation or not found.interims):
        return calendar.add_many(received, limit.amount)
    checked = check_terms(terms)
    due: dict[date, date] = {}
    for day in set(received):
        story = understand([Fact(EventKind.RECEIVED, day)], found, body, calendar, checked)
        if story.response:
            due[day] = story.response.due
    return [due[day] for day in received]


def deadlines_of(story: Story, conditional: bool = False) -> tuple[Deadline, ...]:
    """The deadlines of a story already understood."""
    every = (*_before_the_answer(story), *_review(story), *_regulator(story))
    return every if conditional else tuple(each for each in every if not each.conditional)


def _made(
    kind: DeadlineKind,
    story: Story,
    rule: Rule,
    count: Count,
    facts: tuple[Fact, ...],
    met: Fact | None,
    **more: object,
) -> Deadline:
    return Deadline(
        kind=kind, due_on=count.due, law=story.law.code, section=rule.section, rests_on=facts,
        days=count.days,
        met_on=met.on if met else None, basis=rule.basis, count=count, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _before_the_answer(story: Story) -> Iterator[Deadline]:
    law, calendar = story.law, story.calendar
    acknowledged = min(
        filter(None, (story.first(EventKind.ACKNOWLEDGED), story.first(EventKind.RESPONSE))),
        key=lambda fact: fact.on,
        default=None,
    )
    count = counted(story.receipt.on, law.acknowledgement.limit, calendar)
    yield _made(
        DeadlineKind.ACKNOWLEDGEMENT, story, law.acknowledgement, count, (story.receipt,), acknowledged
    )
    if asked := story.last(EventKind.CLARIFICATION_ASKED):
        reply = law.clarification.reply
        count = counted(asked.on, reply.limit, calendar)
        met = story.first(EventKind.CLARIFICATION_GIVEN, asked.on)
        yield _made(DeadlineKind.CLARIFICATION, story, reply, count, (asked,), met)
    if law.fee and (notice := story.last(EventKind.FEES_NOTICE)):
        count = counted(notice.on, law.fee.pay.limit, calendar)
        met = story.first(EventKind.FEE_PAID, notice.on)
        yield _made(DeadlineKind.FEE_PAYMENT, story, law.fee.pay, count, (notice,), met)
    told = story.extension or story.late_extension
    if story.ordinary and story.response and told:
        rule = Rule(story.ordinary.limit, story.rule.section, story.rule.basis)
        yield _made(DeadlineKind.EXTENSION_NOTICE, story, rule, story.ordinary, (story.start,), told)
    if story.response:
        yield _response(story, story.response)


def _response(story: Story, count: Count) -> Deadline:
    rule, facts = story.rule, [story.start]
    facts += [
        fact for fact in (*story.of(EventKind.FEES_NOTICE), *story.of(EventKind.FEE_PAID)) if count.pauses
    ]
    if story.start is not story.receipt:
        facts.append(story.receipt)
    if story.extension and story.law.extension:
        facts.append(story.extension)
        if count is not story.ordinary:
            rule = Rule(
                count.limit, f"{rule.section}; {story.law.extension.section}", story.law.extension.basis
            )
    notes = list(story.notes)
    if story.start.kind is EventKind.CLARIFICATION_GIVEN:
        rule = Rule(rule.limit, f"{rule.section}; {story.law.clarification.section}", rule.basis)
        if story.assumed:
            notes.append("the request itself is assumed received the day it was sent")
    return _made(DeadlineKind.RESPONSE, story, rule, count, tuple(facts), story.answer, notes=tuple(notes))


def _review(story: Story) -> Iterator[Deadline]:
    review = story.law.review
    if review is None:
        return
    asked = story.last(EventKind.REVIEW_ASKED)
    origin = _review_origin(story, review.ask_from, asked)
    if origin:
        fact, day, words = origin
        count = counted(day, review.ask.limit, story.calendar)
        yield _made(DeadlineKind.REVIEW_REQUEST, story, review.ask, count, (fact,), asked, origin=words)
    if asked:
        decided = story.first(EventKind.REVIEW_DECIDED, asked.on)
        rule, facts = review.outcome, [asked]
        count = review_count(story, asked)
        outer = counted(asked.on, review.outer.limit, story.calendar)
        if outer.due < count.due:
            outer = count
        longer = story.first(EventKind.REVIEW_EXTENSION, asked.on)
        if longer and review.longer and review.longer.more:
            count = lengthened(count, review.longer.more)
            rule = Rule(count.limit, f"{rule.section}; {review.longer.section}", review.longer.basis)
            facts.append(longer)
        yield _made(DeadlineKind.REVIEW_OUTCOME, story, rule, count, tuple(facts), decided)
        yield _made(DeadlineKind.REVIEW_OUTCOME_LIMIT, story, review.outer, outer, (asked,), decided)


def _review_origin(story: Story, ask_from: AskFrom, asked: Fact | None) -> tuple[Fact, date, str] | None:
    """From which fact and day the time to ask for a review runs, and what to call that day."""
    answers = [fact for fact in story.of(EventKind.RESPONSE) if asked is None or fact.on <= asked.on]
    answer = answers[-1] if answers else None
    expiry = story.response.due if story.response else None
    ran_out = "the time to answer ran out"
    in_time = expiry is not None and (answer is None or answer.on <= expiry)
    if ask_from is AskFrom.EXPIRY_OR_LATE_RESPONSE and expiry and in_time:
        return story.start, expiry, ran_out
    if answer:
        return answer, answer.on, ""
    if ask_from is not AskFrom.RESPONSE and expiry:
        return story.start, expiry, ran_out
    return None


def _regulator(story: Story) -> Iterator[Deadline]:
    if complaint := _complaint(story):
        yield complaint
    decided = story.last(EventKind.COMPLAINT_DECIDED)
    if story.law.appeal and decided:
        count = counted(decided.on, story.law.appeal.limit, story.calendar)
        yield _made(DeadlineKind.APPEAL, story, story.law.appeal, count, (decided,), None)


def _complaint(story: Story) -> Deadline | None:
    """The last day to complain: from the review's outcome, from its silence, or from the answer."""
    law = story.law.complaint
    if law is None:
        return None
    made = story.last(EventKind.COMPLAINT)
    asked = story.last(EventKind.REVIEW_ASKED)
    notes: tuple[str, ...] = ()
    origin, opens, conditional = "", None, False
    if asked and story.law.review:
        fact: Fact = story.first(EventKind.REVIEW_DECIDED, asked.on) or asked
        day = fact.on
        if fact is asked:
            origin = "the time for the review ran out"
            limit = story.law.review.outer.limit if law.from_outer else None
            day = counted(asked.on, limit, story.calendar).due if limit else _extended_review_due(story)
            opens = day + _DAY
    elif law.review_first and not (law.after_silence and not story.of(EventKind.RESPONSE)):
        return None
    elif answer := story.last(EventKind.RESPONSE):
        fact, day = answer, answer.on
        if story.law.review and law.rule.basis is Basis.POLICY:
            conditional = True
            notes = (
                "this holds only where the authority offers no internal review, which otherwise comes first",
            )
    elif law.after_silence and story.response:
        fact, day, conditional = story.start, story.response.due, True
        origin, opens = "the time to answer ran out", day + _DAY
        notes = ("this holds only if no answer has come by then",)
    else:
        return None
    count = counted(day, law.rule.limit, story.calendar)
    return _made(
        DeadlineKind.COMPLAINT, story, law.rule, count, (fact,), made,
        opens_on=opens, conditional=conditional, notes=notes, origin=origin,
    )  # fmt: skip


def _extended_review_due(story: Story) -> date:
    """The day the review in hand is due, with any extension of it."""
    return next(each.due_on for each in _review(story) if each.kind is DeadlineKind.REVIEW_OUTCOME)
