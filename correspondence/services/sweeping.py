"""The sweep over letters and mailboxes: what their state calls for, told by the notices of `requests_app`.

Found by state, never by a window of time, and told once by the constraints on `Notice`, like the sweep over requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from correspondence.models import Mailbox, Message
from requests_app.models import Notice
from requests_app.models.notice import NoticeQuerySet
from requests_app.services.notices import Call, TeamCall, write_notices, write_team_notices
from requests_app.services.team_days import TeamDays, late_since

Kind, Status = Notice.Kind, Notice.Status


def sweep(*, now: datetime) -> int:
    """Write the notices that letters and mailboxes call for, and drop those that waited too long; how many are new."""
    days = TeamDays.now()
    silent = list(_silent(now, days))
    new = write_notices(Kind.UNREAD, _unread(timezone.localdate(now), days))
    new += write_team_notices(Kind.SILENT, silent)
    _drop_read()
    _drop_answering(silent)
    return new


def _unread(on: date, days: TeamDays) -> Iterable[Call]:
    """The first letter of each request that nobody has read for as many working days as the team chose."""
    waiting = days.when(
        "unread_after",
        lambda cal, n: Q(added_at__lt=_midnight_after(late_since(cal, on, n))),
        of="request__",
    )
    told = Notice.objects.filter(kind=Kind.UNREAD, request=OuterRef("request"), key=OuterRef("number"))
    letters = Message.objects.unread().first_of_each_request().filter(waiting)
    untold = letters.annotate(number=Cast("pk", CharField())).filter(~Exists(told)).order_by("pk")
    columns = untold.values_list("request_id", "request__team_id", "request__owner_id", "added_at", "number")
    return [
        Call(pk, team, owner, "", timezone.localdate(came), key=number)
        for pk, team, owner, came, number in columns
    ]


def _midnight_after(day: date) -> datetime:
    """The first instant of the day after, in local time."""
    return datetime.combine(day + timedelta(1), time.min, tzinfo=timezone.get_current_timezone())


def _silent(now: datetime, days: TeamDays) -> Iterable[TeamCall]:
    """The mailboxes that have not answered for as many hours as their team chose; each silence has its own key."""
    for_long = Q(pk__in=[])
    for hours, teams in days.numbers("silent_after"):
        for_long |= teams & Q(answered_at__lte=now - timedelta(hours=hours))
    silent = Mailbox.objects.fetched().with_last_answer().filter(for_long).order_by("pk")
    for pk, team, name, since in silent.values_list("pk", "team_id", "name", "answered_at"):
        yield TeamCall(team, f"{pk}-{int(since.timestamp())}", timezone.localdate(since), name)


def _drop_read() -> None:
    """What was read, or taken away, before its mail went is not mailed any more."""
    pending = list(_pending(Kind.UNREAD).values_list("pk", "request_id", "key"))
    letters = Message.objects.filter(pk__in={int(key) for _, _, key in pending}) if pending else None
    still = set(letters.unread().values_list("request_id", "pk")) if letters is not None else set()
    _drop([pk for pk, request, key in pending if (request, int(key)) not in still])


def _drop_answering(silent: Iterable[TeamCall]) -> None:
    still = [call.key for call in silent]
    _drop(list(_pending(Kind.SILENT).exclude(key__in=still).values_list("pk", flat=True)))


def _pending(kind: str) -> NoticeQuerySet:
    return Notice.objects.filter(kind=kind, status=Status.PENDING)


def _drop(ids: list[int]) -> None:
    if ids:  # one that is being mailed just now is locked, and is no longer pending after that
        Notice.objects.filter(pk__in=ids, status=Status.PENDING).update(status=Status.DROPPED)
