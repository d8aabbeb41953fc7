"""Bands of lateness as conditions on the stored due dates, each request by its own law's calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from authorities.laws import Law
from requests_app.deadlines import Calendar
from requests_app.figures.lateness import Band, windows
from requests_app.querysets import AWAITING_THEM


def late(on: date) -> Q:
    """Overdue: the authority's clock runs and the last lawful day is over."""
    return Q(state__in=AWAITING_THEM, due_on__lt=on)


def late_by(band: Band, *, on: date, calendar_of: Callable[[str], Calendar]) -> Q:
    """Overdue by as many working days as the band says."""
    found = Q(pk__in=[])
    for window, laws in windows(Law.values, calendar_of, on, band).items():
        days = Q(due_on__lt=window.before)
        if window.first:
            days &= Q(due_on__gte=window.first)
        found |= Q(law__in=laws) & days
    return late(on) & found
