"""Which requests were unanswered, and which overdue, at the end of an earlier day.

Worked out from what is recorded now: the day of receipt, the events that stand, and the limits that follow from them.
So an event that was recorded late counts from its own day, as in law. One thing cannot be seen from these columns: what
a limit was before a clarification, a fee or an extension moved it. Such a request is measured by the limit it has now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import DateField
from django.db.models.functions import Least

from requests_app.models import Deadline, Event
from requests_app.querysets import InformationRequestQuerySet

ENDS_THE_WAIT = ("review_asked", "complaint", "complaint_decided", "withdrawn")
"""Events after which the authority's time for its first answer is no longer what is measured."""
ENDS_THE_REVIEW = ("complaint", "complaint_decided", "withdrawn")
MOVED_ON = Q(state__in=("in_review", "with_regulator", "closed")) | Q(state="answered", answered_on=None)
"""The requests in which one of these events may stand: the others need not be asked for it."""


@dataclass(frozen=True)
class Week:
    """The end of a week: the numbers of that day."""

    on: date
    unanswered: int
    overdue: int


def sundays(*, until: date, number: int) -> list[date]:
    """The last days of the `number` weeks before the one `until` is in."""
    last = until - timedelta(days=until.isoweekday())
    return [last - timedelta(weeks=back) for back in range(number - 1, -1, -1)]


def overdue_at(requests: InformationRequestQuerySet, day: date) -> InformationRequestQuerySet:
    """Those that were overdue at the end of that day, for their answer or for their review."""
    waits, reviews = _waits(requests), _reviews(requests)
    return requests.filter(
        Q(pk__in=waits.filter(_waiting(day) & _late(day)).values("pk"))
        | Q(pk__in=reviews.filter(_reviewing(day) & Q(review_due__lt=day)).values("pk"))
    )


def unanswered_at(requests: InformationRequestQuerySet, day: date) -> InformationRequestQuerySet:
    """Those that were received by the end of that day, and whose answer or review had not come."""
    waits, reviews = _waits(requests), _reviews(requests)
    return requests.filter(
        Q(pk__in=waits.filter(_waiting(day)).values("pk"))
        | Q(pk__in=reviews.filter(_reviewing(day)).values("pk"))
    )


def trend(requests: InformationRequestQuerySet, days: Sequence[date]) -> list[Week]:
    """The numbers at the end of each of these days, the earliest first. Two queries, however many days."""
    first = days[0]
    waits = _waits(requests.filter(Q(answered_on=None) | Q(answered_on__gt=first), received_on__lte=days[-1]))
    reviews = _reviews(requests)
    counted: dict[str, int] = {}
    for rows, running, late in ((waits, _waiting, _late), (reviews, _reviewing, _review_late)):
        wanted = {f"u{n}": Count("pk", filter=running(day)) for n, day in enumerate(days)}
        wanted |= {f"o{n}": Count("pk", filter=running(day) & late(day)) for n, day in enumerate(days)}
        for name, number in rows.aggregate(**wanted).items():
            counted[name] = counted.get(name, 0) + number
    return [Week(day, counted[f"u{n}"], counted[f"o{n}"]) for n, day in enumerate(days)]


def _waits(requests: InformationRequestQuerySet) -> QuerySet:
    """The requests with `ended_on`, the day their wait for an answer ended without one, and `answer_due`."""
    answer_due = Deadline.objects.filter(request=OuterRef("pk"), kind="response").values("due_on")[:1]
    ended = Case(
        When(MOVED_ON, then=_first_of(ENDS_THE_WAIT)),
        default=Value(None),
        output_field=DateField(),
    )
    return requests.order_by().annotate(ended_on=ended, answer_due=Subquery(answer_due))


def _reviews(requests: InformationRequestQuerySet) -> QuerySet:
    """Those that ever asked for a review: `asked_on`, `review_due`, and `over_on`, the day it came or was given up."""
    asked = requests.order_by().filter(deadlines__kind="review_outcome")
    return asked.annotate(
        asked_on=_first_of(("review_asked",)),
        review_due=F("deadlines__due_on"),
        over_on=Least(F("deadlines__met_on"), _first_of(ENDS_THE_REVIEW)),
    )


def _first_of(kinds: Sequence[str]) -> Subquery:
    """The day of the first standing event of these kinds."""
    events = Event.objects.standing().filter(request=OuterRef("pk"), kind__in=kinds).order_by()
    return Subquery(events.values("request").annotate(first=Min("on")).values("first"))


def _waiting(day: date) -> Q:
    unanswered = Q(answered_on=None) | Q(answered_on__gt=day)
    return Q(received_on__lte=day) & unanswered & (Q(ended_on=None) | Q(ended_on__gt=day))


def _late(day: date) -> Q:
    return Q(answer_due__lt=day)


def _reviewing(day: date) -> Q:
    return Q(asked_on__lte=day) & (Q(over_on=None) | Q(over_on__gt=day))


def _review_late(day: date) -> Q:
    return Q(review_due__lt=day)
