"""Deciding about a file that the virus scanner keeps back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, posted, refused
from correspondence.errors import CorrespondenceError
from correspondence.file_forms import KeptBackForm
from correspondence.services.keeping_back import delete_file, release_file
from correspondence.shown_letter import shown_file
from correspondence.views.documents import held_or_404
from correspondence.views.guards import may_decide

_DONE = {
    "release": (release_file, "Released: it can be opened from now on."),
    "delete": (delete_file, "Deleted for good. The letter keeps its name."),
}


@require_http_methods(["GET", "POST"])
def kept_back(http: MemberRequest, pk: int) -> HttpResponse:
    """Why it is kept back, and what a lead makes of that."""
    held = held_or_404(http, pk, to_open=False)
    if not may_decide(http.user, held):
        raise PermissionDenied
    if not held.kept_back:
        raise Http404("This file is not kept back.")
    form = KeptBackForm(posted(http))
    if http.method == "POST" and form.is_valid():
        deed, said = _DONE[form.cleaned_data["do"]]
        try:
            deed(attachment=held, because=form.cleaned_data["because"], by=http.user, at=timezone.now())
        except CorrespondenceError as error:
            messages.info(http, str(error))
        else:
            messages.success(http, said)
        return redirect(held.message)
    context = {
        "held": held,
        "shown": shown_file(held),
        "request_shown": held.message.request,
        "form": form,
    }
    return render(http, "correspondence/kept_back.html", context, status=refused(form))
