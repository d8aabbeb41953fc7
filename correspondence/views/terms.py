"""The terms that a campaign watches for, where they stand, and the list of it all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.http import MemberRequest, posted, refused
from accounts.waking import wake_after_commit
from authorities.tables.writing import csv_lines
from correspondence.errors import TermRefused
from correspondence.models import Mention, WatchTerm
from correspondence.services import terms as service
from correspondence.services.finding_terms import number_waiting
from correspondence.tasks import find_terms
from correspondence.term_forms import ByAuthorityForm, TermForm
from correspondence.terms import COLUMNS, by_authority, by_term, grouped, in_order, senders, table_rows
from correspondence.views.campaigns import PER_PAGE, about, campaign_or_404, page_or_form
from correspondence.views.guards import whole_number
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign


@page_or_form
def campaign_terms(http: MemberRequest, pk: int) -> HttpResponse:
    """The terms and how often each was found; `?by=authority` counts the other way; `?term=` changes one."""
    shown = campaign_or_404(http, pk)
    chosen = _term(shown, http.POST.get("term") or http.GET.get("term") or "")
    form = TermForm(posted(http), term=chosen)
    removing = http.method == "POST" and chosen is not None and http.POST.get("do") == "remove"
    if http.method == "POST" and (removing or form.is_valid()):
        try:
            messages.success(http, _done(http, shown, form, chosen, removing=removing))
        except (TermRefused, CampaignRefused) as error:
            form.add_error(None if removing else "name", str(error))
        else:
            wake_after_commit(find_terms)
            return redirect("correspondence:campaign_terms", pk)
    context = {
        **about(http, shown, "terms"),
        "form": form,
        "chosen": chosen,
        "waiting": number_waiting(shown),
        "by": "authority" if http.GET.get("by") == "authority" else "",
        "rows": by_term(shown),
    }
    if context["by"]:
        context["page_obj"] = Paginator(by_authority(shown), PER_PAGE).get_page(http.GET.get("page"))
    return render(http, "campaigns/terms.html", context, status=refused(form))


def _term(shown: Campaign, key: str) -> WatchTerm | None:
    """The term that was named; one that is not watched in the campaign does not exist."""
    return get_object_or_404(WatchTerm.objects.of(shown), pk=whole_number(key, otherwise=0)) if key else None


def _done(
    http: MemberRequest, shown: Campaign, form: TermForm, chosen: WatchTerm | None, *, removing: bool
) -> str:
    """Do it, and say what was done."""
    if removing and chosen:
        service.remove_term(term=chosen, campaign=shown, by=http.user)
        return f"“{chosen}” is watched no longer."
    if chosen:
        service.change_term(term=chosen, campaign=shown, by=http.user, **form.cleaned_data)
        return "Saved. Everything is looked through again; that takes a minute or two."
    made = service.add_term(campaign=shown, by=http.user, **form.cleaned_data)
    return f"“{made}” is watched. What has come is looked through now; that takes a minute or two."


@require_safe
def term_mentions(http: MemberRequest, pk: int, term: int) -> HttpResponse:
    """Every mention of a term with the words around it, by authority; `?authority=` shows those of one."""
    shown = campaign_or_404(http, pk)
    watched = get_object_or_404(WatchTerm.objects.of(shown), pk=term)
    found = Mention.objects.visible_to(http.user).of(shown).filter(term=watched)
    named = senders(found)
    form = ByAuthorityForm(http.GET, named=named)
    if form.is_valid() and form.cleaned_data["authority"]:
        found = found.filter(message__request__authority=form.cleaned_data["authority"])
    elif form.errors:
        found = found.none()
    # The keys are put in order first: to sort ten thousand rows with all that is shown of them would take seconds.
    keys = in_order(found).values_list("pk", flat=True)
    page: Any = Paginator(keys, PER_PAGE).get_page(http.GET.get("page"))
    on_page = Mention.objects.visible_to(http.user).filter(pk__in=list(page))
    others = http.GET.copy()
    others.pop("page", None)
    context = {
        **about(http, shown, "terms"),
        "term": watched,
        "form": form,
        "has_errors": bool(form.errors),
        "authorities": len(named),
        "page_obj": page,
        "groups": grouped(on_page),
        "query": others.urlencode(),
    }
    return render(http, "campaigns/mentions.html", context)


@require_POST
def export_mentions(http: MemberRequest, pk: int) -> HttpResponseBase:
    """All mentions as CSV, or with `term` those of one; noted in the audit."""
    shown = campaign_or_404(http, pk)
    found = Mention.objects.visible_to(http.user).of(shown)
    term = _term(shown, http.POST.get("term", ""))
    found = found.filter(term=term) if term else found
    record(
        actor=http.user,
        action="mentions.exported",
        subject=shown,
        term=term.name if term else "",
        number=found.count(),
    )
    name = f"terms-C{shown.pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    lines = csv_lines(COLUMNS, table_rows(found))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
