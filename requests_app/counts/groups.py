"""What the leads' dashboard counts, and by what it can group. A new grouping is one more entry of `GROUPS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from authorities.laws import Law
from authorities.models import Authority
from requests_app.figures.lateness import BANDS


@dataclass(frozen=True)
class Group:
    """A way to group requests: the column, the filter of the list that narrows to one value, and its words.

    `few`: the values are few enough to be counted together with those of the other groups, in one query.
    """

    code: str
    label: str
    column: str
    filter: str
    few: bool = True
    words: Mapping[str, str] = field(default_factory=dict)


GROUPS = {
    group.code: group
    for group in (
        Group("person", "Person", "owner_id", "owner"),
        Group("authority", "Authority", "authority_id", "authority", few=False),
        Group("campaign", "Campaign", "campaign_id", "campaign", few=False),
        Group("law", "Law", "law", "law", words=dict(Law.choices)),
        Group("nation", "Nation", "authority__nation", "nation", words=dict(Authority.Nation.choices)),
    )
}


@dataclass(frozen=True)
class Measure:
    """A number of the dashboard: `query` are the filters of the list that shows exactly those requests."""

    code: str
    label: str
    query: Mapping[str, str]


UNREAD = Measure("unread", "With unread letters", {"status": "unread"})


def week_of(on: date) -> tuple[date, date]:
    """From that day to the end of its week, Sunday."""
    return on, on + timedelta(days=7 - on.isoweekday())


def measures(on: date) -> dict[str, Measure]:
    """Everything that is counted, by code, as at that day."""
    first, last = week_of(on)
    every = [
        Measure("overdue", "Overdue", {"status": "overdue"}),
        *(
            Measure(f"late_{band.low}", band.label, {"status": "overdue", "late": band.code})
            for band in BANDS
        ),
        Measure("nobodys", "Overdue and nobody’s", {"status": "overdue", "owner": "nobody"}),
        Measure("this_week", "Due this week", _due(first, last)),
        UNREAD,
        Measure("us", "Waiting for us", {"status": "us"}),
        Measure("in_review", "In internal review", {"status": "in_review"}),
        Measure("review_late", "Reviews overdue", {"status": "review_overdue"}),
        Measure("regulator", "With the regulator", {"status": "with_regulator"}),
        Measure("in_progress", "In progress", {"status": "in_progress"}),
    ]
    return {measure.code: measure for measure in every}


def _due(first: date, last: date) -> dict[str, str]:
    return {"due_from": first.isoformat(), "due_to": last.isoformat(), "sort": "due"}


@dataclass(frozen=True)
class Number:
    """A count and the address's words behind the question mark that show exactly what was counted."""

    n: int
    query: str
    label: str


def number(count: int, measure: Measure, **narrowed: Any) -> Number:
    """The count as a link; `narrowed` are further filters, those without a value left out."""
    words = {**measure.query, **{name: value for name, value in narrowed.items() if value}}
    return Number(count, urlencode(words), measure.label)
