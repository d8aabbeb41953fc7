"""Facts that cannot be right, each refused in the law's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .errors import (
    BeforeReceipt,
    BeforeTheAct,
    ClarificationNotAskedFor,
    ComplaintNotMade,
    ComplaintTooEarly,
    FeeBeforeNotice,
    ReviewNotAskedFor,
    ReviewTooEarly,
    TermEndsBeforeItStarts,
    TooFarAhead,
    UnknownBody,
    WrongOrder,
)
from .facts import LABELS, EventKind, Fact, Term
from .rules import Body, Law
from .words import in_words

LATEST = date(2050, 12, 31)
"""The last day a fact may have: projections of bank holidays end some years later."""

Groups = dict[EventKind, tuple[Fact, ...]]
_BODIES = {body.value: body for body in Body}


def check_body(body: str) -> Body:
    """The kind of public body of that name. Raises :class:`UnknownBody`."""
    try:
        return _BODIES[body]
    except KeyError:
        names = ", ".join(each.value for each in Body if each)
        raise UnknownBody(
            f"“{str(body)[:40]}” is not a kind of public body known here: use one of {names}, or none."
        ) from None


def check_terms(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms in order. Raises :class:`TermEndsBeforeItStarts`."""
    for first, last in terms:
        if last < first:
            raise TermEndsBeforeItStarts(
                f"A term cannot end on {in_words(last)}, before it starts on {in_words(first)}."
            )
    return tuple(sorted(terms))


def check_date(day: date, law: Law) -> None:
    """Raises :class:`BeforeTheAct` or :class:`TooFarAhead`."""
    if day < law.in_force:
        raise BeforeTheAct(
            f"{in_words(day)} is before the rights under {law.short_name} began, on {in_words(law.in_force)}."
        )
    if day > LATEST:
        raise TooFarAhead(
            f"{in_words(day)} is too far ahead: bank holidays cannot be foreseen after {LATEST.year}."
        )


def check_dates(facts: Sequence[Fact], law: Law) -> None:
    """Check the first and the last of ``facts``, which are in order."""
    if facts:
        check_date(facts[0].on, law)
        check_date(max([facts[-1].on, *(fact.until for fact in facts if fact.until)]), law)


def check_order(
    groups: Groups,
    receipt: Fact,
    law: Law,
    time_ran_out: Callable[[date], bool],
    review_ran_out: Callable[[date], bool],
) -> None:
    """Raises a :class:`WrongOrder` for the first thing that the law cannot follow.

    ``time_ran_out(day)``: whether the time to answer had run out before that day; ``review_ran_out`` the same
    for a review.
    """
    _check_receipt(groups, receipt)
    if len(groups) > 1:
        _check_questions(groups)
        _check_review(groups, time_ran_out)
        _check_complaint(groups, law, time_ran_out, review_ran_out)


def _check_receipt(groups: Groups, receipt: Fact) -> None:
    sent = groups.get(EventKind.SENT)
    if sent and receipt.on < sent[0].on:
        raise WrongOrder(
            f"The request cannot have been received on {in_words(receipt.on)}, "
            f"before it was sent on {in_words(sent[0].on)}."
        )
    for kind, facts in groups.items():
        if kind is not EventKind.SENT and facts[0].on < receipt.on:
            raise BeforeReceipt(
                f"{LABELS[kind]} on {in_words(facts[0].on)} cannot be right: "
                f"the request was received only on {in_words(receipt.on)}."
            )


def _earliest_without(later: EventKind, earlier: EventKind, groups: Groups) -> Fact | None:
    """The first fact of kind ``later`` with no fact of kind ``earlier`` on or before its day."""
    before = groups.get(earlier)
    return next((fact for fact in groups.get(later, ()) if not before or fact.on < before[0].on), None)


def _check_questions(groups: Groups) -> None:
    # A table of facts may know a clarification without the question, so one alone is taken as asked for.
    asked, given = EventKind.CLARIFICATION_ASKED, EventKind.CLARIFICATION_GIVEN
    if asked in groups and (fact := _earliest_without(given, asked, groups)):
        raise ClarificationNotAskedFor(
            f"A clarification cannot be given on {in_words(fact.on)}, before the authority asked for one."
        )
    if fact := _earliest_without(EventKind.FEE_PAID, EventKind.FEES_NOTICE, groups):
        raise FeeBeforeNotice(f"A fee cannot be paid on {in_words(fact.on)}, before there is a fees notice.")


def _answered(groups: Groups, on: date) -> bool:
    return any(answer.on <= on for answer in groups.get(EventKind.RESPONSE, ()))


def _check_review(groups: Groups, time_ran_out: Callable[[date], bool]) -> None:
    asked = groups.get(EventKind.REVIEW_ASKED)
    if asked and not _answered(groups, asked[0].on) and not time_ran_out(asked[0].on):
        raise ReviewTooEarly(
            f"A review cannot be asked for on {in_words(asked[0].on)}, "
            "before there is an answer or the time has run out."
        )
    if fact := _earliest_without(EventKind.REVIEW_DECIDED, EventKind.REVIEW_ASKED, groups):
        raise ReviewNotAskedFor(f"A review cannot be decided on {in_words(fact.on)}, before it is asked for.")
    if fact := _earliest_without(EventKind.REVIEW_EXTENSION, EventKind.REVIEW_ASKED, groups):
        raise ReviewNotAskedFor(
            f"A review cannot be extended on {in_words(fact.on)}, before it is asked for."
        )


def _check_complaint(
    groups: Groups, law: Law, time_ran_out: Callable[[date], bool], review_ran_out: Callable[[date], bool]
) -> None:
    complaints = groups.get(EventKind.COMPLAINT)
    if complaints:
        day = complaints[0].on
        if law.complaint and law.complaint.review_first:
            silence = law.complaint.after_silence and not _answered(groups, day) and time_ran_out(day)
            decided = _earliest_without(EventKind.COMPLAINT, EventKind.REVIEW_DECIDED, groups) is None
            if not (silence or decided or review_ran_out(day)):
                raise ComplaintTooEarly(
                    f"A complaint cannot be made on {in_words(day)}: under {law.short_name} "
                    "a review comes first, and must be decided or out of time."
                )
        elif not _answered(groups, day) and not time_ran_out(day):
            raise ComplaintTooEarly(
                f"A complaint cannot be made on {in_words(day)}, "
                "before there is an answer or the time has run out."
            )
    if fact := _earliest_without(EventKind.COMPLAINT_DECIDED, EventKind.COMPLAINT, groups):
        raise ComplaintNotMade(f"A complaint cannot be decided on {in_words(fact.on)}, before it is made.")
