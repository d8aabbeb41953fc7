"""Changing what was logged."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, posted
from accounts.models import User
from requests_app.deadlines import FactsError, TermEndsBeforeItStarts
from requests_app.errors import EditedMeanwhile, QuestionCoded
from requests_app.forms import EditForm
from requests_app.models import InformationRequest
from requests_app.services import requests as services
from requests_app.services.embargo import set_embargo
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "POST"])
def edit(http: MemberRequest, pk: int) -> HttpResponse:
    """The form; where somebody else saved meanwhile, both versions are shown."""
    request = request_or_404(http, pk)
    form = EditForm(posted(http), request=request)
    theirs = None
    if http.method == "POST" and form.is_valid():
        try:
            _save(request, form, http.user)
        except EditedMeanwhile as error:
            request.refresh_from_db()
            form.add_error(None, str(error))
            theirs = _differences(form, request)
        except FactsError as error:
            form.add_error("school_terms" if isinstance(error, TermEndsBeforeItStarts) else "law", str(error))
        except QuestionCoded as error:
            form.add_error("questions", str(error))
        else:
            messages.success(http, "Saved.")
            return redirect(request)
    context = {"request_shown": request, "form": form, "theirs": theirs}
    return render(http, "requests_app/edit.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _save(request: InformationRequest, form: EditForm, by: User) -> None:
    cleaned = form.cleaned_data
    services.edit_request(
        request=request,
        seen_version=cleaned["version"],
        title=cleaned["title"],
        law=cleaned["law"],
        body=cleaned["body"],
        letter=cleaned["letter"],
        owner=cleaned["owner"],
        references=form.lines("references"),
        questions=form.lines("questions"),
        school_terms=cleaned["school_terms"],
        link=cleaned["link"],
        notes=cleaned["notes"],
        by=by,
    )
    set_embargo(request=request, until=cleaned["embargo_until"], note=cleaned["embargo_note"], by=by)


def _differences(form: EditForm, request: InformationRequest) -> list[dict[str, object]]:
    """The fields in which what was typed differs from what stands now, both side by side."""
    now = EditForm.values_of(request)
    typed = {name: form[name].value() for name in now}
    form.data = {**{name: form[name].value() for name in form.fields}, "version": request.version}
    return [
        {"label": form.fields[name].label, "typed": typed[name] or "", "now": now[name] or ""}
        for name in now
        if name != "version" and str(typed[name] or "").split() != str(now[name] or "").split()
    ]
