"""Who may see what. Every list, page, file and count of a team's data goes through `visible_to`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Self, TypeAlias

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Team, User

    Viewer: TypeAlias = "User | AnonymousUser"

View = Callable[Concatenate[Any, ...], HttpResponse]


class TeamOwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a team: `team_path` is the way from the row to it."""

    team_path = "team"

    def visible_to(self, user: Viewer) -> Self:
        """The rows of the teams the user is a member of: another team's row does not exist for them."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(**{f"{self.team_path}__in": user.teams.all()})


def is_site_admin(user: Viewer) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_site_admin)


def leads(user: Viewer, team: Team) -> bool:
    """Whether the user is a lead of the team."""
    return user.is_authenticated and team.memberships.filter(user=user, role="lead").exists()


def site_admin_required(view: View) -> View:
    """A page for site admins: others who are logged in get 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_site_admin(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
