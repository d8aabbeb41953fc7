"""The home page: what to do now, in order, and what is waiting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import MemberRequest
from correspondence.models import OutgoingLetter
from foi_tracker.todo import Desk
from requests_app.counts.waiting import waiting
from requests_app.models import InformationRequest


def home(http: MemberRequest) -> HttpResponse:
    """What there is to do for the person, or, with `?whose=all`, for their teams."""
    today = timezone.localdate()
    everybody = http.GET.get("whose") == "all"
    desk = Desk(http.user, today, everybody)
    piles, counts = desk.piles(), waiting(desk.requests)
    has_requests = bool(piles) or any(counts.values())
    context = {
        "piles": piles,
        "counts": counts,
        "has_requests": has_requests or InformationRequest.objects.visible_to(http.user).exists(),
        "to_check": OutgoingLetter.objects.visible_to(http.user).to_check().count(),
        "everybody": everybody,
        "own": str(http.user.pk),
        "today": today,
    }
    return render(http, "foi_tracker/home.html", context)
