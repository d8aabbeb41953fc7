"""The page of a request: the whole story, as it stands today or as it stood on an earlier day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from correspondence import as_at, clocks, story, thread_page
from correspondence.chart import chart
from correspondence.coding_page import told_answers, with_answers
from correspondence.delivery_words import Delivery, delivery
from correspondence.models import OutgoingLetter
from correspondence.services.marking import mark_read
from correspondence.services.suggestions import suggestions_of
from correspondence.story_entries import LetterEntry
from requests_app.deadlines import Calendar, FactsError, Life, in_words
from requests_app.forms import AsAtForm
from requests_app.ledger_months import months_of, skipped_days
from requests_app.models import Event, InformationRequest, Reminder
from requests_app.services.calendars import current_calendar
from requests_app.services.life import as_it_stood, life_of
from requests_app.standing import standing
from requests_app.views.guards import request_or_404


@require_safe
def request_page(http: MemberRequest, pk: int) -> HttpResponse:
    """Where it stands, what can be done next, what letters suggest, and everything that happened, in order.

    `?as_at=2018-08-21`: all of it as at the end of that day, and nothing to record there.
    """
    request = request_or_404(http, pk)
    today = timezone.localdate()
    events = Event.objects.select_related("recorded_by", "withdrawn_by", "corrected_by")
    prefetch_related_objects([request], Prefetch("events", events), "references")
    prefetch_related_objects([request], "authority__contacts")
    form = AsAtForm(http.GET, request=request, today=today)
    prefetch_related_objects([request], "questions" if form.day else with_answers())
    day = form.day or today
    calendar = current_calendar(request.law)
    life, problem = _life(request, day, calendar)
    shown = as_it_stood(request, life) if form.day and life else request
    context = {
        "request_shown": shown,
        "today": day,
        "past": form.day,
        "as_at_form": form,
        "has_errors": bool(form.errors),
        "standing": standing(shown, on=day, calendar=calendar),
        "problem": problem,
        **_story(http, request, life, day, past=form.day is not None),
        "embargo_runs": request.is_under_embargo(on=day),
        "suggestions": _suggestions(request) if form.day is None else [],
        "answers": told_answers(request) if form.day is None else None,
        "reminders": Reminder.objects.filter(request=request, user=http.user).waiting(),
        "on_its_way": _on_its_way(request) if form.day is None else [],
        **(_clocks(life, day, calendar, past=form.day is not None) if life else {}),
    }
    return render(http, "correspondence/request.html", context)


def _life(request: InformationRequest, day: date, calendar: Calendar) -> tuple[Life | None, str]:
    """The request's life as at a day, or why its events make no sense."""
    try:
        return life_of(request, on=day, calendar=calendar), ""
    except FactsError as error:
        return None, str(error)


def _story(
    http: MemberRequest, request: InformationRequest, life: Life | None, day: date, *, past: bool
) -> dict[str, Any]:
    messages = list(request.messages.standing().select_related("outgoing").prefetch_related("attachments"))
    known = as_at.known(messages, request.events.all(), by=day if past else date.max)
    entries = story.tell(
        request,
        messages=known.messages,
        events=known.events,
        limits=clocks.still_meant(life) if life else (),
        today=day,
        past=past,
    )
    letters = sum(isinstance(entry, LetterEntry) and not entry.is_note for entry in entries)
    seen = thread_page.reading(http.user, request, messages)
    return {
        "entries": entries if past else thread_page.marked(request, entries, seen),
        "hidden": known.hidden,
        "undated": known.undated,
        "letters": letters,
        "reading": seen,
        "files": thread_page.files_of(entries),
        "years": thread_page.months(entries),
    }


@require_POST
def mark_as_read(http: MemberRequest, pk: int) -> HttpResponse:
    """The person has seen the thread up to the letter `up_to`: said by a button, or once the end was reached."""
    request = request_or_404(http, pk)
    up_to = http.POST.get("up_to", "")
    if not (up_to.isascii() and up_to.isdecimal() and len(up_to) < 19):
        return HttpResponse("Say up to which letter.", status=422, content_type="text/plain; charset=utf-8")
    mark_read(user=http.user, request=request, up_to=int(up_to), at=timezone.now())
    if http.headers.get("HX-Request"):
        return render(http, "correspondence/_read.html", {"was_marked": True})
    return redirect(f"{request.get_absolute_url()}#add")


def _on_its_way(request: InformationRequest) -> list[tuple[OutgoingLetter, Delivery]]:
    """Letters of ours that are not in the thread yet, the oldest first, each with where it stands."""
    now = timezone.now()
    found = request.outgoing.unfinished().select_related("written_by").order_by("pk")
    return [(letter, delivery(letter, at=now)) for letter in found]


def _suggestions(request: InformationRequest) -> Any:
    return suggestions_of(request, request.events.all(), request.references.all())


def _clocks(life: Life, day: date, calendar: Calendar, *, past: bool) -> dict[str, Any]:
    today = in_words(day) if past else "Today"
    watched = clocks.watched(life, on=day, calendar=calendar, today=today)
    every = clocks.every(life, on=day, calendar=calendar)
    return {
        "life": life,
        "clock": watched,
        "months": months_of(watched.limit, on=day) if watched else [],
        "skipped": skipped_days(watched.limit) if watched else [],
        "right": clocks.next_right(life, on=day, calendar=calendar),
        "steps": clocks.steps(life),
        "chart": chart(life, every, on=day),
    }
