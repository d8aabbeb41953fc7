"""What a person's teams own. Every list, page, file and count of a team's data goes through `visible_to`."""

from __future__ import annotations

from typing import Any, Self, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

Viewer: TypeAlias = "AbstractBaseUser | AnonymousUser"


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Viewer) -> Self:
        """The teams the user is a member of; none for somebody who is not logged in."""
        return self.filter(memberships__user=user.pk) if user.is_authenticated else self.none()

    def led_by(self, user: Viewer) -> Self:
        """The teams in which the user is a lead."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user.pk, memberships__role="lead")


class TeamOwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a team: `team_path` is the way from the row to it."""

    team_path = "team"

    def visible_to(self, user: Viewer) -> Self:
        """The rows of the teams the user is a member of: another team's row does not exist for them."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(**{f"{self.team_path}__memberships__user": user.pk})
