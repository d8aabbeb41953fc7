"""The leads' dashboard: one pass over what is in progress, added up in several ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from authorities.models import Authority
from requests_app.counts.groups import GROUPS, Group, Measure, Number, measures, number, week_of
from requests_app.counts.late import late, late_by
from requests_app.deadlines import Calendar
from requests_app.figures.lateness import BANDS, Band
from requests_app.models import Campaign
from requests_app.querysets import AWAITING_THEM, AWAITING_US, InformationRequestQuerySet

MOST = 15
"""Rows of a group with many values, such as authorities."""
COLUMNS = ("overdue", *(f"late_{band.low}" for band in BANDS), "this_week", "us", "in_progress")
FEW = [group for group in GROUPS.values() if group.few]
Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A row of the table: a person, a law, a nation or an authority, with its numbers in the order of `COLUMNS`."""

    name: str
    numbers: list[Number]


@dataclass(frozen=True)
class Dashboard:
    """Each number of the page with the list it stands for. `left_out`: how many lines there are besides."""

    numbers: dict[str, Number]
    group: Group
    lines: list[Line]
    total: Line
    left_out: int

    @property
    def bands(self) -> Sequence[Band]:
        return BANDS

    @property
    def width(self) -> int:
        """Columns of the table."""
        return len(COLUMNS) + 1


def dashboard(
    requests: InformationRequestQuerySet,
    *,
    on: date,
    by: str,
    calendar_of: Callable[[str], Calendar],
    team: str = "",
) -> Dashboard:
    """The numbers of these requests as at that day, grouped `by` a code of `GROUPS`. Two to four queries.

    `team`: the filter that the requests have been narrowed by, so that every link narrows likewise.
    """
    named, group = measures(on), GROUPS[by]
    counts = _counts(on, calendar_of)
    cells = list(_counted(requests, counts, *(each.column for each in FEW)))
    total = {**_added(cells, counts), "unread": requests.with_unread_letters().count()}
    if group.few:
        rows = _rolled_up(cells, group.column, counts)
        left_out = 0
    else:
        shown = {code: counts[code] for code in COLUMNS}
        grouped = _counted(requests.exclude(**{group.column: None}), shown, group.column)
        many = grouped.filter(overdue__gt=0).order_by("-overdue", group.column)
        rows = list(many[: MOST + 1])
        left_out = many.count() - MOST if len(rows) > MOST else 0
        rows = rows[:MOST]
    names = _names(group, [row[group.column] for row in rows])
    lines = [_line(names, group, row, named, team) for row in rows]
    return Dashboard(
        numbers={code: number(total[code], named[code], team=team) for code in total},
        group=group,
        lines=sorted(lines, key=lambda line: line.name == NOBODY) if group.few else lines,
        total=Line("All", [number(total[code], named[code], team=team) for code in COLUMNS]),
        left_out=left_out,
    )


def _counts(on: date, calendar_of: Callable[[str], Calendar]) -> dict[str, Q]:
    """What makes a request one of each measure."""
    first, last = week_of(on)
    return {
        "overdue": late(on),
        **{f"late_{band.low}": late_by(band, on=on, calendar_of=calendar_of) for band in BANDS},
        "nobodys": late(on) & Q(owner=None),
        "this_week": Q(state__in=AWAITING_THEM, due_on__range=(first, last)),
        "us": Q(state__in=AWAITING_US),
        "in_review": Q(state="in_review"),
        "review_late": late(on) & Q(state="in_review"),
        "regulator": Q(state="with_regulator"),
        "in_progress": Q(),
    }


def _counted(requests: InformationRequestQuerySet, counts: dict[str, Q], *columns: str) -> Any:
    """The counts for each combination of values of the columns."""
    wanted = {code: Count("pk", filter=condition or None) for code, condition in counts.items()}
    return requests.in_progress().order_by().values(*columns).annotate(**wanted)


def _added(rows: list[Row], counts: dict[str, Q]) -> Row:
    return {code: sum(row[code] for row in rows) for code in counts}


def _rolled_up(cells: list[Row], column: str, counts: dict[str, Q]) -> list[Row]:
    """The cells added up by one column, those with most overdue first."""
    found: dict[Any, list[Row]] = {}
    for cell in cells:
        found.setdefault(cell[column], []).append(cell)
    rows = [{column: value, **_added(some, counts)} for value, some in found.items()]
    return sorted(rows, key=lambda row: (-row["overdue"], -row["in_progress"]))


NOBODY = "Nobody"


def _names(group: Group, values: list[Any]) -> dict[Any, str]:
    """The words for the values of a group. One query where they are people or authorities."""
    if group.column == "owner_id":
        people = User.objects.filter(pk__in=[value for value in values if value])
        return {None: NOBODY, **{person.pk: str(person) for person in people}}
    if group.column == "authority_id":
        return dict(Authority.objects.filter(pk__in=values).values_list("pk", "name"))
    if group.column == "campaign_id":
        return dict(Campaign.objects.filter(pk__in=values).values_list("pk", "title"))
    return dict(group.words)


def _line(names: dict[Any, str], group: Group, row: Row, named: dict[str, Measure], team: str) -> Line:
    value = row[group.column]
    narrowed = {group.filter: "nobody" if value is None else value, "team": team}
    numbers = [number(row[code], named[code], **narrowed) for code in COLUMNS]
    return Line(str(names.get(value, value)), numbers)
