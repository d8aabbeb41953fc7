"""Which requests were unanswered, and which overdue, at the end of an earlier day.

Worked out from what is recorded now: the day of receipt, the events that stand, and the limits that follow from them.
So an event that was recorded late counts from its own day, as in law. One thing cannot be seen from these columns: what
a limit was before a clarification, a fee or an extension moved it. Such a request is measured by the limit it has now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Least

from requests_app.models import Event
from requests_app.querysets import InformationRequestQuerySet

ENDS_THE_WAIT = ("review_asked", "complaint", "complaint_decided", "withdrawn", "closed")
"""Events after which the authority's time for its first answer is no longer what is measured."""
ENDS_THE_REVIEW = ("complaint", "complaint_decided", "withdrawn", "closed")
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
    """The numbers at the end of each of these days, the earliest first. Two queries, however many days.

    Each request is looked at once: on which of the days it begins to count, to be late, and to count no more. So the
    database groups by places among the days instead of asking every request twice about every day.
    """
    first = days[0]
    waits = _waits(requests.filter(Q(answered_on=None) | Q(answered_on__gt=first), received_on__lte=days[-1]))
    reviews = _reviews(requests).filter(Q(review_met=None) | Q(review_met__gt=first))
    unanswered, overdue = [0] * len(days), [0] * len(days)
    for rows, begins, ends, due in (
        (waits, F("received_on"), Least(F("answered_on"), F("ended_on")), F("answer_due")),
        (reviews, F("asked_on"), F("over_on"), F("review_due")),
    ):
        spans = rows.annotate(
            begins=_place(begins, days), ends=_place(ends, days), due=_place(due, days, after=1)
        )
        for begin, end, late, number in spans.values_list("begins", "ends", "due").annotate(n=Count("pk")):
            begin, end = len(days) if begin is None else begin, len(days) if end is None else end
            late = len(days) if late is None else max(late, begin)
            for place in range(begin, end):
                unanswered[place] += number
                overdue[place] += number if place >= late else 0
    return [Week(*each) for each in zip(days, unanswered, overdue, strict=True)]


def _place(day: Any, days: Sequence[date], *, after: int = 0) -> Func:
    """How many of `days` are before the day given, or before the one so many days after it; None where there is none.

    What begins on a day counts from the day of that place on; what ends on it counts up to the one before.
    """
    bounds = [each + timedelta(days=1 - after) for each in days]
    return Func(
        day,
        Value(bounds, output_field=ArrayField(DateField())),
        function="WIDTH_BUCKET",  # how many of the bounds are at or before it
        output_field=IntegerField(),
    )


def _waits(requests: InformationRequestQuerySet) -> QuerySet:
    """The requests with `ended_on`, the day their wait for an answer ended without one, and `answer_due`."""
    answer = FilteredRelation("deadlines", condition=Q(deadlines__kind="response"))
    return requests.order_by().annotate(
        answer=answer, answer_due=F("answer__due_on"), ended_on=_if(MOVED_ON, _first_of(ENDS_THE_WAIT))
    )


def _reviews(requests: InformationRequestQuerySet) -> QuerySet:
    """Those that ever asked for a review.

    `asked_on`, `review_due`, `review_met` (the day it came), `over_on` (the day it came or was given up).
    """
    given_up = _if(~Q(state="in_review"), _first_of(ENDS_THE_REVIEW))
    review = FilteredRelation("deadlines", condition=Q(deadlines__kind="review_outcome"))
    asked = requests.order_by().annotate(review=review).filter(review__isnull=False)
    return asked.annotate(
        asked_on=_first_of(("review_asked",)),
        review_due=F("review__due_on"),
        review_met=F("review__met_on"),
        over_on=Least(F("review__met_on"), given_up),
    )


def _if(condition: Q, then: Subquery) -> Case:
    """The day where the condition holds; so the others are not asked for it."""
    return Case(When(condition, then=then), default=Value(None), output_field=DateField())


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
