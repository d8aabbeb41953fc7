"""A person's calendar: its secret address, and what is found there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from requests_app.calendar_feed import as_ics, deadlines_for
from requests_app.errors import IssuedMeanwhile
from requests_app.services import feeds


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar(http: MemberRequest) -> HttpResponse:
    """Make an address, which is shown this once; or make it void."""
    feed = feeds.live_feed(http.user)
    if http.method != "POST":
        return render(http, "requests_app/calendar.html", {"feed": feed})
    if http.POST.get("do") == "revoke":
        if feed:
            feeds.revoke_feed(feed=feed)
        messages.success(http, "The address is void: nobody finds your calendar there any more.")
        return redirect("requests:calendar")
    meant = feed if feed and http.POST.get("replaces") == str(feed.pk) else None
    try:
        secret = feeds.issue_feed(user=http.user, replaces=meant)
    except IssuedMeanwhile as error:
        messages.warning(http, str(error))
        return redirect("requests:calendar")
    return render(
        http, "requests_app/calendar.html", {"feed": feeds.live_feed(http.user), **_addresses(secret)}
    )


def _addresses(secret: str) -> dict[str, str]:
    mine = settings.SITE_URL + reverse("calendar_feed", args=[secret])
    return {"mine": mine, "all": f"{mine}?all=1"}


@login_not_required
@require_safe
def feed(http: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself: the owner's own requests, or with `?all=1` those of all their teams. A secret opens it."""
    owner = feeds.owner_of(secret)
    if owner is None:
        raise Http404("No calendar has this address.")
    mine = http.GET.get("all") != "1"
    name = "FOI deadlines: mine" if mine else "FOI deadlines: all of my teams"
    found = as_ics(deadlines_for(owner, mine=mine, on=timezone.localdate()), name=name)
    response = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="foi-deadlines.ics"'
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    set_response_etag(response)
    return get_conditional_response(http, etag=response["ETag"], response=response) or response
