"""The lists: all requests, and those that are overdue."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import MemberRequest
from requests_app.figures.overdue import overdue_board
from requests_app.forms import FilterForm
from requests_app.forms.filters import BEHIND
from requests_app.forms.many import ManyForm
from requests_app.forms.saved_view import SavedViewForm
from requests_app.models import Handover, InformationRequest, SavedView, Tag
from requests_app.querysets import InformationRequestQuerySet
from requests_app.rows import rows

PER_PAGE = 50
MOST_TAGS = 40


def request_list(http: MemberRequest) -> HttpResponse:
    """All requests of the person's teams, filtered by the address."""
    return list_page(http)


def list_page(
    http: MemberRequest, *, many: ManyForm | None = None, view_form: SavedViewForm | None = None
) -> HttpResponse:
    """The list, with the form for many at once and the one for saving the view as they were refused, if they were."""
    today = timezone.localdate()
    form = FilterForm(http.GET, user=http.user, today=today)
    found = form.filtered(InformationRequest.objects.visible_to(http.user))
    no_fit = "Nothing of your teams fits all of these filters."
    if form.errors:
        no_fit = "This address names a filter that there is not."
    refused = many or view_form
    context = {
        "form": form,
        "is_filtered": form.is_filtered,
        "no_fit": no_fit,
        "narrowed": [] if form.errors else form.narrowed_by(*BEHIND),
        "many": many or ManyForm(user=http.user),
        "ticked": many.ticked if many else [],
        "view_form": view_form or SavedViewForm(user=http.user),
        "has_errors": bool(refused),
        "tags": Tag.objects.visible_to(http.user)[:MOST_TAGS],
        "views": SavedView.objects.visible_to(http.user),
        "undoable": Handover.objects.undoable(at=timezone.now()).filter(by=http.user).first(),
        **_page(http, found, today),
    }
    return render(http, "requests_app/list.html", context, status=422 if refused else 200)


def overdue(http: MemberRequest) -> HttpResponse:
    """The overdue dashboard: who is late by law, by how much, and who is on it."""
    today = timezone.localdate()
    form = FilterForm({**http.GET.dict(), "status": "overdue"}, user=http.user, today=today)
    late = form.filtered(InformationRequest.objects.visible_to(http.user)).order_by("due_on", "pk")
    context = {
        "board": overdue_board(http.user, on=today),
        "form": form,
        "narrowed": form.narrowed_by("over", "owner", "q", "nation", "law", "team"),
        "today": today,
        **_page(http, late, today),
    }
    return render(http, "requests_app/overdue.html", context)


def _page(http: MemberRequest, found: InformationRequestQuerySet, today: date) -> dict[str, object]:
    """One page of rows, and the rest of the address for its page links."""
    page = Paginator(found.with_people().prefetch_related("references", "tags"), PER_PAGE).get_page(
        http.GET.get("page")
    )
    others = http.GET.copy()
    others.pop("page", None)
    return {"page_obj": page, "rows": rows(page.object_list, on=today), "query": others.urlencode()}
