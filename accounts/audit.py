"""The audit: who did what, written in the same transaction as the deed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from accounts.audit_models import AuditEntry
from accounts.models import User

LONGEST = 300
"""Characters of a detail that are kept: enough for a reason, too few for a letter."""

NEVER = ("password", "secret", "token", "letter", "body_text")
"""Details of these names are refused: the audit holds no secrets and no letters."""


def record(*, actor: User | None, action: str, subject: models.Model | None, **details: Any) -> AuditEntry:
    """Write one entry; `actor` is None where no person acted.

    `action` is "thing.done" (`day.proclaimed`); `details` are names, numbers, days and short texts, or lists of them.
    Raises `ValueError` for a detail that has no place in an audit. Call it inside the transaction of the deed.
    """
    entry = _entry(actor, action, subject, details)
    entry.save(force_insert=True)
    return entry


def record_many(
    *, actor: User | None, action: str, about: Iterable[tuple[models.Model, dict[str, Any]]]
) -> None:
    """Write an entry for each subject with its details, as `record` does, in one statement."""
    AuditEntry.objects.bulk_create(
        [_entry(actor, action, subject, details) for subject, details in about], batch_size=1000
    )


def _entry(
    actor: User | None, action: str, subject: models.Model | None, details: dict[str, Any]
) -> AuditEntry:
    forbidden = [name for name in details if any(word in name for word in NEVER)]
    if forbidden:
        raise ValueError(f"not for the audit: {', '.join(forbidden)}")
    return AuditEntry(
        actor=actor,
        actor_text=str(actor)[:254] if actor else "",
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_text=str(subject)[:254] if subject is not None else "",
        details={name: _plain(value) for name, value in details.items()},
    )


def entries_about(subject_type: type[models.Model]) -> models.QuerySet[AuditEntry]:
    """The entries about things of one kind, newest first."""
    return AuditEntry.objects.filter(subject_type=subject_type._meta.label_lower)


def _plain(value: Any) -> Any:
    """The value as JSON can hold it, texts cut short. Raises `ValueError` for anything else."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    raise ValueError(f"not for the audit: {type(value).__name__}")
