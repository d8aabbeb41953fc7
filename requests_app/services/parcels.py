"""When a person is mailed what waits for them, and whether it still holds then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from requests_app.deadlines import Calendar
from requests_app.models import Deadline, Event, InformationRequest, Notice, NoticeSettings, Reminder
from requests_app.querysets import AWAITING_THEM

Kind, Rhythm, State = Notice.Kind, NoticeSettings.Rhythm, InformationRequest.State
MORNING = 7  # o'clock, London time: before it no digest goes out
_WAITS_BECAUSE_OF = {
    "clarification_asked": State.AWAITING_CLARIFICATION.value,
    "fees_notice": State.AWAITING_FEE.value,
}


def is_time(settings: NoticeSettings, now: datetime, calendar: Calendar) -> bool:
    """Whether the person may be mailed now. `now` is local time; `calendar` tells which days are off."""
    today = now.date()
    if settings.is_quiet_on_days_off and not calendar.is_working(today):
        return False
    if settings.rhythm == Rhythm.AT_ONCE:
        return True
    if now.hour < MORNING or settings.last_mailed_on == today:
        return False
    if settings.rhythm == Rhythm.DAILY:
        return True
    return _is_the_day_of_the_week(settings, today, calendar)


def _is_the_day_of_the_week(settings: NoticeSettings, today: date, calendar: Calendar) -> bool:
    """The chosen day, or a later one where it was missed: a week is never left out."""
    last = settings.last_mailed_on
    missed = last is not None and (today - last).days >= 7
    chosen = today.weekday() == settings.weekday
    return chosen or (missed and calendar.is_working(today))


def still_true(notices: Sequence[Notice], *, on: date) -> list[Notice]:
    """Those that still hold: a request may have been answered, or its date moved, since they were written.

    The notices come with their requests. At most three queries, whatever their number. Letters that wait to be
    read and silent mailboxes are looked at by their own sweep (`correspondence.services.sweeping`), which drops what
    no longer holds.
    """
    own = [int(each.key) for each in notices if each.kind == Kind.OWN]
    waiting = set(Reminder.objects.waiting().filter(pk__in=own).values_list("pk", flat=True))
    of_rights = [each.request_id for each in notices if each.kind == Kind.RIGHT_ENDING]
    unmet = Deadline.objects.filter(request__in=of_rights, met_on=None)
    rights = set(unmet.values_list("request_id", "kind", "due_on"))
    of_us = [each.request_id for each in notices if each.kind == Kind.AWAITS_US]
    standing = Event.objects.standing().filter(request__in=of_us)
    asked = set(standing.values_list("request_id", "kind", "on"))

    def holds(notice: Notice) -> bool:
        request = notice.request
        if request is None:
            return True
        about = (notice.request_id, notice.deadline_kind, notice.due_on)
        if request.discarded_at is not None or request.state == State.CLOSED:
            return False
        match notice.kind:
            case Kind.OWN:
                return int(notice.key) in waiting
            case Kind.RIGHT_ENDING:
                return about in rights and notice.due_on >= on
            case Kind.AWAITS_US:
                return about in asked and request.state == _WAITS_BECAUSE_OF[notice.deadline_kind]
            case Kind.UNREAD:
                return True
            case Kind.EMBARGO:
                return notice.due_on == request.embargo_until and notice.due_on >= on
            case Kind.MOVED:
                return _is_the_running_limit(notice, request)
        return _is_the_running_limit(notice, request) and _of_its_day(notice, request, on)

    return [notice for notice in notices if holds(notice)]


def _is_the_running_limit(notice: Notice, request: InformationRequest) -> bool:
    return (request.due_on, request.due_kind) == (notice.due_on, notice.deadline_kind)


def _of_its_day(notice: Notice, request: InformationRequest, on: date) -> bool:
    """Whether what is told of the running limit is still so: what was due soon may be late by now."""
    if request.state not in AWAITING_THEM:
        return False
    if notice.kind in (Kind.DUE_SOON, Kind.DUE_TODAY):
        return notice.due_on >= on
    return notice.due_on < on
