"""Proclaiming a bank holiday after the calendars were printed, and taking it back.

Both begin a run over all open requests that the day may concern: its progress is a `RecomputeRun`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app.deadlines import LATEST, LAWS, calendar_for
from requests_app.errors import AlreadyWithdrawn, NotAHoliday
from requests_app.models import Proclaimed, RecomputeRun
from requests_app.models.proclaimed import Place
from requests_app.services.calendars import change_calendars, proclaimed_days
from requests_app.services.runs import start_run


@transaction.atomic
def proclaim_day(*, on: date, name: str, nations: Collection[str], by: User) -> RecomputeRun:
    """Add a bank holiday to the calendars of the places named (codes of `Place`), from now on and for ever back.

    Effects: one `Proclaimed`, one `RecomputeRun` for a worker to do, one entry of the audit. Raises `NotAHoliday`.
    """
    change_calendars()
    name, places = " ".join(name.split())[:120], [code for code in Place.values if code in nations]
    _check(on, name, places)
    try:
        with transaction.atomic():
            day = Proclaimed.objects.create(on=on, name=name, nations=places, added_by=by)
    except IntegrityError as error:
        raise NotAHoliday(f"{name}, {on:%-d %B %Y}, has been added already.") from error
    record(actor=by, action="day.proclaimed", subject=day, on=on, nations=places)
    return start_run(reason=f"{day} was added to the calendars", proclaimed=day, by=by)


@transaction.atomic
def withdraw_day(*, day: Proclaimed, by: User) -> RecomputeRun:
    """Take a proclaimed day back: it stays in the record, with who and when, and counts as a working day again.

    Effects: the day's `withdrawn_…`, one `RecomputeRun` for a worker to do, one entry of the audit. Raises
    `AlreadyWithdrawn`.
    """
    change_calendars()
    standing = Proclaimed.objects.standing().filter(pk=day.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        raise AlreadyWithdrawn(f"{day} has been withdrawn already.")
    day.refresh_from_db()
    record(actor=by, action="day.withdrawn", subject=day, on=day.on, nations=day.nations)
    return start_run(reason=f"{day} was withdrawn from the calendars", proclaimed=day, by=by)


def _check(on: date, name: str, places: Collection[str]) -> None:
    """Raise `NotAHoliday` where adding the day would change nothing, or cannot be right."""
    if not name:
        raise NotAHoliday("A holiday needs a name: it is shown wherever the day is left out of a count.")
    if not places:
        raise NotAHoliday("Say where the holiday holds.")
    if on.weekday() >= 5:
        raise NotAHoliday(f"{on:%-d %B %Y} is a {on:%A}, which no law counts anyway.")
    first = min(law.in_force for law in LAWS.values())
    if not first <= on <= LATEST:
        raise NotAHoliday(f"Enter a day between {first:%-d %B %Y} and {LATEST:%-d %B %Y}.")
    if known := _known_everywhere(on, places):
        raise NotAHoliday(f"{on:%-d %B %Y} is in the calendars already: {known}.")


def _known_everywhere(on: date, places: Collection[str]) -> str:
    """The name of the holiday that the day is already in every one of the places; empty where it is not."""
    extra = proclaimed_days()
    known: dict[str, str] = {}
    for law in LAWS.values():
        if off := calendar_for(law, extra).why_not(on):
            known |= dict.fromkeys(off.nations, off.reason)
    labels = [Place(code).label for code in places]
    return known[labels[0]] if all(label in known for label in labels) else ""
