"""The home page: what to do now, and what is waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import MemberRequest
from correspondence.models import OutgoingLetter
from requests_app.figures.overdue import overdue_board
from requests_app.forms.filters import FilterForm
from requests_app.models import InformationRequest
from requests_app.rows import Row, rows

SHOWN = 8


@dataclass(frozen=True)
class Pile:
    """One kind of thing to do: the first few rows, and how many there are in all."""

    title: str
    status: str
    rows: list[Row]
    more: bool


def home(http: MemberRequest) -> HttpResponse:
    """What to do now, in order: late, waiting for us, due soon; the person's own, or all of it."""
    today = timezone.localdate()
    everybody = http.GET.get("whose") == "all"
    piles = [
        pile
        for title, status in (("Overdue", "overdue"), ("Waiting for us", "us"), ("Due soon", "due_soon"))
        if (pile := _pile(http, title, status, everybody, today)).rows
    ]
    context = {
        "piles": piles,
        "board": overdue_board(http.user, on=today, own=not everybody),
        "has_requests": bool(piles) or InformationRequest.objects.visible_to(http.user).exists(),
        "to_check": OutgoingLetter.objects.visible_to(http.user).to_check().count(),
        "everybody": everybody,
        "own": str(http.user.pk),
        "today": today,
    }
    return render(http, "foi_tracker/home.html", context)


def _pile(http: MemberRequest, title: str, status: str, everybody: bool, today: date) -> Pile:
    chosen = {"status": status, "sort": "due", "owner": "" if everybody else str(http.user.pk)}
    form = FilterForm(chosen, user=http.user, today=today)
    found = form.filtered(InformationRequest.objects.visible_to(http.user))
    first = list(found.with_people().prefetch_related("references")[: SHOWN + 1])
    return Pile(title, status, rows(first[:SHOWN], on=today), more=len(first) > SHOWN)
