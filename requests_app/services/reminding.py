"""How people and teams want to be told, and what a person asks to be reminded of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team, User
from requests_app.models import InformationRequest, Notice, NoticeSettings, Reminder, TeamNotices
from requests_app.querysets import InformationRequestQuerySet


def settings_of(user: User) -> NoticeSettings:
    """How the person is told; the usual way where they never said. Writes nothing."""
    return NoticeSettings.objects.filter(user=user).first() or NoticeSettings(user=user)


def team_settings_of(team: Team) -> TeamNotices:
    """From when on the team is warned; the usual numbers where nobody changed them. Writes nothing."""
    return TeamNotices.objects.filter(team=team).first() or TeamNotices(team=team)


def choose_how(
    *, user: User, rhythm: str, weekday: int, is_quiet_on_days_off: bool, mailed: Iterable[str]
) -> NoticeSettings:
    """Set how the person is told; `mailed`: the kinds of notices that are mailed, the others are shown only."""
    mailed = set(mailed)
    settings, _ = NoticeSettings.objects.update_or_create(
        user=user,
        defaults={
            "rhythm": rhythm,
            "weekday": weekday,
            "is_quiet_on_days_off": is_quiet_on_days_off,
            "not_mailed": [kind for kind in Notice.Kind.values if kind not in mailed],
        },
    )
    return settings


@transaction.atomic
def stop_mailing(*, user_id: int, kinds: Iterable[str]) -> bool:
    """Mail these kinds to the person no more (RFC 8058); False where there is no such person. Twice is once."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        return False
    settings, _ = NoticeSettings.objects.select_for_update().get_or_create(user=user)
    settings.not_mailed = sorted({*settings.not_mailed, *kinds})
    settings.save(update_fields=["not_mailed"])
    return True


@transaction.atomic
def choose_for_team(
    *,
    team: Team,
    remind_before: int | None,
    escalate_after: int | None,
    serious_after: int,
    unread_after: int | None = TeamNotices.UNREAD,
    embargo_before: int | None = TeamNotices.EMBARGO,
    silent_after: int | None = TeamNotices.SILENT,
    by: User,
) -> None:
    """Set from when on a team is warned, in working days (`silent_after` in hours).

    None: the usual number for `remind_before`, never for the others.
    """
    chosen = {
        "remind_before": remind_before,
        "escalate_after": escalate_after,
        "serious_after": serious_after,
        "unread_after": unread_after,
        "embargo_before": embargo_before,
        "silent_after": silent_after,
    }
    TeamNotices.objects.update_or_create(team=team, defaults=chosen)
    record(actor=by, action="team.notices_set", subject=team, **chosen)


def remind(*, request: InformationRequest, user: User, on: date, note: str = "") -> Reminder:
    """Have the person reminded of the request on a day; a second one for that day replaces the first's words."""
    reminder, _ = Reminder.objects.update_or_create(
        request=request, user=user, on=on, done_at=None, defaults={"note": note.strip()[:300]}
    )
    return reminder


@transaction.atomic
def remind_many(*, requests: InformationRequestQuerySet, user: User, on: date) -> int:
    """Have the person reminded of these requests on a day, but for closed ones; of how many they will be.

    One that they asked for already for that day stays, with its words.
    """
    open_ones = InformationRequest.objects.open().filter(pk__in=requests.order_by().values("pk"))
    ids = list(open_ones.order_by("pk").values_list("pk", flat=True))
    Reminder.objects.bulk_create(
        (Reminder(request_id=pk, user=user, on=on) for pk in ids), batch_size=1000, ignore_conflicts=True
    )
    return len(ids)


def finish_reminder(*, reminder: Reminder) -> None:
    """Note that it is done, or not wanted any more. Twice is once."""
    Reminder.objects.filter(pk=reminder.pk, done_at=None).update(done_at=timezone.now())


def mark_read(*, user: User) -> int:
    """Note that the person has seen what they were told; how many were new."""
    return Notice.objects.filter(recipient=user, read_at=None).update(read_at=timezone.now())
