"""From one phase of an import to the next: only from those it may come from, whoever else is at it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from authorities.bringing.errors import NotNow
from authorities.bringing.run_model import Run

AnyRun = TypeVar("AnyRun", bound=Run)


@transaction.atomic
def to_phase(run: AnyRun, phase: str, *, of: Collection[str], to_do: int = 0, **more: Any) -> AnyRun:
    """Move the run to the phase, its progress at nothing. Raises `NotNow` where it is in none of the phases `of`."""
    locked = type(run).objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.phase not in of:
        raise NotNow(f"That cannot be done now: {locked.file_name} is {locked.get_phase_display().lower()}.")
    given = {"phase": phase, "phase_at": timezone.now(), "done": 0, "to_do": to_do, "last_number": 0, **more}
    type(run).objects.filter(pk=run.pk).update(**given)
    run.refresh_from_db()
    return run
