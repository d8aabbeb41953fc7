"""From when on each team is warned, as conditions on stored days: each request by its own law's calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db.models import Q

from requests_app.deadlines import Calendar
from requests_app.models import InformationRequest, TeamNotices
from requests_app.services.calendars import calendars


def late_since(calendar: Calendar, on: date, days: int) -> date:
    """The latest day that lies at least so many working days back: for a due day, it is so many days late."""
    day = on
    while calendar.count(day + timedelta(1), on) < days:
        day -= timedelta(1)
    return day


@dataclass(frozen=True)
class TeamDays:
    """What the teams chose and the calendars, as they stand when it is made: three queries, however often it is asked.

    `chosen` are the rows of the teams that chose anything; the others have the usual numbers.
    """

    calendar_of: Callable[[str], Calendar]
    laws: Sequence[str]
    chosen: Sequence[TeamNotices]

    @classmethod
    def now(cls) -> Self:
        laws = InformationRequest.objects.open().order_by().values_list("law", flat=True).distinct()
        return cls(calendars(), sorted(laws), list(TeamNotices.objects.all()))

    def when(self, field: str, condition: Callable[[Calendar, int], Q], *, of: str = "") -> Q:
        """Rows for which the condition holds with their law's calendar and their team's number of days.

        `field`: of `TeamNotices`. `of`: the way from the row to its request ("request__").
        """
        found = Q(pk__in=[])
        for laws in self.laws_by_calendar():
            calendar = self.calendar_of(laws[0])
            for number, teams in self.numbers(field, of=of):
                found |= teams & Q(**{f"{of}law__in": laws}) & condition(calendar, number)
        return found

    def numbers(self, field: str, *, of: str = "") -> list[tuple[int, Q]]:
        """Each number in use, and the teams it is for: what they chose, and the usual one for the others."""
        teams: dict[int | None, list[int]] = {}
        for row in self.chosen:
            number = getattr(row, field)
            if number is None and field == "remind_before":  # elsewhere None means never
                continue
            teams.setdefault(number, []).append(row.team_id)
        others = [team for some in teams.values() for team in some]
        found = [
            (number, Q(**{f"{of}team__in": some})) for number, some in teams.items() if number is not None
        ]
        return [*found, (_usual(field), ~Q(**{f"{of}team__in": others}) if others else Q())]

    def laws_by_calendar(self) -> list[list[str]]:
        """The laws in use, those together that count by one calendar."""
        found: dict[int, list[str]] = {}
        for law in self.laws:
            found.setdefault(id(self.calendar_of(law)), []).append(law)
        return list(found.values())


def _usual(field: str) -> int:
    return int(_USUAL.get(field) or settings.REMIND_WORKING_DAYS_BEFORE)


_USUAL = {
    "escalate_after": TeamNotices.ESCALATE,
    "serious_after": TeamNotices.SERIOUS,
    "unread_after": TeamNotices.UNREAD,
    "embargo_before": TeamNotices.EMBARGO,
    "silent_after": TeamNotices.SILENT,
}
