"""From one phase of an import to the next: only from those it may come from, whoever else is at it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from authorities.import_models import ImportRun
from authorities.services.imports.errors import NotNow


@transaction.atomic
def to_phase(
    run: ImportRun, phase: ImportRun.Phase, *, of: Collection[str], to_do: int = 0, **more: Any
) -> ImportRun:
    """Move the run to the phase, its progress at nothing. Raises `NotNow` where it is in none of the phases `of`."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.phase not in of:
        raise NotNow(f"That cannot be done now: {locked.file_name} is {locked.get_phase_display().lower()}.")
    given = {"phase": phase, "phase_at": timezone.now(), "done": 0, "to_do": to_do, "last_number": 0, **more}
    ImportRun.objects.filter(pk=run.pk).update(**given)
    run.refresh_from_db()
    return run
