"""Sending the notices by mail: to each person one mail with all that waits for them."""

from __future__ import annotations

import logging
import random
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from requests_app.models import Notice, NoticeSettings
from requests_app.models.notice import NoticeQuerySet
from requests_app.notice_mail import mail_of
from requests_app.services.calendars import current_calendar
from requests_app.services.parcels import is_time, still_true

log = logging.getLogger(__name__)
Status = Notice.Status
MOST_ATTEMPTS = 10
MOST_IN_ONE = 500
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)
DAYS_OFF_BY = "foia"  # days on which people are left in peace: holidays in any part of the United Kingdom


def send_pending(*, now: datetime | None = None) -> int:
    """Mail each person what waits for them, one transaction a person; how many notices went.

    A person's notices are locked while their mail is handed over and marked in the same transaction, so two workers
    never send the same one, and what a killed worker held is free again at once. Whom it is not the time to mail (a
    digest, a day off) is left for later.
    """
    now = timezone.localtime(now)
    waiting = _due(now).order_by().values_list("recipient", flat=True).distinct()
    return sum(_send_to(user_id, now) for user_id in sorted(waiting))


def _due(now: datetime) -> NoticeQuerySet:
    return Notice.objects.filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now), status=Status.PENDING)


@transaction.atomic
def _send_to(user_id: int, now: datetime) -> int:
    """Send one person's mail; how many notices it held."""
    if not _alone(user_id):
        return 0
    user = User.objects.get(pk=user_id)
    settings, _ = NoticeSettings.objects.get_or_create(user=user)
    if not is_time(settings, now, current_calendar(DAYS_OFF_BY)):
        return 0
    found = _due(now).filter(recipient=user).select_for_update(skip_locked=True, of=("self",))
    notices = list(
        found.select_related("request__authority", "team", "run", "recipient").order_by("pk")[:MOST_IN_ONE]
    )
    wanted = _wanted(notices, user, settings, now)
    if not wanted:
        return 0
    try:
        mail_of(wanted, user).send()
    except (smtplib.SMTPException, OSError) as error:
        _put_off(wanted, error, now)
        return 0
    Notice.objects.filter(pk__in=[each.pk for each in wanted]).update(
        status=Status.SENT, sent_at=timezone.now(), last_error=""
    )
    settings.last_mailed_on = now.date()
    settings.save(update_fields=["last_mailed_on"])
    return len(wanted)


def _alone(user_id: int) -> bool:
    """Whether no other worker is at this person's mail just now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices of {user_id}"])
        return bool(cursor.fetchone()[0])


def _wanted(notices: Sequence[Notice], user: User, settings: NoticeSettings, now: datetime) -> list[Notice]:
    """Those to be mailed; of the others it is noted why not."""
    true = still_true(notices, on=now.date()) if user.is_active else []
    mailed = [each for each in true if each.kind not in settings.not_mailed]
    _mark([each for each in notices if each not in true], Status.DROPPED)
    _mark([each for each in true if each not in mailed], Status.SHOWN)
    return mailed


def _mark(notices: Sequence[Notice], status: str) -> None:
    if notices:
        Notice.objects.filter(pk__in=[each.pk for each in notices]).update(status=status)


def _put_off(notices: Sequence[Notice], error: Exception, now: datetime) -> None:
    for notice in notices:
        notice.attempts += 1
        wait = min(FIRST_WAIT * 2 ** (notice.attempts - 1), LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311
        notice.next_attempt_at = max(now, timezone.now()) + wait
        notice.last_error = str(error)[:500]
        if notice.attempts >= MOST_ATTEMPTS:
            notice.status = Status.FAILED
    Notice.objects.bulk_update(notices, ["attempts", "next_attempt_at", "last_error", "status"])
    log.warning("%s notices to %s could not be sent: %s", len(notices), notices[0].recipient_id, error)
