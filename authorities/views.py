"""The list of authorities, one authority, and the suggestions of the combobox."""

from __future__ import annotations

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.access import is_site_admin
from authorities.forms import FilterForm
from authorities.models import Authority
from authorities.names import fold

PER_PAGE = 50
MOST_OPTIONS = 8


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    """All authorities, filtered by the address; to htmx the results alone."""
    form = FilterForm(request.GET)
    found = form.filtered(Authority.objects.all())
    others = request.GET.copy()
    others.pop("page", None)
    context = {
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": others.urlencode(),
        "is_filtered": form.is_filtered,
        "may_edit": is_site_admin(request.user),
    }
    part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "authorities/_results.html" if part else "authorities/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An authority with all its facts, and the requests to it that the person may see."""
    authorities = Authority.objects.select_related("replaced_by").prefetch_related(
        "other_names", "identifiers", "contacts", "replaces"
    )
    authority = get_object_or_404(authorities, pk=pk)
    requests = authority.requests.visible_to(request.user)
    context = {
        "authority": authority,
        "name_in_address": quote(authority.name, safe=""),
        "requests": requests,
        "request_count": requests.count(),
        "shown": PER_PAGE,
        "today": timezone.localdate(),
        "may_edit": is_site_admin(request.user),
    }
    return render(request, "authorities/detail.html", context)


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """The authorities whose names hold what was typed, as options of a listbox."""
    typed = request.GET.get("q", "")[:200]
    found = Authority.objects.active().search(typed)[:MOST_OPTIONS] if fold(typed) else []
    return render(request, "authorities/_options.html", {"authorities": found})
