"""Which days are not working days, and why: named days per calendar and year.

UK bank holidays come from the ``holidays`` package, nation by nation. Its common UK set is *not* used: it
holds only the days that all nations share, while FOIA 2000 s.10(6)(b) excludes a bank holiday "in any part of
the United Kingdom".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "England", "Wales", "Scotland", "Northern Ireland"
UK_NATIONS = (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)
_SUBDIVISIONS = {"ENG": ENGLAND, "WLS": WALES, "SCT": SCOTLAND, "NIR": NORTHERN_IRELAND}

# The names GOV.UK uses (https://www.gov.uk/bank-holidays) for those of the package.
_GOV_UK_NAMES = {
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "New Year Holiday": "2nd January",
    "Saint Andrew's Day": "St Andrew’s Day",
    "Saint Patrick's Day": "St Patrick’s Day",
    "New Year's Day": "New Year’s Day",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen’s Day)",
}

# St Andrew's Day became a bank holiday when the St Andrew's Day Bank Holiday (Scotland) Act 2007 came into
# force on 16 January 2007: its first was 30 November 2007. The package begins a year too soon.
_NOT_HOLIDAYS = {(SCOTLAND, date(2006, 11, 30))}


@dataclass(frozen=True, slots=True)
class NonWorkingDay:
    """A day that does not count. ``nations`` it holds in: empty for a weekend, which holds everywhere."""

    on: date
    name: str
    nations: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The nations in words; empty where they need no saying (a weekend, the whole UK, abroad)."""
        if set(self.nations) >= set(UK_NATIONS) or not set(self.nations) & set(UK_NATIONS):
            return ""
        *first, last = self.nations
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def reason(self) -> str:
        """For example “Summer bank holiday (Scotland)” or “Saturday”."""
        return f"{self.name} ({self.where})" if self.where else self.name


@dataclass(frozen=True, slots=True)
class ProclaimedDay:
    """A bank holiday proclaimed after the holiday data were made, with the nations it holds in."""

    on: date
    name: str
    nations: frozenset[str]


NamedDays = Mapping[date, NonWorkingDay]


def _plain_name(name: str) -> str:
    name, observed, _ = name.partition(" (observed)")
    plain = _GOV_UK_NAMES.get(name, name.replace("'", "’"))
    return f"{plain} (substitute day)" if observed else plain


@lru_cache(maxsize=256)
def uk_days(year: int) -> NamedDays:
    """Bank holidays, Good Friday and Christmas Day in any part of the United Kingdom."""
    found: dict[date, dict[str, list[str]]] = {}
    for code, nation in _SUBDIVISIONS.items():
        for day, names in holidays.country_holidays("GB", subdiv=code, years=year).items():
            if day.year == year and (nation, day) not in _NOT_HOLIDAYS:
                for name in names.split("; "):
                    found.setdefault(day, {}).setdefault(_plain_name(name), []).append(nation)
    days = {}
    for day, by_name in sorted(found.items()):
        nations = {nation for where in by_name.values() for nation in where}
        name = max(by_name, key=lambda name: len(by_name[name]))
        days[day] = NonWorkingDay(day, name, tuple(nation for nation in UK_NATIONS if nation in nations))
    return MappingProxyType(days)


@lru_cache(maxsize=256)
def scottish_days(year: int) -> NamedDays:
    """Bank holidays in Scotland and Christmas Day (FOISA 2002 s.73); local holidays have no effect."""
    return MappingProxyType({day: found for day, found in uk_days(year).items() if SCOTLAND in found.nations})


def _country(
    code: str, nation: str, year: int, categories: tuple[str, ...] | None = None
) -> dict[date, NonWorkingDay]:
    found = holidays.country_holidays(code, years=year, categories=categories)
    return {
        day: NonWorkingDay(day, _plain_name(name.split("; ")[0]), (nation,))
        for day, name in found.items()
        if day.year == year
    }


