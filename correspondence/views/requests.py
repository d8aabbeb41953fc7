"""The page of a request: the whole story."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from correspondence import clocks, story
from correspondence.models import Suggestion
from correspondence.services.suggestions import open_suggestions, standing_of
from requests_app.deadlines import Calendar, FactsError, Life
from requests_app.ledger_months import months_of, skipped_days
from requests_app.models import Event, InformationRequest
from requests_app.services.calendars import current_calendar
from requests_app.services.life import life_of
from requests_app.standing import standing
from requests_app.views.guards import request_or_404


@require_safe
def request_page(http: MemberRequest, pk: int) -> HttpResponse:
    """Where it stands, what can be done next, what letters suggest, and everything that happened, in order."""
    request = request_or_404(http, pk)
    today = timezone.localdate()
    events = Event.objects.select_related("recorded_by", "withdrawn_by", "corrected_by")
    prefetch_related_objects([request], Prefetch("events", events), "references", "questions")
    calendar = current_calendar(request.law)
    life, problem = _life(request, today, calendar)
    messages = list(request.messages.prefetch_related("attachments"))
    suggestions = Suggestion.objects.filter(message__request=request).waiting().select_related("message")
    recorded = standing_of(request, request.events.all(), request.references.all())
    entries = story.tell(
        request,
        messages=messages,
        events=request.events.all(),
        limits=life.deadlines if life else (),
        today=today,
    )
    context = {
        "request_shown": request,
        "today": today,
        "standing": standing(request, on=today, calendar=calendar),
        "problem": problem,
        "entries": entries,
        "letters": sum(isinstance(entry, story.LetterEntry) and not entry.is_note for entry in entries),
        "suggestions": open_suggestions(suggestions, recorded),
        **(_clock(life, today, calendar) if life else {}),
    }
    return render(http, "correspondence/request.html", context)


def _life(request: InformationRequest, today: date, calendar: Calendar) -> tuple[Life | None, str]:
    """The request's life as at today, or why its events make no sense."""
    try:
        return life_of(request, on=today, calendar=calendar), ""
    except FactsError as error:
        return None, str(error)


def _clock(life: Life, today: date, calendar: Calendar) -> dict[str, Any]:
    watched = clocks.watched(life, on=today, calendar=calendar)
    return {
        "life": life,
        "clock": watched,
        "months": months_of(watched.limit, on=today) if watched else [],
        "skipped": skipped_days(watched.limit) if watched else [],
        "right": clocks.next_right(life, on=today, calendar=calendar),
        "steps": clocks.steps(life),
        "clocks": [clocks.clock(limit, on=today, calendar=calendar) for limit in life.deadlines],
    }
