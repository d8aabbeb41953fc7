"""Making reports in the background: a row first, the paper after, a mail at the end."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files import File
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from requests_app.models import Report
from requests_app.pdf import apart, needs
from requests_app.pdf.types import PrintFailed, TooLarge
from requests_app.report_mail import mail_of
from requests_app.reports.paper import Maker, NothingToReport, Paper

log = logging.getLogger(__name__)
State = Report.State
MOST_TRIES = 3
SILENCE = timedelta(seconds=60)
"""Whoever makes a report says every two seconds how far it is; who is not heard of for so long is gone."""
MAILED_AFTER = timedelta(seconds=30)
"""Whoever waited less still has the page before them, and needs no mail."""
_LONGEST_ROUND = 60.0  # seconds after which no further report is begun


def make_waiting(makers: Mapping[str, Maker], *, seconds: float = _LONGEST_ROUND) -> int:
    """Make the reports that wait and are of these kinds, for about so long; how many.

    Any number of workers may do it at once. Where this machine cannot make PDFs they go on waiting.
    """
    if not needs.can_print():
        return 0
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until and (report := _claim(makers)) is not None:
        _try(report, makers[report.kind])
        done += 1
    return done


@transaction.atomic
def _claim(makers: Mapping[str, Maker]) -> Report | None:
    """Take the next one. The try is counted before it begins: what kills the worker counts too."""
    due = Report.objects.due(now=timezone.now()).filter(kind__in=list(makers))
    ordered = due.select_related("made_by", "request").order_by("next_attempt_at", "pk")
    report = ordered.select_for_update(skip_locked=True, of=("self",)).first()
    if report is not None:
        report.attempts += 1
        report.state, report.done, report.next_attempt_at = State.MAKING, 0, timezone.now() + SILENCE
        report.save(update_fields=["attempts", "state", "done", "next_attempt_at"])
    return report


def _try(report: Report, maker: Maker) -> None:
    """Make one; what goes wrong with it is its own affair, and the next ones go on."""
    if report.attempts > MOST_TRIES:
        _fail(report, "The program ended three times while it was being made.")
        return
    try:
        paper = maker(report)
        _say(report, total=paper.pages, next_attempt_at=timezone.now() + SILENCE)
        _print(report, paper)
    except (NothingToReport, TooLarge) as error:
        _fail(report, str(error))
    except (PrintFailed, OSError, DatabaseError) as error:
        log.warning("report %s could not be made: %s", report.pk, error)
        if report.attempts >= MOST_TRIES:
            _fail(report, f"It could not be made in three tries. {error}")
        else:
            _say(report, state=State.WAITING, next_attempt_at=timezone.now() + timedelta(seconds=20))


def _print(report: Report, paper: Paper) -> None:
    """Set the pages, keep the file, and say that it is ready."""
    html = render_to_string(paper.template, {**paper.context, "made_at": timezone.localtime()})

    def told(page: int) -> None:
        done = min(page, paper.pages)
        _say(report, done=done, next_attempt_at=timezone.now() + SILENCE)

    with apart.printed(html, style_sheet(), told=told) as path, path.open("rb") as made:
        report.file.save("", File(made), save=False)
        report.size = path.stat().st_size
    if not _finish(report, paper):
        report.file.storage.delete(str(report.file.name))


@cache
def style_sheet() -> str:
    """The style sheet of all papers."""
    found = finders.find("paper/paper.css")
    return Path(str(found)).read_text("utf-8")


@transaction.atomic
def _finish(report: Report, paper: Paper) -> bool:
    """Mark it as ready, unless it was thrown away or another worker has taken it over meanwhile."""
    now = timezone.now()
    finished = _mine(report).update(
        state=State.READY,
        file=report.file.name,
        size=report.size,
        done=paper.pages,
        total=paper.pages,
        finished_at=now,
        next_attempt_at=None,
        error="",
        mail_due=now - report.asked_at > MAILED_AFTER,
    )
    if finished:
        report.teams.set(paper.teams)
    return bool(finished)


def _fail(report: Report, sentence: str) -> None:
    _say(report, state=State.FAILED, error=sentence[:300], finished_at=timezone.now(), next_attempt_at=None)


def _say(report: Report, **columns: object) -> None:
    _mine(report).update(**columns)


def _mine(report: Report) -> QuerySet[Report]:
    """The row as long as it is this worker's: each taking counts up the attempts."""
    return Report.objects.filter(pk=report.pk, state=State.MAKING, attempts=report.attempts)


def send_ready() -> int:
    """Mail those who waited for a report that it is ready; how many mails went. A refused one is tried again."""
    return sum(_mail(pk) for pk in Report.objects.filter(mail_due=True).values_list("pk", flat=True))


@transaction.atomic
def _mail(pk: int) -> bool:
    """Hand the mail over and mark the row in one transaction, the row locked: two workers never send the same one."""
    waiting = Report.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, mail_due=True)
    report = waiting.select_related("made_by").first()
    if report is None:
        return False
    if report.made_by.is_active:
        try:
            mail_of(report).send()
        except (smtplib.SMTPException, OSError) as error:
            log.warning("the mail about report %s could not be sent: %s", pk, error)
            return False
    Report.objects.filter(pk=pk).update(mail_due=False)
    return True
