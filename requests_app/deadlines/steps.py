"""From a story understood to its deadlines: before the answer, the review, the regulator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .counting import Count, counted, lengthened
from .deadline import Deadline
from .facts import EventKind, Fact
from .rules import AskFrom, Basis, Complaint, DeadlineKind, Review, Rule
from .story import Story, review_count

_DAY = timedelta(days=1)


def deadlines_of(story: Story, conditional: bool = False) -> tuple[Deadline, ...]:
    """The deadlines of a story already understood; see :func:`~.clock.deadlines` for ``conditional``."""
    return (*_before_the_answer(story), *_review(story), *_regulator(story, conditional))


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
            rule = _joined(rule, story.law.extension.section, story.law.extension.basis)
    notes = list(story.notes)
    if story.start.kind is EventKind.CLARIFICATION_GIVEN:
        rule = _joined(rule, story.law.clarification.section, rule.basis)
        if story.assumed:
            notes.append("the request itself is assumed received the day it was sent")
    return _made(DeadlineKind.RESPONSE, story, rule, count, tuple(facts), story.answer, notes=tuple(notes))


def _joined(rule: Rule, section: str, basis: Basis) -> Rule:
    """``rule`` resting on a further section."""
    sections = rule.section if section in rule.section else f"{rule.section}; {section}"
    return Rule(rule.limit, sections, basis)


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
            rule = _joined(rule, review.longer.section, review.longer.basis)
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


def _regulator(story: Story, conditional: bool) -> Iterator[Deadline]:
    law = story.law
    origin = _complaint_origin(story, law.complaint, conditional) if law.complaint else None
    if law.complaint and origin:
        count = counted(origin.day, law.complaint.rule.limit, story.calendar)
        yield _made(
            DeadlineKind.COMPLAINT, story, law.complaint.rule, count, (origin.fact,), story.last(EventKind.COMPLAINT),
            opens_on=origin.opens_on, conditional=bool(origin.condition), origin=origin.words,
            notes=(origin.condition,) if origin.condition else (),
        )  # fmt: skip
    decided = story.last(EventKind.COMPLAINT_DECIDED)
    if law.appeal and decided:
        count = counted(decided.on, law.appeal.limit, story.calendar)
        yield _made(DeadlineKind.APPEAL, story, law.appeal, count, (decided,), None)


@dataclass(frozen=True, slots=True)
class _Origin:
    """The day a time runs from, the fact behind it, and the condition under which it runs at all."""

    fact: Fact
    day: date
    words: str = ""
    opens_on: date | None = None
    condition: str = ""


def _complaint_origin(story: Story, complaint: Complaint, conditional: bool) -> _Origin | None:
    """From when the time to complain runs: the review's outcome, its silence, the answer, no answer."""
    asked, review = story.last(EventKind.REVIEW_ASKED), story.law.review
    if asked and review:
        if decided := story.first(EventKind.REVIEW_DECIDED, asked.on):
            return _Origin(decided, decided.on)
        day = _last_day_of_review(story, review, asked, complaint.from_outer)
        return _Origin(asked, day, "the time for the review ran out", day + _DAY)
    if (answer := story.last(EventKind.RESPONSE)) and not complaint.review_first:
        if review is None or complaint.rule.basis is not Basis.POLICY:
            return _Origin(answer, answer.on)
        only_if = "this holds only where the authority offers no internal review, which otherwise comes first"
        return _Origin(answer, answer.on, condition=only_if) if conditional else None
    if conditional and complaint.after_silence and answer is None and story.response:
        day = story.response.due
        only_if = "this holds only if no answer has come by then"
        return _Origin(story.start, day, "the time to answer ran out", day + _DAY, only_if)
    return None


def _last_day_of_review(story: Story, review: Review, asked: Fact, outer: bool) -> date:
    """The day the review in hand is due, with any extension of it; its outer limit if ``outer``."""
    if outer:
        return counted(asked.on, review.outer.limit, story.calendar).due
    return next(each.due_on for each in _review(story) if each.kind is DeadlineKind.REVIEW_OUTCOME)
