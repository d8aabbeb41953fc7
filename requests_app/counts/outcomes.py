"""What became of requests: answered in time or late, still awaited, given up. Each is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from requests_app.figures.intervals import Share, wilson
from requests_app.models import Deadline
from requests_app.querysets import InformationRequestQuerySet

LABELS = {
    "in_time": "Answered by the last lawful day",
    "late": "Answered after it",
    "unanswered": "Not answered, and the last lawful day is over",
    "waiting": "Not answered, and there is time left",
    "given_up": "Withdrawn, or closed without a known day of answer",
    "no_limit": "No limit runs: no date of receipt, or the clock stands still",
}


@dataclass(frozen=True)
class Outcomes:
    """How many requests ended how, by the keys of `LABELS`; and the share in time of what has fallen due."""

    numbers: dict[str, int]
    on_time: Share

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        return [(code, label, self.numbers[code]) for code, label in LABELS.items()]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


def outcomes(requests: InformationRequestQuerySet, *, on: date) -> Outcomes:
    """The outcomes as at that day, by each request's limit for the answer. Two queries.

    In the share count the requests whose last day is before `on`, answered or not, but for what we gave up unanswered:
    the same as in `requests_app.counts.plots.on_time_by_month`.
    """
    limits = Deadline.objects.filter(request__in=requests.order_by().values("pk"), kind="response")
    limits_of_one = Deadline.objects.filter(request=OuterRef("pk"), kind="response")
    met, over, closed = ~Q(met_on=None), Q(due_on__lt=on), Q(request__state="closed")
    in_time = met & Q(met_on__lte=F("due_on"))
    found = limits.aggregate(
        in_time=Count("pk", filter=in_time),
        late=Count("pk", filter=met & Q(met_on__gt=F("due_on"))),
        unanswered=Count("pk", filter=~met & ~closed & over),
        waiting=Count("pk", filter=~met & ~closed & ~over),
        given_up=Count("pk", filter=~met & closed),
        cases=Count("pk", filter=over & (met | ~closed)),
        hits=Count("pk", filter=over & in_time),
    )
    without = requests.order_by().filter(~Exists(limits_of_one))
    rest = without.aggregate(
        closed=Count("pk", filter=Q(state="closed")), no_limit=Count("pk", filter=~Q(state="closed"))
    )
    numbers = {code: found.get(code, 0) for code in LABELS}
    numbers["given_up"] += rest["closed"]
    numbers["no_limit"] = rest["no_limit"]
    return Outcomes(numbers, wilson(found["hits"], found["cases"]))
