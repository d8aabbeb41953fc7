"""The sweep: what the state of all requests calls for on a day, kind by kind.

Every kind is found by state, never by a window of time: a missed day is caught up, and the constraint on `Notice`
makes it safe to sweep any number of times, also at once. What the state of the letters and of the mailboxes calls for
is found by `correspondence.services.sweeping`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from requests_app.deadlines import DeadlineKind, EventKind
from requests_app.models import Deadline, Event, InformationRequest, Notice, Reminder
from requests_app.models.deadline import DeadlineQuerySet
from requests_app.querysets import AWAITING_US
from requests_app.services.notices import Call, write_notices
from requests_app.services.team_days import TeamDays, late_since

Kind, State = Notice.Kind, InformationRequest.State
RIGHTS = (DeadlineKind.REVIEW_REQUEST, DeadlineKind.COMPLAINT, DeadlineKind.APPEAL)
RIGHT_ENDS_WITHIN = 5  # working days
_RUNNING_RIGHTS = (State.AWAITING_RESPONSE, State.ANSWERED, State.IN_REVIEW)
_ASKED_OF_US = Q(request__state=State.AWAITING_CLARIFICATION, kind=EventKind.CLARIFICATION_ASKED.value) | Q(
    request__state=State.AWAITING_FEE, kind=EventKind.FEES_NOTICE.value
)


def sweep(*, on: date) -> int:
    """Write the notices that the state of all requests calls for on that day; how many are new."""
    awaited, days = InformationRequest.objects.awaiting_them(), TeamDays.now()
    tomorrow = on + timedelta(1)
    soon = days.when("remind_before", lambda cal, n: Q(due_on__range=(tomorrow, cal.add(on, n))))
    escalated = days.when("escalate_after", lambda cal, n: Q(due_on__lte=late_since(cal, on, n)))
    serious = days.when("serious_after", lambda cal, n: Q(due_on__lte=late_since(cal, on, n)))
    return (
        write_notices(Kind.DUE_SOON, _of_requests(Kind.DUE_SOON, awaited.filter(soon)))
        + write_notices(Kind.DUE_TODAY, _of_requests(Kind.DUE_TODAY, awaited.filter(due_on=on)))
        + write_notices(Kind.OVERDUE, _of_requests(Kind.OVERDUE, awaited.overdue(on=on)))
        + write_notices(Kind.SERIOUS, _of_requests(Kind.SERIOUS, awaited.filter(serious)))
        + write_notices(Kind.ESCALATED, _of_requests(Kind.ESCALATED, awaited.filter(escalated)), to="leads")
        + write_notices(Kind.RIGHT_ENDING, _rights_ending(on, days))
        + write_notices(Kind.AWAITS_US, _asked_of_us())
        + write_notices(Kind.EMBARGO, _embargoes_ending(on, days))
        + _own(on)
    )


def _of_requests(kind: str, requests: QuerySet[InformationRequest]) -> Iterable[Call]:
    """Those that have no notice of the kind for the time limit now running."""
    untold = requests.filter(~_told(kind, "pk", "due_kind", "due_on"), due_on__isnull=False)
    if kind == Kind.ESCALATED:  # of those that nobody owns the leads have been told already
        untold = untold.filter(owner__isnull=False)
    columns = untold.order_by("pk").values_list("pk", "team_id", "owner_id", "due_kind", "due_on")
    return [Call(pk, team, owner, limit, day) for pk, team, owner, limit, day in columns if day is not None]


def _rights_ending(on: date, days: TeamDays) -> Iterable[Call]:
    """What we may still do within the next working days, and have not done."""
    told = _told(Kind.RIGHT_ENDING, "request", "kind", "due_on")
    untold = rights_ending(on=on, days=days).filter(~told).order_by("request_id")
    columns = ("request_id", "request__team_id", "request__owner_id", "kind", "due_on")
    return [Call(*row) for row in untold.values_list(*columns)]


def rights_ending(*, on: date, days: TeamDays) -> DeadlineQuerySet:
    """The last days of ours within the next working days, of rights that were not used."""
    horizons, furthest = Q(pk__in=[]), on
    for laws in days.laws_by_calendar():
        last = days.calendar_of(laws[0]).add(on, RIGHT_ENDS_WITHIN)
        horizons |= Q(request__law__in=laws, due_on__lte=last)
        furthest = max(furthest, last)
    return Deadline.objects.filter(
        horizons,
        due_on__range=(on, furthest),  # said once for all laws, so that an index finds them
        owed_by="requester",
        kind__in=RIGHTS,
        met_on=None,
        request__state__in=_RUNNING_RIGHTS,
        request__discarded_at=None,
    )


def _embargoes_ending(on: date, days: TeamDays) -> Iterable[Call]:
    """Requests that may be published within the next working days, or on that day."""
    soon = days.when("embargo_before", lambda cal, n: Q(embargo_until__range=(on, cal.add(on, n))))
    told = Notice.objects.filter(request=OuterRef("pk"), kind=Kind.EMBARGO, due_on=OuterRef("embargo_until"))
    untold = InformationRequest.objects.open().filter(soon).filter(~Exists(told)).order_by("pk")
    columns = untold.values_list("pk", "team_id", "owner_id", "embargo_until")
    return [Call(pk, team, owner, "", day) for pk, team, owner, day in columns if day is not None]


def _asked_of_us() -> Iterable[Call]:
    """The last time that they asked, of each request that waits for us because of it."""
    asked = Event.objects.standing().filter(_ASKED_OF_US, request__discarded_at=None).order_by()
    last = asked.values("request_id", "request__team_id", "request__owner_id", "kind").annotate(day=Max("on"))
    told = Notice.objects.filter(kind=Kind.AWAITS_US, request__state__in=AWAITING_US).order_by()
    known = set(told.values_list("request_id", "deadline_kind", "due_on"))
    calls = [Call(*row.values()) for row in last]
    return [call for call in calls if (call.request_id, call.deadline_kind, call.due_on) not in known]


def _told(kind: str, request: str, limit: str, day: str) -> Exists:
    return Exists(
        Notice.objects.filter(
            request=OuterRef(request), kind=kind, deadline_kind=OuterRef(limit), due_on=OuterRef(day)
        )
    )


def _own(on: date) -> int:
    """What people asked to be reminded of, once its day has come."""
    told = Notice.objects.filter(kind=Kind.OWN, request=OuterRef("request"), key=OuterRef("number"))
    due = Reminder.objects.waiting().filter(
        on__lte=on, request__discarded_at=None, request__team__memberships__user=F("user")
    )
    untold = due.exclude(request__state=State.CLOSED).annotate(number=Cast("pk", CharField()))
    notices = [
        Notice(
            request_id=one.request_id,
            recipient_id=one.user_id,
            kind=Kind.OWN,
            deadline_kind="",
            due_on=one.on,
            key=str(one.pk),
            note=one.note,
        )
        for one in untold.filter(~Exists(told))
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices)
