"""Why this date: a deadline's day-by-day reasons on a page that can be printed and cited."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from requests_app.citation import citation
from requests_app.deadlines import Deadline, DeadlineKind, FactsError, Life
from requests_app.forms import AsAtForm
from requests_app.ledger_months import months_of, skipped_days
from requests_app.models import InformationRequest
from requests_app.services.life import life_of
from requests_app.views.guards import request_or_404


@require_safe
def why(http: MemberRequest, pk: int) -> HttpResponse:
    """The ledger of one deadline of a request (`?kind=`; the one now running where none is named).

    `?as_at=2018-08-21`: as it was worked out on that day. What is no such day is passed over.
    """
    request = request_or_404(http, pk)
    today = timezone.localdate()
    past = AsAtForm(http.GET, request=request, today=today).day
    try:
        life = life_of(request, on=past)
    except FactsError:
        return redirect(request)  # the page says what is wrong with the events
    limit = _limit(request, life, http.GET.get("kind"), past)
    context = {
        "request_shown": request,
        "past": past,
        "limit": limit,
        "others": [other for other in life.deadlines if other is not limit],
        "title": f"Why {limit.due_on:%-d %B %Y}?",
        "citation": citation(limit, on=today, as_at=past),
        "months": months_of(limit, on=past or today),
        "skipped": skipped_days(limit),
        "ledger": limit.ledger(),
    }
    return render(http, "requests_app/why.html", context)


def _limit(request: InformationRequest, life: Life, kind: str | None, past: date | None) -> Deadline:
    """The deadline of the kind named; without a name what is due, or else the response."""
    due = life.due.kind.value if past and life.due else "" if past else request.due_kind
    limit = life.deadline(kind or due or DeadlineKind.RESPONSE)
    if limit is None:
        raise Http404("This request has no such deadline.")
    return limit
