"""Recording what happened, and taking it back."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, posted
from requests_app.deadlines import EventKind, FactsError, law
from requests_app.errors import RequestError
from requests_app.forms import EventForm, WithdrawForm
from requests_app.models import InformationRequest
from requests_app.services import life
from requests_app.views.guards import event_or_404, request_or_404


@require_http_methods(["GET", "POST"])
def record(http: MemberRequest, pk: int) -> HttpResponse:
    """One event: what and when."""
    request = request_or_404(http, pk)
    today = timezone.localdate()
    form = EventForm(
        posted(http),
        today=today,
        law=law(request.law),
        next_steps=_next_steps(request, today),
        chosen=http.GET.get("kind"),
    )
    if http.method == "POST" and form.is_valid():
        kind = EventKind(form.cleaned_data["kind"])
        try:
            life.record_event(
                request=request,
                kind=kind,
                on=form.cleaned_data["on"],
                by=http.user,
                until=form.cleaned_data["until"],
                note=form.cleaned_data["note"],
            )
        except (FactsError, RequestError) as error:
            form.add_error("on", str(error))
        else:
            messages.success(http, f"Recorded: {kind.label.lower()} on {form.cleaned_data['on']:%-d %B %Y}.")
            return redirect(request)
    context = {"request_shown": request, "form": form}
    return render(http, "requests_app/record.html", context, status=422 if form.errors else 200)


def _next_steps(request: InformationRequest, today: date) -> tuple[EventKind, ...]:
    """What may lawfully come next; nothing where the events contradict each other."""
    try:
        return life.life_of(request, on=today).next_steps
    except FactsError:
        return ()


@require_http_methods(["GET", "POST"])
def correct(http: MemberRequest, pk: int) -> HttpResponse:
    """Give an event its right date, or take it back; the record keeps both."""
    event = event_or_404(http, pk)
    if event.withdrawn_at:
        messages.info(
            http, f"{event.get_kind_display()} on {event.on:%-d %B %Y} has been taken back already."
        )
        return redirect(event.request)
    form = WithdrawForm(posted(http), today=timezone.localdate())
    if http.method == "POST" and form.is_valid():
        try:
            _apply(http, event, form)
        except (FactsError, RequestError) as error:
            form.add_error("on", str(error))
        else:
            return redirect(event.request)
    context = {"event": event, "request_shown": event.request, "form": form}
    return render(http, "requests_app/correct.html", context, status=422 if form.errors else 200)


def _apply(http: MemberRequest, event: life.Event, form: WithdrawForm) -> None:
    because, on = form.cleaned_data["because"], form.cleaned_data["on"]
    if on and not form.takes_back:
        life.correct_event(event=event, on=on, by=http.user, because=because)
        messages.success(http, f"Corrected: {event.get_kind_display().lower()} on {on:%-d %B %Y}.")
    else:
        life.withdraw_event(event=event, by=http.user, because=because)
        messages.success(http, f"Taken back: {event.get_kind_display().lower()}.")
