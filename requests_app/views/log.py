"""Logging a request, with its questions and its due date shown before it is saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted
from requests_app.deadlines import Deadline, EventKind, Fact, FactsError, replay
from requests_app.forms import LogForm
from requests_app.services.calendars import current_calendar
from requests_app.services.requests import log_request


@require_http_methods(["GET", "POST"])
def log(http: MemberRequest) -> HttpResponse:
    """The form; what was typed is kept whatever is wrong."""
    form = _form(http)
    if http.method == "POST" and "preview" not in http.POST and form.is_valid():
        return _save(http, form)
    return render(
        http, "requests_app/log.html", _context(http, form), status=422 if _refused(http, form) else 200
    )


@require_POST
def preview(http: MemberRequest) -> HttpResponse:
    """The part of the form that follows from the rest: the due date and the questions found. Writes nothing."""
    return render(http, "requests_app/_log_preview.html", _context(http, _form(http)))


def _form(http: MemberRequest) -> LogForm:
    initial = {"authority": http.GET.get("authority", "")}
    return LogForm(posted(http), user=http.user, today=timezone.localdate(), initial=initial)


def _refused(http: MemberRequest, form: LogForm) -> bool:
    return http.method == "POST" and "preview" not in http.POST and not form.is_valid()


def _context(http: MemberRequest, form: LogForm) -> dict[str, object]:
    shown = http.method == "POST"
    return {
        "form": form,
        "show_errors": _refused(http, form),
        "items": form.found_items if shown else [],
        "due": _due(form) if shown else None,
        "shown": shown,
    }


def _due(form: LogForm) -> Deadline | None:
    """The due date of what has been typed so far, where enough has been."""
    form.is_valid()
    authority, day = form.cleaned_data.get("authority"), form.cleaned_data.get("day")
    if not (authority and day):
        return None
    kind = EventKind.RECEIVED if form.cleaned_data.get("day_is") == "received" else EventKind.SENT
    law = form.cleaned_data.get("law") or authority.law
    try:
        return replay([Fact(kind, day)], law, authority.body, calendar=current_calendar(law)).due
    except FactsError:
        return None


def _save(http: MemberRequest, form: LogForm) -> HttpResponse:
    cleaned = form.cleaned_data
    request = log_request(
        team=cleaned["team"],
        authority=cleaned["authority"],
        by=http.user,
        title=form.title_or_first_words(),
        letter=cleaned["letter"],
        reference=cleaned["reference"],
        law=cleaned["law"],
        questions=form.questions(),
        sent_on=form.sent_on,
        received_on=form.received_on,
    )
    messages.success(http, f"Logged. The answer is due by {request.due_on:%-d %B %Y}.")
    return redirect(request)
