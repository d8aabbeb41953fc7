"""The mail that tells a person what waits for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from requests_app.deadlines import DeadlineKind, in_words
from requests_app.models import Notice

Kind = Notice.Kind
_SALT = "requests_app.notices.stop"
_URGENT = (Kind.SILENT, Kind.SERIOUS, Kind.ESCALATED, Kind.OVERDUE, Kind.DUE_TODAY, Kind.RIGHT_ENDING,
           Kind.AWAITS_US, Kind.UNREAD, Kind.OWN, Kind.DUE_SOON, Kind.EMBARGO, Kind.MOVED)  # fmt: skip

_DUTY = {DeadlineKind.REVIEW_OUTCOME.value: ("decide our review", "decided our review")}


def sentence(notice: Notice) -> str:
    """What a notice says, in one sentence."""
    if notice.request is None:
        return _of_a_mailbox(notice)
    authority, due = notice.request.authority.name, in_words(notice.due_on)
    do, done = _DUTY.get(notice.deadline_kind, ("answer", "answered"))
    match notice.kind:
        case Kind.DUE_SOON:
            return f"{authority} must {do} by {due}."
        case Kind.DUE_TODAY:
            return f"Today, {due}, is the last lawful day for {authority} to {do}."
        case Kind.OVERDUE:
            return f"{authority} has not {done} by the last lawful day, {due}."
        case Kind.SERIOUS:
            return f"{authority} is seriously late: it should have {done} by {due}."
        case Kind.ESCALATED:
            return f"{authority} should have {done} by {due}; {notice.request.owner} looks after it."
        case Kind.RIGHT_ENDING:
            return f"{DeadlineKind(notice.deadline_kind).label}: {due} ({authority})."
        case Kind.AWAITS_US:
            asked = "a fee" if notice.deadline_kind == "fees_notice" else "a clarification"
            return f"{authority} asked us for {asked} on {due}: its clock stands still until it has it."
        case Kind.UNREAD:
            return f"A letter from {authority} came on {due}, and nobody has marked it as read."
        case Kind.EMBARGO:
            return f"The embargo ends: what {authority} sent may be published from {due} on."
        case Kind.OWN:
            return f"You asked to be reminded of {authority}{f': {notice.note}' if notice.note else '.'}"
    return _moved(notice, authority, due)


def _of_a_mailbox(notice: Notice) -> str:
    mailbox = f"the mailbox “{notice.note}”" if notice.note else "a mailbox"
    return (
        f"Nothing could be fetched from {mailbox} of {notice.team} since {in_words(notice.due_on)}: "
        "letters may be waiting there."
    )


def _moved(notice: Notice, authority: str, due: str) -> str:
    label = DeadlineKind(notice.deadline_kind).label
    was = in_words(notice.was_due_on) if notice.was_due_on else "none"
    why = f": {notice.run.reason}" if notice.run else ", as its dates were worked out again"
    return f"{label}: this date of your request to {authority} has moved from {was} to {due}{why}."


def mail_of(notices: Sequence[Notice], user: User) -> EmailMultiAlternatives:
    """One mail with all of them, the most urgent first; it can be stopped kind by kind with one click (RFC 8058)."""
    prefetch_related_objects([each.request for each in notices if each.request], "references", "owner")
    ordered = sorted(notices, key=lambda each: (_URGENT.index(Kind(each.kind)), each.due_on, each.pk))
    kinds = list(dict.fromkeys(Kind(each.kind) for each in ordered))
    context = {
        "lines": [_line(each) for each in ordered],
        "recipient": user,
        "stops": [(kind.label, stop_url(user, [kind])) for kind in kinds],
        "settings_url": settings.SITE_URL + reverse("requests:notice_settings"),
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(_subject(ordered).split()),
        body=render_to_string("requests_app/mail/notices.txt", context),
        to=[user.email],
        headers={
            "Message-ID": f"<notice-{ordered[0].pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop_url(user, kinds)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string("requests_app/mail/notices.html", context), "text/html")
    return mail


def _line(notice: Notice) -> dict[str, str]:
    where = notice.get_absolute_url()
    return {
        "sentence": sentence(notice),
        "title": notice.request.title if notice.request else f"Mail of {notice.team}",
        "reference": _reference(notice),
        "url": settings.SITE_URL + where if where else "",
    }


def _reference(notice: Notice) -> str:
    references = notice.request.references.all() if notice.request else ()
    return next((each.value for each in references), "")


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) > 1:
        counts = Counter(Kind(each.kind).label for each in notices)
        return f"{len(notices)} reminders: " + ", ".join(
            f"{n} {label.lower()}" for label, n in counts.items()
        )
    (notice,) = notices
    label = (
        f"{DeadlineKind(notice.deadline_kind).label} moved"
        if notice.kind == Kind.MOVED
        else notice.get_kind_display()
    )
    about = notice.request.authority.name if notice.request else str(notice.team)
    reference = _reference(notice)
    return f"{label}: {about}" + (f" ({reference})" if reference else "")


def stop_url(user: User, kinds: Sequence[Kind]) -> str:
    """An address that stops mails of these kinds to the person, without logging in."""
    token = signing.dumps([user.pk, [kind.value for kind in kinds]], salt=_SALT)
    return settings.SITE_URL + reverse("stop_notices", args=[token])


def who_stops_what(token: str) -> tuple[int, list[str]] | None:
    """The person and the kinds that a token of `stop_url` stands for; None for one we did not make."""
    try:
        user_id, kinds = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return user_id, [kind for kind in kinds if kind in Kind.values]
