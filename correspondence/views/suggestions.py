"""Answering what a letter seems to say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from correspondence.errors import AlreadyAnswered
from correspondence.forms import SuggestionForm
from correspondence.models import Suggestion
from correspondence.services.suggestions import confirm, dismiss
from correspondence.views.guards import posted, suggestion_or_404
from requests_app.deadlines import FactsError
from requests_app.errors import RequestError


@require_http_methods(["GET", "POST"])
def answer(http: MemberRequest, pk: int) -> HttpResponse:
    """The question, with the words it comes from: yes on that day, or not so."""
    suggestion = suggestion_or_404(http, pk)
    request = suggestion.message.request
    if http.method == "POST" and "dismiss" in http.POST:
        return _dismiss(http, suggestion)
    form = SuggestionForm(posted(http)[0], today=timezone.localdate(), initial={"on": suggestion.on})
    if suggestion.kind == Suggestion.Kind.REFERENCE:
        del form.fields["on"]
    if http.method == "POST" and form.is_valid():
        try:
            confirm(suggestion=suggestion, by=http.user, on=form.cleaned_data.get("on"))
        except AlreadyAnswered as error:
            messages.info(http, str(error))
            return redirect(request)
        except (FactsError, RequestError) as error:
            form.add_error("on", str(error))
        else:
            messages.success(http, "Recorded. Every date was worked out again.")
            return redirect(request)
    context = {"suggestion": suggestion, "request_shown": request, "form": form}
    return render(http, "correspondence/suggestion.html", context, status=422 if form.errors else 200)


def _dismiss(http: MemberRequest, suggestion: Suggestion) -> HttpResponse:
    try:
        dismiss(suggestion=suggestion, by=http.user)
    except AlreadyAnswered as error:
        messages.info(http, str(error))
    else:
        messages.success(http, "Noted: it is not so. You will not be asked again.")
    return redirect(suggestion.message.request)
