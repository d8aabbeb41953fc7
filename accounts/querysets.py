"""Which teams a person belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.access import Viewer


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Viewer) -> Self:
        """The teams the user is a member of; none for somebody who is not logged in."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()

    def led_by(self, user: Viewer) -> Self:
        """The teams in which the user is a lead."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__role="lead")