@lru_cache(maxsize=256)
def us_days(year: int) -> NamedDays:
    """Federal legal holidays with their substitute days (5 U.S.C. 6103)."""
    return MappingProxyType(_country("US", "United States", year))


@lru_cache(maxsize=256)
def irish_days(year: int) -> NamedDays:
    """Public holidays of Ireland (Organisation of Working Time Act 1997, Second Schedule)."""
    return MappingProxyType(_country("IE", "Ireland", year))


@lru_cache(maxsize=256)
def australian_days(year: int) -> NamedDays:
    """Public holidays held in the whole of Australia; those of one state or territory are left out."""
    return MappingProxyType(_country("AU", "Australia", year))


@lru_cache(maxsize=256)
def canadian_days(year: int) -> NamedDays:
    """Holidays of the federal public service (Interpretation Act s.35, and Boxing Day)."""
    return MappingProxyType(_country("CA", "Canada", year, ("public", "government")))


@lru_cache(maxsize=256)
def new_zealand_days(year: int) -> NamedDays:
    """National holidays, and 25 December to 15 January (Official Information Act 1982 s.2, "working day")."""
    nation = "New Zealand"
    days = _country("NZ", nation, year)
    gap = [date(year, 1, day) for day in range(1, 16)] + [date(year, 12, day) for day in range(25, 32)]
    for day in gap:
        days.setdefault(day, NonWorkingDay(day, "Summer break, 25 December to 15 January", (nation,)))
    return MappingProxyType(days)


@lru_cache(maxsize=256)
def eu_days(year: int) -> NamedDays:
    """Holidays of the EU institutions, by the pattern of the Commission's yearly decisions.

    Source: for instance OJ C 39, 12.2.2013, p. 26 (the holidays of 2014). A year's own decision may differ by
    a bridging day: proclaim it, then it counts.
    """
    where = ("European Union institutions",)
    sunday = _easter(year)
    moving = {-3: "Maundy Thursday", -2: "Good Friday", 1: "Easter Monday", 39: "Ascension Day",
              40: "Day after Ascension Day", 50: "Whit Monday"}  # fmt: skip
    fixed = {(1, 1): "New Year’s Day", (1, 2): "Day after New Year’s Day", (5, 1): "Labour Day",
             (5, 9): "Europe Day", (7, 21): "Belgian National Day", (8, 15): "Assumption Day",
             (11, 1): "All Saints’ Day", (11, 2): "All Souls’ Day"}  # fmt: skip
    days = {sunday + timedelta(offset): name for offset, name in moving.items()}
    days |= {date(year, month, day): name for (month, day), name in fixed.items()}
    days |= {date(year, 12, day): "End of the year, 24 to 31 December" for day in range(24, 32)}
    return MappingProxyType({day: NonWorkingDay(day, name, where) for day, name in sorted(days.items())})


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar: the anonymous (Meeus, Jones, Butcher) computation."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@dataclass(frozen=True, slots=True)
class CalendarData:
    """What a calendar is called, whose days it heeds, and where its named days come from."""

    name: str
    nations: frozenset[str]
    days: Callable[[int], NamedDays]


CALENDARS: Mapping[str, CalendarData] = MappingProxyType(
    {
        "uk": CalendarData("any part of the United Kingdom", frozenset(UK_NATIONS), uk_days),
        "scotland": CalendarData("Scotland", frozenset({SCOTLAND}), scottish_days),
        "eu": CalendarData(
            "European Union institutions", frozenset({"European Union institutions"}), eu_days
        ),
        "us": CalendarData("United States", frozenset({"United States"}), us_days),
        "ireland": CalendarData("Ireland", frozenset({"Ireland"}), irish_days),
        "new-zealand": CalendarData("New Zealand", frozenset({"New Zealand"}), new_zealand_days),
        "australia": CalendarData("Australia", frozenset({"Australia"}), australian_days),
        "canada": CalendarData("Canada", frozenset({"Canada"}), canadian_days),
    }
)
