"""Waiting mail as the rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from correspondence.file_names import shown
from correspondence.models import Arrival
from correspondence.services.candidates import Suggested

MOST_NAMES = 4


@dataclass(frozen=True)
class MailRow:
    """`age`: how long it has waited, in words; `files`: the names of its attachments, for the screen."""

    mail: Arrival
    age: str
    files: tuple[str, ...]
    more_files: int
    suggested: Suggested | None


def mail_rows(
    mails: Sequence[Arrival],
    likeliest: Callable[[Sequence[Arrival]], dict[int, Suggested]],
    *,
    today: date,
    aside: bool,
) -> list[MailRow]:
    """The rows of a page. Each mail comes with the `top` of its text; nothing is suggested for what was put aside."""
    for each in mails:
        each.body_text = getattr(each, "top", "")
    best = {} if aside or not mails else likeliest(mails)
    return [
        MailRow(
            mail=each,
            age=waited(each, today),
            files=tuple(shown(str(name)) for name in each.attachment_names[:MOST_NAMES]),
            more_files=max(0, len(each.attachment_names) - MOST_NAMES),
            suggested=best.get(each.pk),
        )
        for each in mails
    ]


def waited(mail: Arrival, today: date) -> str:
    days = (today - timezone.localdate(mail.arrived_at)).days
    return "today" if days < 1 else "1 day" if days == 1 else f"{days} days"
