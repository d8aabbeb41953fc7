"""Sending a campaign: the form to start it, how far it has come, and stopping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import leads
from accounts.http import MemberRequest, refused
from correspondence.campaign_forms import SendingForm
from correspondence.models import CampaignSending
from correspondence.pacing import hours_for
from correspondence.services import campaigns as sending_of
from correspondence.views.campaigns import about, campaign_for_lead, campaign_or_404
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign

STEPS = ("pause", "go_on", "call_back")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_sending(http: MemberRequest, pk: int) -> HttpResponse:
    """How it goes; posted by a lead: start, pause, go on, call back."""
    shown = campaign_for_lead(http, pk) if http.method == "POST" else campaign_or_404(http, pk)
    step = http.POST.get("do", "")
    form = SendingForm(http.POST if http.method == "POST" and step not in STEPS else None)
    if http.method == "POST" and (step in STEPS or form.is_valid()):
        try:
            messages.success(http, _step(http, shown, step) if step in STEPS else _start(http, shown, form))
            return redirect("correspondence:campaign_sending", pk)
        except CampaignRefused as error:
            form.add_error(None, str(error)) if form.is_bound else messages.error(http, str(error))
    context = {**about(http, shown, "sending"), "form": form, **_state(shown)}
    return render(http, "campaigns/sending.html", context, status=refused(form))


def _start(http: MemberRequest, shown: Campaign, form: SendingForm) -> str:
    given = form.cleaned_data
    sending_of.start_sending(campaign=shown, by=http.user, at=timezone.now(), **given)
    return "Started. The first letter is written within half a minute."


def _step(http: MemberRequest, shown: Campaign, step: str) -> str:
    if step == "pause":
        sending_of.pause(campaign=shown, by=http.user)
        return "Paused. No more letters are written."
    if step == "go_on":
        sending_of.go_on(campaign=shown, by=http.user, at=timezone.now())
        return "It goes on."
    called = sending_of.call_back_waiting(campaign=shown, by=http.user)
    return f"Paused. {called} letter{'' if called == 1 else 's'} called back; what had gone has gone."


def _state(shown: Campaign) -> dict[str, Any]:
    sending = CampaignSending.objects.filter(campaign=shown).select_related("started_by").first()
    progress = sending_of.progress_of(shown)
    hours = hours_for(progress.to_go, per_hour=sending.per_hour) if sending else 0
    return {"sending": sending, "progress": progress, "hours": hours}


@require_safe
def campaign_progress(http: MemberRequest, pk: int) -> HttpResponse:
    """How far it has come: the part of the page that asks for itself again; alone it is no page."""
    shown = campaign_or_404(http, pk)
    if not http.headers.get("HX-Request"):
        return redirect("correspondence:campaign_sending", pk)
    context = {"campaign": shown, "may_send": leads(http.user, shown.team), **_state(shown)}
    return render(http, "campaigns/_progress.html", context)
