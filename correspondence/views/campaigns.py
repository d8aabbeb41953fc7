"""Campaigns: the list, one of them, what it is about, its research fields."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import leads
from accounts.http import MemberRequest, posted, refused
from correspondence.campaign_forms import CampaignForm, CloneForm, FieldForm, ValuesForm
from correspondence.campaign_page import came_back, outcomes
from correspondence.models import CampaignSending
from correspondence.services.campaigns import progress_of
from requests_app.errors import CampaignRefused, EditedMeanwhile
from requests_app.field_values import BadValue, read_value, typed_value
from requests_app.models import Campaign, ResearchField
from requests_app.services.campaigns import editing, research
from requests_app.services.campaigns.editing import current_letter
from requests_app.views.guards import request_or_404

PER_PAGE = 50
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def campaign_or_404(http: MemberRequest, pk: int) -> Campaign:
    campaigns = Campaign.objects.visible_to(http.user).select_related("team", "created_by")
    return get_object_or_404(campaigns, pk=pk)


def campaign_for_lead(http: MemberRequest, pk: int) -> Campaign:
    """Sending and putting away are for the leads of the campaign's team."""
    campaign = campaign_or_404(http, pk)
    if not leads(http.user, campaign.team):
        raise PermissionDenied
    return campaign


@require_safe
def campaigns(http: MemberRequest) -> HttpResponse:
    """The campaigns of the person's teams; archived ones apart."""
    archived = http.GET.get("state") == "archived"
    found = Campaign.objects.visible_to(http.user).select_related("team")
    found = found.filter(state="archived") if archived else found.standing()
    counted = found.annotate(
        size=Count("authorities"), asked=Count("authorities", filter=Q(authorities__request__isnull=False))
    )
    page = Paginator(counted.order_by("-created_at", "-pk"), PER_PAGE).get_page(http.GET.get("page"))
    return render(http, "campaigns/list.html", {"page_obj": page, "archived": archived})


@page_or_form
def campaign_new(http: MemberRequest) -> HttpResponse:
    form = CampaignForm(posted(http), user=http.user)
    if http.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        made = editing.create_campaign(by=http.user, **given)
        messages.success(http, "The campaign is a draft. Write its letter and its questions now.")
        return redirect("correspondence:campaign_letter", made.pk)
    return render(http, "campaigns/form.html", {"form": form}, status=refused(form))


@require_safe
def campaign(http: MemberRequest, pk: int) -> HttpResponse:
    """What it is about, how far it has come, and how its requests stand: each number leads to exactly those."""
    shown = campaign_or_404(http, pk)
    letter = current_letter(shown)
    context = {
        **about(http, shown, "overview"),
        "letter": letter,
        "questions": letter.questions.all(),
        "progress": progress_of(shown),
        "outcomes": outcomes(shown, on=timezone.localdate()),
        "came_back": came_back(shown),
        "sending": CampaignSending.objects.filter(campaign=shown).first(),
    }
    return render(http, "campaigns/overview.html", context)


def about(http: MemberRequest, shown: Campaign, here: str) -> dict[str, Any]:
    """What every page of a campaign needs."""
    return {"campaign": shown, "here": here, "may_send": leads(http.user, shown.team)}


@page_or_form
def campaign_edit(http: MemberRequest, pk: int) -> HttpResponse:
    shown = campaign_or_404(http, pk)
    form = CampaignForm(posted(http), user=http.user, campaign=shown)
    if http.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        seen = given.pop("version") or 0
        try:
            return redirect(editing.edit_campaign(campaign=shown, seen_version=seen, by=http.user, **given))
        except (CampaignRefused, EditedMeanwhile) as error:
            form.add_error(None, str(error))
    return render(http, "campaigns/form.html", {"form": form, "campaign": shown}, status=refused(form))


@page_or_form
def campaign_clone(http: MemberRequest, pk: int) -> HttpResponse:
    """A new draft with the same letter, questions and fields."""
    shown = campaign_or_404(http, pk)
    form = CloneForm(posted(http), initial={"title": f"{shown.title} (again)"[:200]})
    if http.method == "POST" and form.is_valid():
        made = editing.clone_campaign(campaign=shown, by=http.user, **form.cleaned_data)
        messages.success(http, "The new campaign is a draft.")
        return redirect(made)
    context = {"form": form, "campaign": shown, "cloning": True}
    return render(http, "campaigns/form.html", context, status=refused(form))


@require_POST
def campaign_archive(http: MemberRequest, pk: int) -> HttpResponse:
    """Put it away, or take it out again."""
    shown = campaign_for_lead(http, pk)
    editing.archive_campaign(campaign=shown, by=http.user, back=shown.is_archived)
    messages.success(http, "The campaign is back." if shown.is_archived else "The campaign is archived.")
    return redirect(shown)


@page_or_form
def campaign_fields(http: MemberRequest, pk: int) -> HttpResponse:
    """The research fields, and the form for another; `?field=` changes one."""
    shown = campaign_or_404(http, pk)
    chosen = _field(shown, http.POST.get("field") or http.GET.get("field") or "")
    if http.method == "POST" and chosen and (do := http.POST.get("do")) in ("up", "down", "remove"):
        if do == "remove":
            research.remove_field(field=chosen, by=http.user)
        else:
            research.move_field(field=chosen, by=-1 if do == "up" else 1)
        return redirect("correspondence:campaign_fields", pk)
    names = ("name", "kind", "help_text", "choices")
    form = FieldForm(posted(http), initial={name: getattr(chosen, name) for name in names} if chosen else {})
    if http.method == "POST" and form.is_valid():
        try:
            research.save_field(campaign=shown, field=chosen, by=http.user, **form.cleaned_data)
        except CampaignRefused as error:
            form.add_error("name", str(error))
        else:
            return redirect("correspondence:campaign_fields", pk)
    fields = shown.fields.annotate(filled=Count("values"))
    context = {**about(http, shown, "fields"), "form": form, "fields": fields, "chosen": chosen}
    return render(http, "campaigns/fields.html", context, status=refused(form))


def _field(shown: Campaign, key: str) -> ResearchField | None:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    found: ResearchField | None = shown.fields.filter(pk=key).first()
    return found


@page_or_form
def research_values(http: MemberRequest, pk: int) -> HttpResponse:
    """The research fields of one request, to be filled in."""
    request = request_or_404(http, pk)
    fields = list(ResearchField.objects.filter(campaign=request.campaign_id))
    held = {each.field_id: each.value for each in request.field_values.all()}
    initial = {f"field_{each.pk}": typed_value(held.get(each.pk)) for each in fields}
    form = ValuesForm(posted(http), fields=fields, initial=initial)
    if http.method == "POST" and form.is_valid():
        typed = {each.pk: form.cleaned_data[f"field_{each.pk}"] for each in fields}
        for each in fields:
            try:
                read_value(each.kind, typed[each.pk], each.options)
            except BadValue as error:
                form.add_error(f"field_{each.pk}", str(error))
        if not form.errors:
            research.set_values(request=request, typed=typed, by=http.user)
            messages.success(http, "Saved.")
            return redirect(request)
    context = {"form": form, "request_shown": request, "fields": fields}
    return render(http, "campaigns/values.html", context, status=refused(form))
