"""The working-day calendars of this installation: the printed ones and the days proclaimed by an admin."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db import connection

from requests_app.deadlines import Calendar, ProclaimedDay, calendar_for
from requests_app.models import Proclaimed
from requests_app.models.proclaimed import Place

_LOCK = 0x464F4943414C  # any number that names nothing else among the database's advisory locks


def proclaimed_days() -> tuple[ProclaimedDay, ...]:
    """The days admins have added, in order of date. One query."""
    rows = Proclaimed.objects.standing().order_by("on", "name")
    return tuple(
        ProclaimedDay(on=on, name=name, nations=frozenset(Place(code).label for code in nations))
        for on, name, nations in rows.values_list("on", "name", "nations")
    )


def calendars() -> Callable[[str], Calendar]:
    """The calendar of each law as it stands now: one query, however many laws are asked for."""
    extra = proclaimed_days()
    return cache(lambda law: calendar_for(law, extra))


def current_calendar(law: str) -> Calendar:
    """The calendar of one law as it stands now, proclaimed days included. One query."""
    return calendars()(law)


def hold_calendars() -> None:
    """Nobody changes the calendars until this transaction ends. For whoever writes dates that follow from them.

    So no date worked out by the old calendar can appear after a run over all requests has begun.
    """
    _lock("pg_advisory_xact_lock_shared")


def change_calendars() -> None:
    """Wait for every transaction that holds the calendars, and keep new ones waiting until this one ends."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
