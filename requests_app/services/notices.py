"""Telling people what is due: a row first, a mail after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import Membership
from requests_app.models import InformationRequest, Notice, RecomputeRun
from requests_app.services import bulk
from requests_app.services.calendars import current_calendar


def sweep(*, on: date) -> int:
    """Write the notices that the state of all requests calls for on that day; how many were new.

    Selects by state, never by a window of time, so a missed day is caught up. The constraint on `Notice` makes it
    safe to run any number of times, also at once.
    """
    due_soon = write_notices(Notice.Kind.DUE_SOON, _due_soon(on))
    overdue = write_notices(Notice.Kind.OVERDUE, InformationRequest.objects.overdue(on=on))
    return due_soon + overdue


def _due_soon(on: date) -> QuerySet[InformationRequest]:
    days = settings.REMIND_WORKING_DAYS_BEFORE
    found = InformationRequest.objects.none()
    laws = InformationRequest.objects.awaiting_them().order_by().values_list("law", flat=True).distinct()
    for law in laws:
        horizon = current_calendar(law).add(on, days)
        found = found | InformationRequest.objects.filter(law=law).due_between(on, horizon)
    return found


def write_notices(kind: str, requests: QuerySet[InformationRequest]) -> int:
    """One notice of the kind for each recipient of each request that has none for its due date yet."""
    told = Notice.objects.filter(
        request=OuterRef("pk"), kind=kind, due_on=OuterRef("due_on"), deadline_kind=OuterRef("due_kind")
    )
    untold = requests.filter(~Exists(told)).values_list("pk", "team_id", "owner_id", "due_kind", "due_on")
    rows = list(untold.order_by("pk"))
    leads = _leads_of({team_id for _, team_id, owner_id, _, _ in rows if owner_id is None})
    notices = [
        Notice(request_id=pk, recipient_id=recipient, kind=kind, deadline_kind=due_kind, due_on=due_on)
        for pk, team_id, owner_id, due_kind, due_on in rows
        if due_on is not None
        for recipient in ([owner_id] if owner_id else leads.get(team_id, []))
    ]
    Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
    return len(notices)


@dataclass(frozen=True)
class Moved:
    """A request whose due date is another than it was, with those who may have to be told."""

    request_id: int
    team_id: int
    owner_id: int | None
    due_kind: str
    was_due_on: date
    due_on: date


def write_moved(moved: Iterable[Moved], *, run: RecomputeRun | None) -> int:
    """Tell the owner (the team's leads where nobody owns it) that a date moved; how many notices.

    To be called in the transaction that moves the dates: that is what makes it one notice for each move.
    """
    moved = list(moved)
    leads = _leads_of({each.team_id for each in moved if each.owner_id is None})
    rows = [
        (each.request_id, recipient, each.due_kind, each.due_on, each.was_due_on)
        for each in moved
        for recipient in ([each.owner_id] if each.owner_id else leads.get(each.team_id, []))
    ]
    same = {
        "kind": Notice.Kind.MOVED.value,
        "run_id": run.pk if run else None,
        "status": Notice.Status.PENDING.value,
        "attempts": 0,
        "last_error": "",
        "created_at": timezone.now(),
    }
    bulk.insert_rows(
        Notice, ("request", "recipient", "deadline_kind", "due_on", "was_due_on"), rows, same=same
    )
    return len(rows)


def _leads_of(team_ids: Iterable[int]) -> dict[int, list[int]]:
    """The leads of each team, who are told of requests that nobody owns."""
    leads: dict[int, list[int]] = {}
    rows = Membership.objects.filter(team_id__in=team_ids, role=Membership.Role.LEAD, user__is_active=True)
    for team_id, user_id in rows.values_list("team_id", "user_id"):
        leads.setdefault(team_id, []).append(user_id)
    return leads
