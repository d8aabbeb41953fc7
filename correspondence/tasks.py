"""What the worker does for letters. Each task is safe to run twice and at the same time."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from accounts import waking
from correspondence.evidence import MAKERS
from correspondence.models import Mailbox
from correspondence.services import (
    campaigns,
    deliveries,
    documents,
    fetching,
    finding_terms,
    inbound,
    outbox,
    suggestions,
    sweeping,
    uploads,
)
from requests_app.services import making

log = logging.getLogger(__name__)


@shared_task(name="correspondence.read_mail", expires=60)
def read_mail() -> None:
    """Read and file what has come."""
    if done := inbound.process_waiting(today=timezone.localdate()):
        log.info("read: %s mails", done)


@shared_task(name="correspondence.fetch_mail", expires=60)
def fetch_mail() -> None:
    """Have each mailbox looked into whose turn it is: one that hangs does not hold up the others."""
    for pk in Mailbox.objects.due(now=timezone.now()).values_list("pk", flat=True):
        fetch_mailbox.apply_async([pk], expires=60)


@shared_task(name="correspondence.fetch_mailbox")
def fetch_mailbox(pk: int) -> None:
    mailbox = Mailbox.objects.fetched().filter(pk=pk).select_related("team").first()
    if mailbox is None:
        return
    fetched = fetching.fetch_mailbox(mailbox=mailbox, now=timezone.now())
    log.info("mailbox %s: %s letters %s", pk, fetched.count, fetched.trouble)
    if fetched.count:
        wake()


@shared_task(name="correspondence.take_uploads", expires=60)
def take_uploads() -> None:
    """Take in the mails of files that people brought in."""
    if taken := uploads.work_on_uploads():
        log.info("taken in from uploads: %s mails", taken)
        wake()


def wake() -> None:
    """Have what has come be read at once; where the queue is away, the schedule does it seconds later."""
    waking.wake(read_mail, take_uploads)


@shared_task(name="correspondence.read_documents", expires=60)
def read_documents() -> None:
    documents.note_new()
    if done := documents.read_waiting():
        log.info("read: %s documents", done)
        waking.wake(find_terms)


@shared_task(name="correspondence.find_terms", expires=60)
def find_terms() -> None:
    """Look for the terms of campaigns in what has come and been read."""
    if done := finding_terms.find_terms():
        log.info("looked through for terms: %s letters and files", done)


@shared_task(name="correspondence.read_letters", expires=60)
def read_letters() -> None:
    """Read the letters that came before this reader did."""
    if done := suggestions.read_unread():
        log.info("read: %s letters", done)


@shared_task(name="correspondence.sweep_uploads", expires=600)
def sweep_uploads() -> None:
    if done := deliveries.sweep_uploads(at=timezone.localtime()):
        log.info("abandoned uploads: %s", done)


@shared_task(name="correspondence.send_outbox", expires=60)
def send_outbox() -> None:
    if sent := outbox.send_due(at_most=100):
        log.info("sent: %s letters", sent)


@shared_task(name="correspondence.sweep")
def sweep() -> None:
    """Tell of letters that nobody has read and of mailboxes that are silent."""
    log.info("swept: %s new notices", sweeping.sweep(now=timezone.now()))


@shared_task(name="correspondence.make_bundles", expires=60)
def make_bundles() -> None:
    if made := making.make_waiting(MAKERS):
        log.info("made: %s evidence bundles", made)
    making.send_ready()


@shared_task(name="correspondence.send_campaigns", expires=60)
def send_campaigns() -> None:
    if queued := campaigns.work_on_campaigns():
        log.info("queued: %s letters of campaigns", queued)
