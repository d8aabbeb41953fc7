"""`/status/` for site admins, `/status.json` for them and for a monitoring program that shows its token."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import is_site_admin, site_admin_required
from foi_tracker.status import as_dict, shown_task, status


@site_admin_required
@require_safe
@never_cache
@vary_on_headers("Accept")
def status_page(http: HttpRequest) -> HttpResponse:
    """How the installation is, for people; as JSON where that is what is accepted."""
    found = status(at=timezone.now())
    if http.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(as_dict(found))
    tasks = [shown_task(each, at=found.at) for each in found.tasks]
    return render(http, "foi_tracker/status.html", {"status": found, "tasks": tasks})


@login_not_required
@require_safe
@never_cache
def status_json(http: HttpRequest) -> HttpResponse:
    """The same for programs. 401 without a token or a log-in, 403 for somebody who is no site admin."""
    if not _shows_token(http):
        if not http.user.is_authenticated:
            return JsonResponse(
                {"error": "Show the token."}, status=401, headers={"WWW-Authenticate": "Bearer"}
            )
        if not is_site_admin(http.user):
            raise PermissionDenied
    return JsonResponse(as_dict(status(at=timezone.now())))


def _shows_token(http: HttpRequest) -> bool:
    scheme, _, token = http.headers.get("Authorization", "").partition(" ")
    return bool(
        settings.STATUS_TOKEN
        and scheme.lower() == "bearer"
        and constant_time_compare(token.strip(), settings.STATUS_TOKEN)
    )
