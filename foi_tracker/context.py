"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Team
from accounts.querysets import Viewer
from correspondence.models import Arrival


def site(request: HttpRequest) -> dict[str, object]:
    return {"site_name": settings.SITE_NAME}


def navigation(request: HttpRequest) -> dict[str, object]:
    """The person's teams, and how many mails wait in their inboxes: one query, made when the page asks for it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    teams = SimpleLazyObject(lambda: _teams(user))
    return {"nav_teams": teams, "nav_unfiled": SimpleLazyObject(lambda: sum(each.unfiled for each in teams))}


def _teams(user: Viewer) -> list[Team]:
    waiting = Arrival.objects.unfiled().filter(team=OuterRef("pk")).order_by().values("team")
    counted = Subquery(waiting.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return list(Team.objects.visible_to(user).annotate(unfiled=Coalesce(counted, 0)))
