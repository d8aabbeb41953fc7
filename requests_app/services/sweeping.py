"""The sweep: what the state of all requests calls for on a day, kind by kind.

Every kind is found by state, never by a window of time: a missed day is caught up, and the constraint on `Notice`
makes it safe to sweep any number of times, also at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from requests_app.deadlines import Calendar, DeadlineKind, EventKind
from requests_app.models import Deadline, Event, InformationRequest, Notice, Reminder, TeamNotices
from requests_app.services.calendars import current_calendar
from requests_app.services.notices import Call, write_notices

Kind, State = Notice.Kind, InformationRequest.State
RIGHTS = (DeadlineKind.REVIEW_REQUEST, DeadlineKind.COMPLAINT, DeadlineKind.APPEAL)
RIGHT_ENDS_WITHIN = 5  # working days
_RUNNING_RIGHTS = (State.AWAITING_RESPONSE, State.ANSWERED, State.IN_REVIEW)
_ASKED_OF_US = (
    (InformationRequest.State.AWAITING_CLARIFICATION, EventKind.CLARIFICATION_ASKED),
    (InformationRequest.State.AWAITING_FEE, EventKind.FEES_NOTICE),
)


def sweep(*, on: date) -> int:
    """Write the notices that the state of all requests calls for on that day; how many are new."""
    awaited = InformationRequest.objects.awaiting_them()
    ahead = _by_team("remind_before", settings.REMIND_WORKING_DAYS_BEFORE)
    late = _by_team("escalate_after", TeamNotices.ESCALATE)
    very_late = _by_team("serious_after", TeamNotices.SERIOUS)
    soon = _when(ahead, lambda calendar, days: Q(due_on__range=(on + timedelta(1), calendar.add(on, days))))
    escalated = _when(late, lambda calendar, days: Q(due_on__lte=late_since(calendar, on, days)))
    serious = _when(very_late, lambda calendar, days: Q(due_on__lte=late_since(calendar, on, days)))
    return (
        write_notices(Kind.DUE_SOON, _of_requests(Kind.DUE_SOON, awaited.filter(soon)))
        + write_notices(Kind.DUE_TODAY, _of_requests(Kind.DUE_TODAY, awaited.filter(due_on=on)))
        + write_notices(Kind.OVERDUE, _of_requests(Kind.OVERDUE, awaited.overdue(on=on)))
        + write_notices(Kind.SERIOUS, _of_requests(Kind.SERIOUS, awaited.filter(serious)))
        + write_notices(Kind.ESCALATED, _of_requests(Kind.ESCALATED, awaited.filter(escalated)), to="leads")
        + write_notices(Kind.RIGHT_ENDING, _rights_ending(on))
        + sum(write_notices(Kind.AWAITS_US, _asked_of_us(state, kind)) for state, kind in _ASKED_OF_US)
        + _own(on)
    )


def late_since(calendar: Calendar, on: date, days: int) -> date:
    """The latest due day that is at least so many working days late on a day."""
    due = on
    while calendar.count(due + timedelta(1), on) < days:
        due -= timedelta(1)
    return due


def _by_team(field: str, default: int) -> list[tuple[int, Q]]:
    """How many working days, and for which teams: what they chose, and the default for the others."""
    chosen: dict[int | None, list[int]] = {}
    for team_id, days in TeamNotices.objects.values_list("team_id", field):
        chosen.setdefault(days, []).append(team_id)
    if field == "remind_before":  # nothing chosen is the default; elsewhere it means never
        chosen.pop(None, None)
    others = [team_id for teams in chosen.values() for team_id in teams]
    found = [(days, Q(team_id__in=teams)) for days, teams in chosen.items() if days is not None]
    return [*found, (default, ~Q(team_id__in=others))]


def _when(by_team: list[tuple[int, Q]], condition: Callable[[Calendar, int], Q]) -> Q:
    """The condition with the calendar of each law in use and the days of each team."""
    laws = InformationRequest.objects.open().order_by().values_list("law", flat=True).distinct()
    any_of = Q(pk__in=[])
    for law in laws:
        for days, teams in by_team:
            any_of |= teams & Q(law=law) & condition(current_calendar(law), days)
    return any_of


def _of_requests(kind: str, requests: QuerySet[InformationRequest]) -> Iterable[Call]:
    """Those that have no notice of the kind for the time limit now running."""
    untold = requests.filter(~_told(kind, "pk", "due_kind", "due_on"), due_on__isnull=False)
    if kind == Kind.ESCALATED:  # of those that nobody owns the leads have been told already
        untold = untold.filter(owner__isnull=False)
    columns = untold.order_by("pk").values_list("pk", "team_id", "owner_id", "due_kind", "due_on")
    return [Call(pk, team, owner, limit, day) for pk, team, owner, limit, day in columns if day is not None]


def _rights_ending(on: date) -> Iterable[Call]:
    """What we may still do within the next working days, and have not done."""
    rights = Deadline.objects.filter(
        owed_by="requester",
        kind__in=RIGHTS,
        met_on=None,
        request__state__in=_RUNNING_RIGHTS,
        request__discarded_at=None,
    )
    horizons = Q(pk__in=[])
    for law in rights.order_by().values_list("request__law", flat=True).distinct():
        last = current_calendar(law).add(on, RIGHT_ENDS_WITHIN)
        horizons |= Q(request__law=law, due_on__range=(on, last))
    return _of_rows(Kind.RIGHT_ENDING, rights.filter(horizons), "due_on")


def _asked_of_us(state: str, kind: EventKind) -> Iterable[Call]:
    """The last time that they asked, of each request that waits for us because of it."""
    asked = Event.objects.standing().filter(kind=kind.value, request__state=state, request__discarded_at=None)
    later = Event.objects.standing().filter(
        request=OuterRef("request"), kind=kind.value, on__gt=OuterRef("on")
    )
    return _of_rows(Kind.AWAITS_US, asked.filter(~Exists(later)), "on")


def _of_rows(kind: str, rows: QuerySet[Deadline] | QuerySet[Event], day: str) -> Iterable[Call]:
    untold = rows.filter(~_told(kind, "request", "kind", day)).order_by("request_id")
    columns = ("request_id", "request__team_id", "request__owner_id", "kind", day)
    return [Call(*row) for row in untold.values_list(*columns)]


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
