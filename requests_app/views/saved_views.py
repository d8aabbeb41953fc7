"""Naming the address of the list, and forgetting the name."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import leads
from accounts.http import MemberRequest
from requests_app.errors import NameTaken
from requests_app.forms import FilterForm
from requests_app.forms.saved_view import SavedViewForm
from requests_app.models import SavedView
from requests_app.services.saved_views import remove_view, save_view
from requests_app.views.lists import list_page


@require_POST
def save(http: MemberRequest) -> HttpResponse:
    """Keep the filters of the address under a name."""
    filters = FilterForm(http.GET, user=http.user, today=timezone.localdate())
    form = SavedViewForm(http.POST, user=http.user)
    if not form.is_valid():
        return list_page(http, view_form=form)
    try:
        view = save_view(
            name=form.cleaned_data["name"],
            query=filters.address(),
            by=http.user,
            team=form.cleaned_data["team"],
        )
    except NameTaken as error:
        form.add_error("name", str(error))
        return list_page(http, view_form=form)
    messages.success(http, f"Saved as {view.name}.")
    return redirect(view)


@require_POST
def remove(http: MemberRequest, pk: int) -> HttpResponse:
    """Forget a view: one's own, or one shared with a team that one leads."""
    view = get_object_or_404(SavedView.objects.visible_to(http.user).select_related("team"), pk=pk)
    if view.owner_id != http.user.pk and not (view.team and leads(http.user, view.team)):
        raise PermissionDenied
    remove_view(view=view, by=http.user)
    messages.success(http, f"Removed the view {view.name}.")
    return redirect("requests:list")
