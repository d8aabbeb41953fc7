"""Finding imports."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class ImportRunQuerySet(models.QuerySet[Any]):
    def writing(self) -> Self:
        """The one that changes authorities now: never more than one."""
        return self.filter(phase__in=("applying", "undoing"))

    def in_hand(self) -> Self:
        """Those a worker has something to do for."""
        return self.filter(phase__in=("checking", "waiting", "applying", "undoing")).order_by("pk")
