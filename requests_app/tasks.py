"""What the worker does for requests. Each task is safe to run twice and at the same time."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from requests_app.reports.lists import MAKERS
from requests_app.services import imports, making, recompute, reminders, reports, runs, sweeping

log = logging.getLogger(__name__)


@shared_task(name="requests_app.recompute_deadlines")
def recompute_deadlines(request_ids: list[int] | None = None) -> None:
    log.info("recomputed: %s", recompute.recompute(request_ids=request_ids))


@shared_task(name="requests_app.resume_runs", expires=60)
def resume_runs() -> None:
    if chunks := runs.work_on_runs():
        log.info("worked on runs: %s chunks", chunks)


@shared_task(name="requests_app.work_on_imports", expires=60)
def work_on_imports() -> None:
    if steps := imports.work_on_imports():
        log.info("worked on spreadsheets: %s steps", steps)


@shared_task(name="requests_app.sweep")
def sweep() -> None:
    log.info("swept: %s new notices", sweeping.sweep(on=timezone.localdate()))


@shared_task(name="requests_app.send_notices")
def send_notices() -> None:
    log.info("sent: %s notices", reminders.send_pending())


@shared_task(name="requests_app.make_reports", expires=60)
def make_reports() -> None:
    if made := making.make_waiting(MAKERS):
        log.info("made: %s reports", made)
    making.send_ready()


@shared_task(name="requests_app.sweep_reports", expires=600)
def sweep_reports() -> None:
    if gone := reports.sweep_reports(at=timezone.now()):
        log.info("reports whose days were over: %s", gone)
