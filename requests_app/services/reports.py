"""Asking for reports, asking again, and throwing them away. `requests_app.services.making` makes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import Team, User
from requests_app.models import InformationRequest, Report

State = Report.State


def ask_for_report(
    *,
    kind: str,
    title: str,
    by: User,
    on: date,
    at: datetime,
    teams: Iterable[Team],
    query: str = "",
    chosen: Iterable[int] = (),
    request: InformationRequest | None = None,
) -> Report:
    """Write down that a report is wanted; a worker makes it. Nothing is gathered yet.

    The same one, asked for while it is being made, is that one: the database refuses a second. Effects: one `Report`,
    an entry of the audit.
    """
    wanted = {
        "made_by": by,
        "kind": kind,
        "title": " ".join(title.split())[:200],
        "query": query,
        "chosen": sorted(set(chosen)),
        "request": request,
    }
    if under_way := Report.objects.unfinished().filter(**wanted).first():
        return under_way
    try:
        with transaction.atomic():
            expires_at = at + timedelta(days=settings.REPORT_DAYS)
            report = Report.objects.create(**wanted, on=on, asked_at=at, expires_at=expires_at)
            report.teams.set(teams)
            record(
                actor=by, action="report.asked", subject=request, kind=kind, title=report.title, filters=query
            )
    except IntegrityError:  # somebody pressed twice, and the other press was first
        return Report.objects.filter(**wanted).latest("asked_at")
    return report


@transaction.atomic
def try_again(*, report: Report, at: datetime) -> Report:
    """Have a report that failed made once more, as at its day. One that did not fail is left as it is."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state == State.FAILED:
        locked.state, locked.error, locked.attempts = State.WAITING, "", 0
        locked.next_attempt_at, locked.asked_at = None, at
        locked.expires_at = at + timedelta(days=settings.REPORT_DAYS)
        locked.save(update_fields=["state", "error", "attempts", "next_attempt_at", "asked_at", "expires_at"])
    return locked


def remove_report(*, report: Report) -> None:
    """Throw a report and its file away. What is being made just now comes to nothing."""
    name = report.file.name
    report.delete()
    if name:
        report.file.storage.delete(name)


def sweep_reports(*, at: datetime) -> int:
    """Throw away the reports whose days are over; how many."""
    over = list(Report.objects.filter(expires_at__lte=at))
    for report in over:
        remove_report(report=report)
    return len(over)
