"""The life of a request: the one place that writes its state, its dates and its deadlines.

Everything here is derived again from the standing events each time; nothing is patched.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app.deadlines import Calendar, EventKind, Fact, Life, check, replay
from requests_app.errors import AlreadyRecorded
from requests_app.models import Event, InformationRequest
from requests_app.services.calendars import current_calendar, hold_calendars
from requests_app.services.stored import limits_of, write_limits

# A letter goes out once and is received once: another date is a correction.
ONCE = (EventKind.SENT, EventKind.RECEIVED)


def facts_of(events: Iterable[Event]) -> tuple[Fact, ...]:
    """The standing events as the facts the statutory clock reads."""
    return tuple(Fact(EventKind(e.kind), e.on, e.pk, e.until) for e in events if e.withdrawn_at is None)


def life_of(request: InformationRequest, *, on: date | None = None, calendar: Calendar | None = None) -> Life:
    """The request's life as its events tell it, as at the day given (all of it where none is)."""
    return replay(
        facts_of(request.events.all()),
        request.law,
        request.body,
        calendar=calendar or current_calendar(request.law),
        terms=request.terms,
        on=on,
    )


@transaction.atomic
def record_event(
    *,
    request: InformationRequest,
    kind: EventKind,
    on: date,
    by: User | None,
    note: str = "",
    until: date | None = None,
) -> Event:
    """Record that something happened, and derive everything again.

    `until` is the day that a notice of extension itself names.
    Effects: one `Event`; the request's state, dates and `Deadline` rows; an entry of the audit.
    Raises `FactsError` where the law knows no such order of events, `AlreadyRecorded` where it stands already.
    """
    locked = lock(request)
    if kind in ONCE and locked.events.standing().filter(kind=kind).exists():
        raise AlreadyRecorded(f"{kind.label} is recorded already: correct its date instead.")
    _check(locked, (*facts_of(locked.events.all()), Fact(kind, on, until=until)))
    try:
        with transaction.atomic():
            event = Event.objects.create(
                request=locked, kind=kind, on=on, until=until, note=note, recorded_by=by
            )
    except IntegrityError as error:
        raise AlreadyRecorded(f"That is recorded already: {kind.label.lower()} on {on:%-d %B %Y}.") from error
    _derive(request, locked)
    record(actor=by, action="event.recorded", subject=request, kind=kind.value, on=on)
    return event


@transaction.atomic
def withdraw_event(*, event: Event, by: User, because: str) -> None:
    """Take an event back: it stays in the record, with who and when, and counts no more.

    Raises `FactsError` where what is left would make no sense (the receipt of an answered request).
    """
    locked = lock(event.request)
    rest = facts_of(e for e in locked.events.all() if e.pk != event.pk)
    _check(locked, rest)
    _withdraw(event, by=by, because=because)
    _derive(event.request, locked)
    record(actor=by, action="event.withdrawn", subject=event.request, kind=event.kind, on=event.on)


@transaction.atomic
def correct_event(*, event: Event, on: date, by: User, because: str, note: str | None = None) -> Event:
    """Replace an event by one with the right date; both stay in the record, linked.

    Raises `FactsError` where the law knows no such order of events.
    """
    locked = lock(event.request)
    rest = facts_of(e for e in locked.events.all() if e.pk != event.pk)
    kind = EventKind(event.kind)
    _check(locked, (*rest, Fact(kind, on, until=event.until)))
    _withdraw(event, by=by, because=because)
    new = Event.objects.create(
        request=locked,
        kind=kind,
        on=on,
        until=event.until,
        note=event.note if note is None else note,
        recorded_by=by,
        corrects=event,
    )
    _derive(event.request, locked)
    record(actor=by, action="event.corrected", subject=event.request, kind=event.kind, was=event.on, on=on)
    return new


@transaction.atomic
def derive(request: InformationRequest, *, calendar: Calendar | None = None) -> Life:
    """Derive state, dates and deadlines of one request from its events, and store them."""
    return _derive(request, lock(request), calendar)


def _check(request: InformationRequest, facts: tuple[Fact, ...]) -> None:
    """Raises `FactsError` where these facts make no sense under the request's law."""
    calendar = current_calendar(request.law)
    check(facts, request.law, request.body, calendar=calendar, terms=request.terms)


def lock(request: InformationRequest) -> InformationRequest:
    """Hold the calendars and then the request's row until the transaction ends: everybody in this order."""
    hold_calendars()
    return InformationRequest.objects.select_for_update().get(pk=request.pk)


def _withdraw(event: Event, *, by: User, because: str) -> None:
    event.withdrawn_at = timezone.now()
    event.withdrawn_by = by
    event.withdrawn_because = because
    event.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


DERIVED = ("state", "received_on", "answered_on", "due_on", "due_kind", "due_days")


def _derive(shown: InformationRequest, locked: InformationRequest, calendar: Calendar | None = None) -> Life:
    life = life_of(locked, calendar=calendar)
    for name, value in derived_fields(life).items():
        setattr(locked, name, value)
        setattr(shown, name, value)
    locked.save(update_fields=[*DERIVED, "updated_at"])
    write_limits({locked.pk: limits_of(life)})
    return life


def as_it_stood(request: InformationRequest, life: Life) -> InformationRequest:
    """A copy of the request for looking at, with the columns that a life replayed to an earlier day gives it."""
    past = copy(request)
    for name, value in derived_fields(life).items():
        setattr(past, name, value)
    return past


def derived_fields(life: Life) -> dict[str, object]:
    """The columns of a request that follow from its life."""
    return {
        "state": life.state.value,
        "received_on": life.date_of_receipt,
        "answered_on": life.responded_on,
        "due_on": life.due.due_on if life.due else None,
        "due_kind": life.due.kind.value if life.due else "",
        "due_days": life.due.days if life.due else None,
    }
