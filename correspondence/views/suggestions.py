"""Answering what a letter seems to say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from correspondence.errors import AlreadyAnswered
from correspondence.forms import SuggestionForm
from correspondence.models import Suggestion
from correspondence.services.suggestions import CODED, confirm, confirm_all, dismiss, suggestions_of
from correspondence.views.guards import posted, suggestion_or_404
from requests_app.deadlines import FactsError
from requests_app.errors import RequestError
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "POST"])
def answer(http: MemberRequest, pk: int) -> HttpResponse:
    """The question, with the words it comes from: yes on that day, or not so."""
    suggestion = suggestion_or_404(http, pk)
    request = suggestion.message.request
    if http.method == "POST" and "dismiss" in http.POST:
        return _dismiss(http, suggestion)
    if suggestion.kind in CODED:
        return redirect("correspondence:code", request.pk)
    today, initial = timezone.localdate(), {"on": suggestion.on}
    form = SuggestionForm(posted(http)[0], today=today, initial=initial, kind=suggestion.kind)
    if http.method == "POST" and form.is_valid():
        try:
            confirm(suggestion=suggestion, by=http.user, **form.cleaned_data)
        except AlreadyAnswered as error:
            messages.info(http, str(error))
            return redirect(request)
        except (FactsError, RequestError) as error:
            form.add_error("on" if "on" in form.fields else None, str(error))
        else:
            messages.success(http, "Recorded. Every date was worked out again.")
            return redirect(request)
    context = {"suggestion": suggestion, "request_shown": request, "form": form}
    return render(http, "correspondence/suggestion.html", context, status=422 if form.errors else 200)


@require_POST
def confirm_every(http: MemberRequest, pk: int) -> HttpResponse:
    """Record everything that the request's page asks about, as the letters say it; what cannot be is told."""
    request = request_or_404(http, pk)
    asked = suggestions_of(request, request.events.all(), request.references.all())
    done, refused = confirm_all(suggestions=asked, by=http.user)
    if done:
        messages.success(http, f"Recorded: {done} of {len(asked)}. Every date was worked out again.")
    for sentence in refused:
        messages.info(http, sentence)
    return redirect(request)


def _dismiss(http: MemberRequest, suggestion: Suggestion) -> HttpResponse:
    try:
        dismiss(suggestion=suggestion, by=http.user)
    except AlreadyAnswered as error:
        messages.info(http, str(error))
    else:
        messages.success(http, "Noted: it is not so. You will not be asked again.")
    if suggestion.kind in CODED:
        return redirect("correspondence:code", suggestion.message.request_id)
    return redirect(suggestion.message.request)
