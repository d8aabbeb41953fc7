"""Deadlines as an iCalendar (RFC 5545): a day in a person's own calendar for each date somebody has to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from unicodedata import category
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q, QuerySet
from icalendar import Calendar, Event

from accounts.models import User
from requests_app.deadlines import DeadlineKind
from requests_app.models import Deadline
from requests_app.querysets import AWAITING_THEM

REFRESH = timedelta(hours=1)


def deadlines_for(user: User, *, mine: bool, on: date) -> QuerySet[Deadline]:
    """The days that matter to somebody: what is due in each open request they see, and their own next steps.

    `mine`: only of the requests they look after. What one may do once an authority's time has run out (ask for a
    review, complain) is there only when it has, as at `on`. Two queries with the reference numbers.
    """
    open_ones = Deadline.objects.visible_to(user).filter(met_on=None)
    open_ones = open_ones.exclude(request__state__in=("closed", "with_regulator"))
    if mine:
        open_ones = open_ones.filter(request__owner=user)
    running = Q(request__state__in=AWAITING_THEM, request__due_on__gte=on)
    next_step = Q(owed_by="requester") & ~running
    chosen = open_ones.filter(Q(kind=F("request__due_kind")) | next_step)
    related = chosen.select_related("request__authority", "request__team")
    return related.prefetch_related("request__references").order_by("due_on", "pk")


def as_ics(deadlines: Iterable[Deadline], *, name: str) -> bytes:
    """The calendar, with an all-day event for each deadline."""
    return b"".join(ics_pieces(deadlines, name=name))


def ics_pieces(deadlines: Iterable[Deadline], *, name: str) -> Iterator[bytes]:
    """The same calendar piece by piece: its head, an event after the other, its end."""
    head = _calendar(name).to_ical().removesuffix(_END)
    yield head
    for deadline in deadlines:
        yield _event(deadline).to_ical()
    yield _END


_END = b"END:VCALENDAR\r\n"


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//FOI Tracker//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _event(deadline: Deadline) -> Event:
    request = deadline.request
    changed = max(deadline.changed_at, request.updated_at)
    label, authority = DeadlineKind(deadline.kind).label, _plain(request.authority.name)
    link = settings.SITE_URL + request.get_absolute_url()
    event = Event()
    event.add("uid", f"request-{request.pk}-{deadline.kind}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", f"{label}: {authority}")
    event.add("description", "\n".join(_lines(deadline, link)))
    event.add("url", link)
    event.add("dtstart", deadline.due_on)
    event.add("dtend", deadline.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("categories", [_plain(request.team.name)])
    event.add("created", _utc(request.created_at))
    # Without a METHOD, DTSTAMP says when the event was last revised (RFC 5545 s.3.8.7.2).
    event.add("dtstamp", _utc(changed))
    event.add("last-modified", _utc(changed))
    # It must never fall: seconds of the request's life until its date last changed (s.3.8.7.4).
    event.add("sequence", max(int((deadline.changed_at - request.created_at).total_seconds()), 0))
    return event


def _lines(deadline: Deadline, link: str) -> list[str]:
    request = deadline.request
    numbers = ", ".join(_plain(reference.value) for reference in request.references.all())
    return [
        _plain(request.title),
        *([f"Reference: {numbers}"] if numbers else []),
        f"Rests on: {_plain(deadline.section)}",
        link,
    ]


def _plain(text: str) -> str:
    """The text on one line, without control characters: nothing in it can begin a line of the file."""
    return " ".join(
        "".join(" " if category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text).split()
    )


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
