"""What a person may do, by what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import Team, User

View = Callable[Concatenate[Any, ...], HttpResponse]


def is_site_admin(user: User | AnonymousUser) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_site_admin)


def leads(user: User | AnonymousUser, team: Team) -> bool:
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
