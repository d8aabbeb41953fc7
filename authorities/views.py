"""The list of authorities, one authority, and the suggestions of the combobox."""

from __future__ import annotations

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.access import is_site_admin
from authorities.filters import FilterForm
from authorities.models import Authority, AuthorityMerge
from authorities.names import fold
from authorities.services import chain

PER_PAGE = 50
MOST_OPTIONS = 8


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    """All authorities, filtered by the address; to htmx the results alone."""
    form = FilterForm(request.GET, user=request.user)
    found = form.filtered(Authority.objects.prefetch_related("tags"))
    others = request.GET.copy()
    others.pop("page", None)
    context = {
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": others.urlencode(),
        "is_filtered": form.is_filtered,
        "next_step": _next_step(form),
        "may_edit": is_site_admin(request.user),
    }
    part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "authorities/_results.html" if part else "authorities/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _next_step(form: FilterForm) -> str:
    """What is to be done with each of a list that lacks something: "address", "check" or nothing."""
    chosen = form.cleaned_data
    if chosen.get("address") in ("none", "bouncing"):
        return "address"
    return "check" if chosen.get("status") == "check" else ""


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An authority with all its facts, and the requests to it that the person may see.

    The address of one that was merged leads to the one that was kept.
    """
    authorities = Authority.objects.select_related("replaced_by").prefetch_related(
        "other_names", "identifiers", "contacts", "replaces", "tags"
    )
    authority = authorities.filter(pk=pk).first()
    if authority is None:
        return redirect(_kept_instead(pk))
    requests = authority.requests.visible_to(request.user)
    contacts = list(authority.contacts.all())
    context = {
        "authority": authority,
        "chain": chain(authority),
        "contacts": [contact for contact in contacts if contact.retired_at is None],
        "former_contacts": [contact for contact in contacts if contact.retired_at],
        "name_in_address": quote(authority.name, safe=""),
        "requests": requests,
        "request_count": requests.count(),
        "shown": PER_PAGE,
        "today": timezone.localdate(),
        "may_edit": is_site_admin(request.user),
    }
    return render(request, "authorities/detail.html", context)


def _kept_instead(pk: int) -> Authority:
    merged = AuthorityMerge.objects.filter(gone_key=pk, undone_at=None).select_related("kept").first()
    if merged is None or merged.kept is None:
        raise Http404
    return merged.kept


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """The authorities whose names hold what was typed, as options of a listbox."""
    typed = request.GET.get("q", "")[:200]
    found = Authority.objects.active().search(typed)[:MOST_OPTIONS] if fold(typed) else []
    return render(request, "authorities/_options.html", {"authorities": found})
