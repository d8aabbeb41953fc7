"""Telling people something: a row first, a mail after (`requests_app.services.reminders`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
    rows = [
        (call.request_id, recipient, call.deadline_kind, call.due_on, call.key)
        for call in calls
        for recipient in _recipients(call, leads, to)
    ]
    columns = ("request", "recipient", "deadline_kind", "due_on", "key")
    return bulk.insert_rows(Notice, columns, rows, same=_pending(kind) | {"note": ""}, once=True)


def _pending(kind: str) -> dict[str, object]:
    """What a notice that nobody has been mailed yet has in its other columns."""
    return {
        "kind": str(kind),
        "status": Notice.Status.PENDING.value,
        "attempts": 0,
        "last_error": "",
        "created_at": timezone.now(),
    }


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
    rows = [
        (call.team_id, recipient, call.due_on, call.key, call.note if recipient in of_team else "")
        for call in untold
        for of_team in [leads.get(call.team_id, [])]
        for recipient in dict.fromkeys((*of_team, *admins))
    ]
    columns = ("team", "recipient", "due_on", "key", "note")
    return bulk.insert_rows(Notice, columns, rows, same=_pending(kind) | {"deadline_kind": ""}, once=True)


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
    same = _pending(Notice.Kind.MOVED) | {"run_id": run.pk if run else None, "key": "", "note": ""}
    return bulk.insert_rows(
        Notice, ("request", "recipient", "deadline_kind", "due_on", "was_due_on"), rows, same=same
    )


def leads_of(team_ids: Collection[int]) -> dict[int, list[int]]:
    """The leads of each team, who are told of requests that nobody owns."""
    leads: dict[int, list[int]] = {}
    if not team_ids:
        return leads
    rows = Membership.objects.filter(team_id__in=team_ids, role=Membership.Role.LEAD, user__is_active=True)
    for team_id, user_id in rows.values_list("team_id", "user_id"):
        leads.setdefault(team_id, []).append(user_id)
    return leads
