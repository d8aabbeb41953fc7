"""Private links to one request: making and withdrawing them, and what is found there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest, posted, refused
from accounts.rate import within_rate
from correspondence import clocks, shared_story
from correspondence.file_names import for_download
from correspondence.models import ShareLink
from correspondence.services import sharing
from correspondence.share_form import ShareForm
from correspondence.sniffing import serve_as
from correspondence.views.files import handed_out
from correspondence.views.guards import kept_by_nobody
from requests_app.deadlines import FactsError, Life
from requests_app.models import InformationRequest
from requests_app.services.calendars import current_calendar
from requests_app.services.life import life_of
from requests_app.standing import standing
from requests_app.views.guards import request_or_404

MOST_A_MINUTE = 120


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share(http: MemberRequest, pk: int) -> HttpResponse:
    """Make a link, which is shown this once; or withdraw one."""
    request = request_or_404(http, pk)
    if http.POST.get("do") == "revoke":
        number = http.POST.get("link", "")
        link = get_object_or_404(
            request.share_links, pk=number if number.isdecimal() and len(number) < 19 else 0
        )
        sharing.revoke_share_link(link=link, by=http.user)
        messages.success(http, "The link is void: nobody finds the request there any more.")
        return redirect("correspondence:share", pk)
    runs = request.is_under_embargo(on=timezone.localdate())
    form = ShareForm(posted(http), embargo_runs=runs)
    context: dict[str, Any] = {
        "request_shown": request,
        "form": form,
        "embargo_runs": runs,
        "now": timezone.now(),
    }
    if http.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        secret = sharing.issue_share_link(
            request=request,
            expires_at=form.expires_at,
            hides_names=chosen["hides_names"],
            for_whom=chosen["for_whom"],
            by=http.user,
        )
        context |= {"address": settings.SITE_URL + reverse("correspondence:shared", args=[secret])}
        context["form"] = ShareForm(embargo_runs=runs)
    context["links"] = request.share_links.select_related("issued_by", "revoked_by")
    return render(http, "correspondence/share.html", context, status=refused(context["form"]))


def by_secret(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that a secret opens. One that is unknown, withdrawn or has run out: all the same 404.

    Nothing of it is kept, indexed, or told to where its links lead. Who asks too often is answered 429.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(http: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not within_rate(http, "shared", most=MOST_A_MINUTE):
            return kept_by_nobody(render(http, "429.html", {"readers": True}, status=429))
        link = sharing.opened_by(secret, at=timezone.now())
        if link is None:
            raise Http404("No request is shared here.")
        return kept_by_nobody(view(http, link, secret, *args, **kwargs))

    return opened


@by_secret
def shared(http: HttpRequest, link: ShareLink, secret: str) -> HttpResponse:
    """The story of the request, to be read."""
    request, today = link.request, timezone.localdate()
    calendar = current_calendar(request.law)
    letters, events = shared_story.shared_messages(link), list(request.events.all())
    life = _life(request, today)
    context = {
        "request_shown": request,
        "link": link,
        "title": shared_story.masking(link, letters)(request.title),
        "today": today,
        "standing": standing(request, on=today, calendar=calendar),
        "clock": clocks.watched(life, on=today, calendar=calendar, today="Today") if life else None,
        "entries": shared_story.tell(link, secret, messages=letters, events=events, life=life, today=today),
        "embargo_runs": request.is_under_embargo(on=today),
    }
    return render(http, "correspondence/shared.html", context)


def _life(request: InformationRequest, today: date) -> Life | None:
    try:
        return life_of(request, on=today, calendar=current_calendar(request.law))
    except FactsError:
        return None


@by_secret
def shared_file(http: HttpRequest, link: ShareLink, secret: str, pk: int) -> HttpResponseBase:
    """A file of the shared request, to be saved and never to be opened in the page."""
    file = shared_story.shared_attachment(link, pk)
    if file is None:
        raise Http404("No request is shared here.")
    mask = shared_story.masking(link, shared_story.shared_messages(link))
    name = for_download(mask(file.filename), otherwise=f"attachment-{file.pk}")
    return handed_out(file.file, name, serve_as(file.sniffed_type))
