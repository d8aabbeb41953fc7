"""Sending the notices by mail."""

from __future__ import annotations

import logging
import random
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from requests_app.deadlines import DeadlineKind
from requests_app.models import Notice

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)


def send_pending(*, at_most: int = 500) -> int:
    """Send the notices that wait, one transaction each; how many went.

    A row is locked while its mail is handed over and marked in the same transaction, so two workers never send the
    same one, and the row of a killed worker is free again at once. Its Message-ID never changes.
    """
    sent = 0
    for _ in range(at_most):
        outcome = _send_next()
        if outcome is None:
            break
        sent += outcome
    return sent


@transaction.atomic
def _send_next() -> bool | None:
    """Send one: True sent, False not now (or no longer wanted), None where nothing waits."""
    due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())
    pending = Notice.objects.filter(due, status=Notice.Status.PENDING).order_by("pk")
    notice = pending.select_for_update(skip_locked=True, of=("self",)).first()
    if notice is None:
        return None
    if not _still_true(notice):
        notice.status = Notice.Status.DROPPED
        notice.save(update_fields=["status"])
        return False
    try:
        _mail(notice).send()
    except (smtplib.SMTPException, OSError) as error:
        _put_off(notice, error)
        return False
    notice.status, notice.sent_at, notice.last_error = Notice.Status.SENT, timezone.now(), ""
    notice.save(update_fields=["status", "sent_at", "last_error"])
    return True


def _still_true(notice: Notice) -> bool:
    """Whether what it says still holds: the request may have been answered, or its date moved, since it was written."""
    request = notice.request
    return notice.recipient.is_active and (request.due_on, request.due_kind) == (
        notice.due_on,
        notice.deadline_kind,
    )


def _put_off(notice: Notice, error: Exception) -> None:
    notice.attempts += 1
    wait = min(FIRST_WAIT * 2 ** (notice.attempts - 1), LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311
    notice.next_attempt_at = timezone.now() + wait
    notice.last_error = str(error)[:500]
    if notice.attempts >= MOST_ATTEMPTS:
        notice.status = Notice.Status.FAILED
    notice.save(update_fields=["attempts", "next_attempt_at", "last_error", "status"])
    log.warning("notice %s could not be sent (attempt %s): %s", notice.pk, notice.attempts, error)


def _mail(notice: Notice) -> EmailMessage:
    context = {
        "notice": notice,
        "request": notice.request,
        "deadline": DeadlineKind(notice.deadline_kind).label,
        "recipient": notice.recipient,
        "url": settings.SITE_URL + notice.request.get_absolute_url(),
        "reference": notice.request.references.first(),
    }
    subject = render_to_string("requests_app/mail/notice_subject.txt", context)
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string("requests_app/mail/notice.txt", context),
        to=[notice.recipient.email],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
