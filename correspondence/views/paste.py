"""Pasting a thread: read first, shown, and kept when the person says so."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from authorities.errors import AuthorityError
from correspondence.errors import CorrespondenceError, NoDate, NotYet, SeveralFit
from correspondence.forms import ImportForm, PasteForm
from correspondence.previews import Preview, preview_of
from correspondence.services.importing import Imported
from correspondence.services.importing import import_thread as bring_in
from correspondence.services.reading import Reading, read
from correspondence.views.guards import posted, takes_long_texts
from requests_app.deadlines import FactsError
from requests_app.errors import RequestError
from requests_app.models import InformationRequest
from requests_app.views.guards import request_or_404

_REFUSALS = (CorrespondenceError, AuthorityError, FactsError, RequestError)


@takes_long_texts
@require_http_methods(["GET", "POST"])
def import_thread(http: MemberRequest) -> HttpResponse:
    """A thread that makes a request: the form, what was found in the text, and the request."""
    today = timezone.localdate()
    form = ImportForm(*posted(http), user=http.user, today=today)
    if http.method != "POST" or not form.is_valid():
        return _form(http, form)
    chosen = form.cleaned_data
    given = {name: chosen[name] for name in ("text", "team", "authority", "add_to")} | {"today": today}
    try:
        if "keep" in http.POST:
            dates = {"sent_on": chosen["sent_on"], "received_on": chosen["received_on"]}
            return _done(http, bring_in(**given, **dates, title=chosen["title"], by=http.user))
        reading = read(**given)
    except (NoDate, NotYet, FactsError) as error:
        form.add_error("received_on", str(error))
        return _shown(http, form, read(**given))
    except SeveralFit as error:
        form.add_error("add_to", str(error))
        return _shown(http, form, read(**given))
    except _REFUSALS as error:
        form.add_error(None, str(error))
        return _form(http, form)
    return _shown(http, _second_step(form, reading, http), reading)


@takes_long_texts
@require_http_methods(["GET", "POST"])
def paste_more(http: MemberRequest, pk: int) -> HttpResponse:
    """A longer copy of a thread that is here already: its new letters are added."""
    request = request_or_404(http, pk)
    today = timezone.localdate()
    form = PasteForm(*posted(http))
    if http.method != "POST" or not form.is_valid():
        return _form(http, form, request)
    text = form.cleaned_data["text"]
    try:
        if "keep" in http.POST:
            imported = bring_in(text=text, team=request.team, by=http.user, today=today, into=request)
            return _done(http, imported)
        reading = read(text=text, team=request.team, today=today, into=request)
    except _REFUSALS as error:
        form.add_error(None, str(error))
        return _form(http, form, request)
    return _shown(http, PasteForm(initial={"text": text}), reading, request)


def _second_step(form: ImportForm, reading: Reading, http: MemberRequest) -> ImportForm:
    """The form again with what was read, for the person to look over."""
    chosen = form.cleaned_data
    initial = {
        "text": chosen["text"],
        "authority": chosen["authority"],
        "team": chosen["team"],
        "received_on": chosen["received_on"] or reading.received_on,
        "sent_on": chosen["sent_on"] or reading.sent_on,
        "title": chosen["title"] or reading.title,
        "add_to": chosen["add_to"] or (reading.existing.pk if reading.existing else None),
    }
    return ImportForm(user=http.user, today=timezone.localdate(), initial=initial)


def _form(http: MemberRequest, form: PasteForm, request: InformationRequest | None = None) -> HttpResponse:
    context = {"form": form, "request_shown": request}
    return render(http, "correspondence/import.html", context, status=422 if form.errors else 200)


def _shown(
    http: MemberRequest, form: PasteForm, reading: Reading, request: InformationRequest | None = None
) -> HttpResponse:
    if isinstance(form, ImportForm):
        form.offer(reading.fits)
    preview: Preview = preview_of(
        reading, received_on=_date(form, "received_on"), sent_on=_date(form, "sent_on")
    )
    context = {"form": form, "preview": preview, "request_shown": request}
    return render(http, "correspondence/import_preview.html", context, status=422 if form.errors else 200)


def _date(form: PasteForm, name: str) -> date | None:
    if name not in form.fields:
        return None
    found: date | None = (form.cleaned_data if form.is_bound else form.initial).get(name)
    return found


def _done(http: MemberRequest, imported: Imported) -> HttpResponse:
    added = imported.new_letters
    letters = f"{added} letter{'' if added == 1 else 's'}"
    if imported.created:
        messages.success(http, f"Brought in, with {letters}.")
    elif added and imported.by_number:
        messages.success(http, f"{letters} added to the request that has this number.")
    elif added:
        messages.success(http, f"This thread was here already: {letters} added.")
    else:
        messages.info(http, "This thread was here already, with all of its letters. Nothing was added.")
    if imported.authority_created:
        messages.warning(http, f"{imported.request.authority} is new here: check its nation and its law.")
    return redirect(imported.request)
