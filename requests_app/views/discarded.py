"""Requests logged by mistake: taken out, listed, put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted
from requests_app.errors import AlreadyHere
from requests_app.forms.discard import DiscardForm
from requests_app.models import InformationRequest
from requests_app.services.discarding import discard_request, restore_request
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "POST"])
def discard(http: MemberRequest, pk: int) -> HttpResponse:
    """Ask why, and take the request out."""
    request = request_or_404(http, pk)
    form = DiscardForm(posted(http))
    if http.method == "POST" and form.is_valid():
        discard_request(request=request, by=http.user, because=form.cleaned_data["because"])
        messages.success(http, "Taken out. It is kept here, and can be put back.")
        return redirect("requests:discarded")
    context = {"request_shown": request, "form": form}
    return render(http, "requests_app/discard.html", context, status=422 if form.errors else 200)


def discarded(http: MemberRequest) -> HttpResponse:
    """What the person's teams took out, newest first."""
    out = InformationRequest.everything.visible_to(http.user).exclude(discarded_at=None)
    shown = out.select_related("authority", "discarded_by").order_by("-discarded_at")[:200]
    return render(http, "requests_app/discarded.html", {"requests_shown": shown})


@require_POST
def restore(http: MemberRequest, pk: int) -> HttpResponse:
    """Put one back."""
    out = InformationRequest.everything.visible_to(http.user).exclude(discarded_at=None)
    request = get_object_or_404(out.select_related("authority"), pk=pk)
    try:
        restore_request(request=request, by=http.user)
    except AlreadyHere as error:
        messages.error(http, str(error))
        return redirect("requests:discarded")
    messages.success(http, "Put back.")
    return redirect(request)
