"""The slow and obvious way to count working days: a loop over days asking `holidays`, nation by nation."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

NATIONS = {code: holidays.country_holidays("GB", subdiv=code) for code in ("ENG", "WLS", "SCT", "NIR")}
UK, SCOTLAND = tuple(NATIONS.values()), (NATIONS["SCT"],)
# Not yet a bank holiday: the Act that made it one came into force in January 2007.
FAULT = date(2006, 11, 30)


def naive_due(received: date, limit: int, nations: tuple[holidays.HolidayBase, ...] = UK) -> date:
    """The `limit`-th working day after `received`."""
    day, counted = received, 0
    while counted < limit:
        day += timedelta(days=1)
        off = day.weekday() >= 5 or any(day in nation for nation in nations)
        if not off or day == FAULT:
            counted += 1
    return day
