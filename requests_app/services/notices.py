"""Telling people something: a row first, a mail after (`requests_app.services.reminders`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from django.utils import timezone

from accounts.models import Membership, User
from requests_app.models import Notice, RecomputeRun
from requests_app.services import bulk


class Call(NamedTuple):
    """A request that calls for a notice, and what it is about: a time limit and its day, or what `key` names."""

    request_id: int
    team_id: int
    owner_id: int | None
    deadline_kind: str
    due_on: date
    key: str = ""


def write_notices(kind: str, calls: Iterable[Call], *, to: Literal["owner", "leads"] = "owner") -> int:
    """One notice of the kind for each recipient of each call; how many are new.

    `owner`: whoever looks after the request, or the team's leads where nobody does. `leads`: the team's leads, but for
    the owner. A notice that stands already is not doubled.
    """
    calls = list(calls)
    leads = leads_of({call.team_id for call in calls if to == "leads" or call.owner_id is None})
    notices = [
        Notice(
            request_id=call.request_id,
            recipient_id=recipient,
            kind=kind,
            deadline_kind=call.deadline_kind,
            due_on=call.due_on,
            key=call.key,
        )
        for call in calls
        for recipient in _recipients(call, leads, to)
    ]
    if not notices:
        return 0
    there = Notice.objects.filter(kind=kind, request__in={call.request_id for call in calls})
    before = there.count()
    Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
    return there.count() - before


class TeamCall(NamedTuple):
    """Something of a team, and of none of its requests, that calls for a notice: a mailbox and what it is called."""

    team_id: int
    key: str
    due_on: date
    note: str


def write_team_notices(kind: str, calls: Iterable[TeamCall]) -> int:
    """One notice of the kind for each lead of the team and for each site admin, who is not told the name; how many.

    What anybody was told already is told to nobody else.
    """
    calls = list(calls)
    told = Notice.objects.filter(kind=kind, key__in=[call.key for call in calls])
    known = set(told.values_list("team_id", "key"))
    untold = [call for call in calls if (call.team_id, call.key) not in known]
    if not untold:
        return 0
    leads = leads_of({call.team_id for call in untold})
    admins = list(User.objects.filter(is_active=True, is_site_admin=True).values_list("pk", flat=True))
    before = told.count()
    Notice.objects.bulk_create(
        [
            Notice(
                team_id=call.team_id,
                recipient_id=recipient,
                kind=kind,
                due_on=call.due_on,
                key=call.key,
                note=call.note if recipient in leads.get(call.team_id, ()) else "",
            )
            for call in untold
            for recipient in dict.fromkeys((*leads.get(call.team_id, ()), *admins))
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
    return told.count() - before


def _recipients(call: Call, leads: dict[int, list[int]], to: str) -> list[int]:
    if to == "leads":
        return [lead for lead in leads.get(call.team_id, []) if lead != call.owner_id]
    return [call.owner_id] if call.owner_id else leads.get(call.team_id, [])


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
    leads = leads_of({each.team_id for each in moved if each.owner_id is None})
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
        "key": "",
        "note": "",
        "created_at": timezone.now(),
    }
    bulk.insert_rows(
        Notice, ("request", "recipient", "deadline_kind", "due_on", "was_due_on"), rows, same=same
    )
    return len(rows)


def leads_of(team_ids: Iterable[int]) -> dict[int, list[int]]:
    """The leads of each team, who are told of requests that nobody owns."""
    leads: dict[int, list[int]] = {}
    rows = Membership.objects.filter(team_id__in=team_ids, role=Membership.Role.LEAD, user__is_active=True)
    for team_id, user_id in rows.values_list("team_id", "user_id"):
        leads.setdefault(team_id, []).append(user_id)
    return leads
