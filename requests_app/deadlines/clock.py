"""The statutory clock: dated facts and a law to every deadline they give.

>>> facts = [Fact(EventKind.RECEIVED, date(2018, 7, 20))]
>>> [(each.due_on, each.section) for each in deadlines(facts, "foia") if each.kind == "response"]
[(datetime.date(2018, 8, 20), 'FOIA 2000 s.10(1)')]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from .calendars import Calendar, calendar_for
from .checks import check_body, check_date, check_terms
from .deadline import Deadline
from .facts import Fact, Term
from .laws import law as find_law
from .rules import Body, Law, Unit
from .steps import deadlines_of
from .story import ordinary_count, understand


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
    kind, checked = check_body(body), check_terms(terms)
    known = _due_dates(found, kind, calendar or calendar_for(found), checked)
    return list(map(known.__getitem__, received))


class _DueDates(dict[date, date]):
    """Date of receipt to due date under one law, for one kind of body: filled as dates are asked for."""

    def __init__(self, law: Law, body: Body, calendar: Calendar, terms: tuple[Term, ...]) -> None:
        super().__init__()
        self._given = (law, body, calendar, terms)
        limit = law.variations[body].rule.limit if body in law.variations else law.response.limit
        self._working_days = limit.amount if limit.unit is Unit.WORKING_DAYS else 0

    def __missing__(self, received: date) -> date:
        law, _, calendar, _ = self._given
        check_date(received, law)
        due = calendar.add(received, self._working_days) if self._working_days else None
        if due is None or any(interim.first <= due <= interim.last for interim in law.interims):
            due = ordinary_count(*self._given, received, ())[1].due
        self[received] = due
        return due


@lru_cache(maxsize=32)
def _due_dates(law: Law, body: Body, calendar: Calendar, terms: tuple[Term, ...]) -> _DueDates:
    return _DueDates(law, body, calendar, terms)


def forget() -> None:
    """Forget the dates :func:`due_dates` has worked out; only measuring needs this."""
    _due_dates.cache_clear()
