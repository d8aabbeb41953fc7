"""To whom a campaign goes: adding authorities, leaving some out, and logging what was sent elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, posted, refused
from authorities.filters import FilterForm
from authorities.models import Authority
from authorities.tables.errors import TableError
from correspondence.campaign_forms import AddForm, ListForm
from correspondence.views.campaigns import about, campaign_or_404
from correspondence.views.guards import takes_long_texts
from requests_app.campaign_lists import ReadList, read_list
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign
from requests_app.models.campaign_authority import Reason
from requests_app.services.campaigns.asking import Elsewhere, log_sent_elsewhere
from requests_app.services.campaigns.places import add_authorities, leave_out, take_in

PER_PAGE = 100
SHOWN = ("", "ready", "asked", "left")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_authorities(http: MemberRequest, pk: int) -> HttpResponse:
    """The list with the reason for each that is left out; posted: add by filters, leave out or take in those ticked."""
    shown = campaign_or_404(http, pk)
    adding = http.method == "POST" and "do" not in http.POST
    form = AddForm(http.POST if adding else None, user=http.user)
    if http.method == "POST" and (not adding or form.is_valid()):
        try:
            messages.success(http, _add(http, shown, form) if adding else _tick(http, shown))
        except CampaignRefused as error:
            messages.error(http, str(error))
        return redirect("correspondence:campaign_authorities", pk)
    show = http.GET.get("show", "")
    page = Paginator(_shown(shown, show), PER_PAGE).get_page(http.GET.get("page"))
    reasons = shown.authorities.model.objects.of(shown).exclude(reason="").values("reason")
    counted = reasons.order_by("reason").annotate(n=Count("pk"))
    for place in page:
        place.why = Reason(place.reason).label if place.reason else ""
    context = {
        **about(http, shown, "authorities"),
        "form": form,
        "show": show,
        "query": f"show={show}" if show in SHOWN[1:] else "",
        "page_obj": page,
        "reasons": [(Reason(each["reason"]).label, each["n"]) for each in counted],
        "total": shown.authorities.count(),
    }
    return render(http, "campaigns/authorities.html", context, status=refused(form))


def _shown(shown: Campaign, show: str) -> Any:
    places = shown.authorities.of(shown).select_related("authority", "request", "letter")
    match show:
        case "ready":
            places = places.filter(request=None, reason="")
        case "asked":
            places = places.exclude(request=None)
        case "left":
            places = places.exclude(reason="")
    return places.order_by("number")


def _add(http: MemberRequest, shown: Campaign, form: AddForm) -> str:
    """Add what the filters find; only bodies that still exist."""
    given = {name: getattr(value, "pk", value) for name, value in form.cleaned_data.items()}
    filters = FilterForm({name: value for name, value in given.items() if value}, user=http.user)
    found = filters.filtered(Authority.objects.all()).order_by("name").values_list("pk", flat=True)
    return _added(add_authorities(campaign=shown, authorities=list(found), by=http.user))


def _added(added: Any) -> str:
    already = f" {added.already:,} were in the campaign already." if added.already else ""
    return f"{added.new:,} authorit{'y' if added.new == 1 else 'ies'} added.{already}"


def _tick(http: MemberRequest, shown: Campaign) -> str:
    keys = [int(key) for key in http.POST.getlist("place") if key.isdecimal() and len(key) < 19]
    if http.POST["do"] == "take_in":
        return f"{take_in(campaign=shown, places=keys, by=http.user)} taken in again."
    note = http.POST.get("note", "")
    return f"{leave_out(campaign=shown, places=keys, note=note, by=http.user)} left out."


@takes_long_texts
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_list(http: MemberRequest, pk: int) -> HttpResponse:
    """A file or pasted cells. They are shown as they were understood first; what is only similar is never applied.

    `?what=sent`: the requests were sent elsewhere already, each row with its date, link and reference.
    """
    shown, sent = campaign_or_404(http, pk), http.GET.get("what") == "sent"
    form = ListForm(posted(http), http.FILES or None)
    found: ReadList | None = None
    if http.method == "POST" and form.is_valid():
        try:
            found = read_list(form.table, with_sent=sent, picked=_picked(http), today=timezone.localdate())
            if "save" in http.POST and found.fitting:
                messages.success(http, _save(http, shown, found, sent))
                return redirect("correspondence:campaign_authorities", pk)
        except (TableError, CampaignRefused) as error:
            form.add_error("text", str(error))
    context = {
        **about(http, shown, "authorities"),
        "form": form,
        "sent": sent,
        "found": found,
        "text": form.as_text if found else "",
    }
    return render(http, "campaigns/read_list.html", context, status=refused(form))


def _picked(http: MemberRequest) -> dict[int, int]:
    """What was chosen among similar ones: "row:authority"."""
    picked = {}
    for each in http.POST.getlist("pick"):
        row, _, key = each.partition(":")
        if row.isdecimal() and key.isdecimal() and len(each) < 30:
            picked[int(row)] = int(key)
    return picked


def _save(http: MemberRequest, shown: Campaign, found: ReadList, sent: bool) -> str:
    if not sent:
        return _added(add_authorities(campaign=shown, authorities=found.chosen, by=http.user))
    entries = [
        Elsewhere(row.authority_id, row.sent_on, row.link, row.reference)
        for row in found.fitting
        if row.authority_id and row.sent_on
    ]
    logged = log_sent_elsewhere(campaign=shown, entries=entries, by=http.user, on=timezone.localdate())
    passed = len(entries) - logged
    more = f" {passed:,} had been asked already, or could not be logged." if passed else ""
    return f"{logged:,} request{'' if logged == 1 else 's'} logged.{more}"
