"""What the plots are drawn from: waits, states, months, days to come, authorities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import TruncMonth

from requests_app.deadlines import Calendar
from requests_app.figures.intervals import Share, wilson
from requests_app.figures.survival import Wait
from requests_app.models import Event, InformationRequest
from requests_app.outcomes import NOT_CODED, REQUEST_LABELS
from requests_app.querysets import AWAITING_THEM, InformationRequestQuerySet

_DAY = timedelta(days=1)
GROUPED_BY = {"": "", "kind": "authority__kind", "nation": "authority__nation", "law": "law"}


def waits(
    requests: InformationRequestQuerySet, *, on: date, by: str, calendar_of: Callable[[str], Calendar]
) -> dict[str, list[Wait]]:
    """How long each request waited for its answer, by group, in working days of its law's calendar after receipt.

    Without an answer: until `on`, or until it was withdrawn or closed. Days on which the clock stood still are
    counted: it is the time that we waited. `by` is a key of `GROUPED_BY`; "" puts all under "". One query.
    """
    withdrawn = (
        Event.objects.standing().filter(request=OuterRef("pk"), kind__in=("withdrawn", "closed")).order_by()
    )
    first = withdrawn.values("request").annotate(first=Min("on")).values("first")
    given_up = Case(
        When(state="closed", answered_on=None, then=Subquery(first)),
        default=Value(None),
        output_field=DateField(),
    )
    column = GROUPED_BY[by]
    columns = ["law", "received_on", "answered_on", "given_up_on", *([column] if column else [])]
    rows = (
        requests.order_by()
        .filter(received_on__lte=on)
        .annotate(given_up_on=given_up)
        .values(*columns)
        .annotate(number=Count("pk"))
    )
    found: dict[str, list[Wait]] = {}
    for row in rows:
        until = row["answered_on"] or row["given_up_on"] or on
        days = calendar_of(row["law"]).count(row["received_on"] + _DAY, until)
        wait = Wait(days, row["answered_on"] is not None, row["number"])
        found.setdefault(row[column] if column else "", []).append(wait)
    return found


def states(requests: InformationRequestQuerySet) -> list[tuple[str, str, int]]:
    """Code, words and number of each state, in the order of a request's life. One query."""
    rows = requests.order_by().values("state").annotate(number=Count("pk"))
    numbers = {row["state"]: row["number"] for row in rows}
    return [(code, label, numbers.get(code, 0)) for code, label in InformationRequest.State.choices]


def outcomes(requests: InformationRequestQuerySet) -> list[tuple[str, str, int]]:
    """Filter, words and number of what the requests came to, as coded, and of those not coded yet. One query."""
    rows = requests.order_by().values("outcome").annotate(number=Count("pk"))
    numbers = {row["outcome"]: row["number"] for row in rows}
    found = [(code, label, numbers.get(code, 0)) for code, label in REQUEST_LABELS.items()]
    return [*found, (NOT_CODED, "Not answered, or not coded yet", numbers.get("", 0))]


@dataclass(frozen=True)
class Month:
    """The answers that fell due in a month, and the share that came by their last day."""

    first: date
    on_time: Share


def on_time_by_month(requests: InformationRequestQuerySet, *, on: date, months: int = 12) -> list[Month]:
    """The last months up to the day before `on`, the earliest first; of this month what has fallen due. One query."""
    firsts = [_months_before(on.replace(day=1), back) for back in range(months - 1, -1, -1)]
    rows = (
        _fallen_due(requests, on, deadlines__due_on__gte=firsts[0])
        .annotate(month=TruncMonth("deadlines__due_on"))
        .values("month")
        .annotate(cases=Count("pk"), hits=Count("pk", filter=_IN_TIME))
    )
    found = {row["month"]: wilson(row["hits"], row["cases"]) for row in rows}
    return [Month(first, found.get(first, wilson(0, 0))) for first in firsts]


@dataclass(frozen=True)
class Standing:
    """An authority in the league: the share of its answers that came late."""

    authority_id: int
    name: str
    late: Share


def league(requests: InformationRequestQuerySet, *, on: date, best: bool, most: int = 25) -> list[Standing]:
    """Authorities by the bound of the interval of their late share, so that few cases prove little. One query.

    The worst first by the lower bound (at least so much is late), or the best first by the upper (at most so much).
    """
    rows = (
        _fallen_due(requests, on)
        .values("authority_id", "authority__name")
        .annotate(cases=Count("pk"), hits=Count("pk", filter=_IN_TIME))
    )
    found = [
        Standing(
            row["authority_id"], row["authority__name"], wilson(row["cases"] - row["hits"], row["cases"])
        )
        for row in rows
    ]

    def rank(one: Standing) -> tuple[float, int, str]:
        return (one.late.high if best else -one.late.low, -one.late.cases, one.name)

    return sorted(found, key=rank)[:most]


@dataclass(frozen=True)
class Day:
    """A day of the calendar. `level`: 0 to 4, how dark; `past`: before today, of which the overdue lists tell."""

    on: date
    number: int
    level: int
    past: bool


def falling_due(requests: InformationRequestQuerySet, *, on: date, weeks: int = 9) -> list[list[Day]]:
    """What authorities owe on each day, a row a week from this week's Monday on. One query."""
    monday = on - timedelta(days=on.weekday())
    last = monday + timedelta(days=7 * weeks - 1)
    rows = (
        requests.order_by()
        .filter(state__in=AWAITING_THEM, due_on__range=(on, last))
        .values("due_on")
        .annotate(number=Count("pk"))
    )
    numbers = {row["due_on"]: row["number"] for row in rows}
    top = max(numbers.values(), default=1)
    days = [monday + timedelta(days=n) for n in range(7 * weeks)]
    cells = [Day(day, numbers.get(day, 0), _level(numbers.get(day, 0), top), day < on) for day in days]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _level(number: int, top: int) -> int:
    return -(-4 * number // top) if number else 0


_IN_TIME = Q(deadlines__met_on__lte=F("deadlines__due_on"))


def _fallen_due(requests: InformationRequestQuerySet, on: date, **more: Any) -> Any:
    """The requests whose last day for the answer is over, answered or not; what we withdrew unanswered is left out."""
    kept = Q(deadlines__met_on__isnull=False) | ~Q(state="closed")
    return requests.order_by().filter(kept, deadlines__kind="response", deadlines__due_on__lt=on, **more)


def _months_before(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(year, month + 1, 1)
