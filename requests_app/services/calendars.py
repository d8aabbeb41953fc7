"""The working-day calendars of this installation: the printed ones and the days proclaimed by an admin."""

from __future__ import annotations

from collections.abc import Callable

from authorities.models import Authority
from requests_app.deadlines import Calendar, ProclaimedDay, calendar_for
from requests_app.models import Proclaimed


def proclaimed_days() -> tuple[ProclaimedDay, ...]:
    """The days admins have added, in order of date. One query."""
    names = dict(Authority.Nation.choices)
    return tuple(
        ProclaimedDay(on=on, name=name, nations=frozenset(names[nation] for nation in nations))
        for on, name, nations in Proclaimed.objects.order_by("on", "name").values_list(
            "on", "name", "nations"
        )
    )


def calendars() -> Callable[[str], Calendar]:
    """The calendar of each law as it stands now: one query, however many laws are asked for."""
    extra = proclaimed_days()
    return lambda law: calendar_for(law, extra)


def current_calendar(law: str) -> Calendar:
    """The calendar of one law as it stands now, proclaimed days included. One query."""
    return calendars()(law)
