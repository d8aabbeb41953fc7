"""Finding imports: the lists of authorities, and what teams bring in."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class RunQuerySet(models.QuerySet[Any]):
    def writing(self) -> Self:
        """Those that write now."""
        return self.filter(phase__in=("applying", "undoing"))

    def in_hand(self) -> Self:
        """Those a worker has something to do for."""
        return self.filter(phase__in=("checking", "waiting", "applying", "undoing")).order_by("pk")
