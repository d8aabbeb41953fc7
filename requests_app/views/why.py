"""Why this date: a deadline's day-by-day reasons on a page that can be printed and cited."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import MemberRequest
from requests_app.ledger_months import months_of, skipped_days
from requests_app.services.life import life_of
from requests_app.views.guards import request_or_404


def why(http: MemberRequest, pk: int) -> HttpResponse:
    """The ledger of one deadline of a request (`?kind=`; the one now running where none is named)."""
    request = request_or_404(http, pk)
    life = life_of(request)
    kind = http.GET.get("kind") or request.due_kind
    limit = next((limit for limit in life.deadlines if limit.kind.value == kind), None)
    if limit is None:
        raise Http404("This request has no such deadline.")
    context = {
        "request_shown": request,
        "limit": limit,
        "title": f"Why {limit.due_on:%-d %B %Y}?",
        "months": months_of(limit, on=timezone.localdate()),
        "skipped": skipped_days(limit),
        "ledger": limit.ledger(),
    }
    return render(http, "requests_app/why.html", context)
