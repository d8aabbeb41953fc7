"""The statutory clock: dated facts and a law to every deadline they give.

>>> facts = [Fact(EventKind.RECEIVED, date(2018, 7, 20))]
>>> [(each.due_on, each.section) for each in deadlines(facts, "foia") if each.kind == "response"]
[(datetime.date(2018, 8, 20), 'FOIA 2000 s.10(1)')]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from .calendars import Calendar, calendar_for
from .checks import check_body, check_date, check_terms
from .counting import counted
from .deadline import Deadline
from .facts import EventKind, Fact, Term
from .laws import law as find_law
from .rules import Law, Unit
from .steps import deadlines_of
from .story import understand


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
    if limit.unit is Unit.WORKING_DAYS:
        due = calendar.add_many(received, limit.amount)
        return due if variation else _with_interims(received, due, found, calendar)
    checked = check_terms(terms)
    known: dict[date, date] = {}
    for day in set(received):
        story = understand([Fact(EventKind.RECEIVED, day)], found, body, calendar, checked)
        if story.response:
            known[day] = story.response.due
    return [known[day] for day in received]


def _with_interims(received: Sequence[date], due: list[date], law: Law, calendar: Calendar) -> list[date]:
    """The ordinary dates ``due``, those within an interim period replaced by its own limit."""
    for interim in law.interims:
        first, last, limit = interim.first, interim.last, interim.response.limit
        for place in [place for place, day in enumerate(due) if first <= day <= last]:
            due[place] = counted(received[place], limit, calendar).due
    return due
