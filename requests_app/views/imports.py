"""Bringing in a spreadsheet of requests: the file, its columns, its codes, and what was asked to be done."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted, refused
from accounts.waking import wake_after_commit
from authorities.tables.errors import TableError
from authorities.tables.guessing import SHOWN
from requests_app.forms.imports import AuthoritiesForm, CodesForm, RequestColumnsForm, RequestsUploadForm
from requests_app.models import RequestImport
from requests_app.services import imports
from requests_app.services.imports.unknown import unknown_names
from requests_app.tasks import work_on_imports

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
AT_ONCE = 2_000
"""Rows that are checked while the person waits; more are left to a worker."""
PER_PAGE = 20
SAMPLED = 200


def run_or_404(http: MemberRequest, pk: int) -> RequestImport:
    return get_object_or_404(
        RequestImport.objects.visible_to(http.user).select_related("started_by", "team"), pk=pk
    )


@page_or_form
def upload(http: MemberRequest) -> HttpResponse:
    """The form for a file or pasted cells, and the spreadsheets there were."""
    form = RequestsUploadForm(posted(http), http.FILES or None, user=http.user)
    if http.method == "POST" and form.is_valid():
        try:
            run = imports.start_import(
                team=form.cleaned_data["team"], table=form.table, file_name=form.file_name, by=http.user
            )
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return redirect("requests:import_columns", run.pk)
    runs = RequestImport.objects.visible_to(http.user).exclude(phase=RequestImport.Phase.DROPPED)
    found = Paginator(runs.select_related("started_by", "team"), PER_PAGE).get_page(http.GET.get("page"))
    context = {"form": form, "page_obj": found}
    return render(http, "requests_app/imports/upload.html", context, status=refused(form))


@page_or_form
def columns(http: MemberRequest, pk: int) -> HttpResponse:
    """What each column holds, as guessed or as it was said last time, with some of its cells."""
    run = run_or_404(http, pk)
    form = RequestColumnsForm(posted(http), run=run)
    if http.method == "POST" and form.is_valid():
        try:
            imports.set_columns(run=run, layout=form.layout(), title=form.cleaned_data["title"])
        except imports.NotNow as error:
            messages.error(http, str(error))
            return redirect(run)
        except imports.ImportRefused as error:
            form.add_error(None, str(error))
        else:
            if "outcome" in run.layout:
                return redirect("requests:import_codes", run.pk)
            _have_it_done(run, at_once=run.total <= AT_ONCE)
            return redirect(run)
    context = {"form": form, "run": run, "columns": _samples(run, form)}
    return render(http, "requests_app/imports/columns.html", context, status=refused(form))


def _samples(run: RequestImport, form: RequestColumnsForm) -> list[tuple[object, list[str]]]:
    """Each column's field with a few different cells; those without any come last."""
    rows = list(run.rows.order_by("number").values_list("cells", flat=True)[:SAMPLED])
    shown = []
    for index in range(len(run.columns)):
        cells = (row[index] for row in rows if index < len(row) and row[index])
        shown.append((form[f"column_{index}"], list(dict.fromkeys(cells))[:SHOWN]))
    return sorted(shown, key=lambda column: not column[1])


@page_or_form
def codes(http: MemberRequest, pk: int) -> HttpResponse:
    """What each code in the column of outcomes means, as guessed or as it was said last time."""
    run = run_or_404(http, pk)
    try:
        form = CodesForm(posted(http), codes=imports.codes_of(run))
        if http.method == "POST" and form.is_valid():
            imports.set_codes(run=run, codes=form.chosen())
            _have_it_done(run, at_once=run.total <= AT_ONCE)
            return redirect(run)
    except imports.NotNow as error:
        messages.error(http, str(error))
        return redirect(run)
    except imports.ImportRefused as error:
        messages.error(http, str(error))
        return redirect("requests:import_columns", run.pk)
    return render(http, "requests_app/imports/codes.html", {"form": form, "run": run}, status=refused(form))


@page_or_form
def authorities(http: MemberRequest, pk: int) -> HttpResponse:
    """What the names are that are no authority that is known: a page of them at once."""
    run = run_or_404(http, pk)
    if run.phase != RequestImport.Phase.READY:
        return redirect(run)
    form = AuthoritiesForm(posted(http), names=unknown_names(run, most=PER_PAGE))
    if http.method == "POST" and form.is_valid():
        try:
            imports.choose_authority(run=run, choices=form.choices(), by=http.user)
        except imports.ImportRefused as error:
            messages.error(http, str(error))
        else:
            _have_it_done(run, at_once=run.total <= AT_ONCE)
        return redirect(run)
    context = {"form": form, "run": run}
    return render(http, "requests_app/imports/authorities.html", context, status=refused(form))


@require_POST
def decide(http: MemberRequest, pk: int) -> HttpResponse:
    """Another request, or skip: of one row, or of all that may be duplicates."""
    run = run_or_404(http, pk)
    number, what = http.POST.get("number", ""), http.POST.get("what", "?")
    try:
        if number == "all":
            count = imports.decide_all(run=run, what=what)
            messages.success(http, f"{count} row{'' if count == 1 else 's'} decided.")
        elif number.isdecimal():
            imports.decide(run=run, number=int(number[:9]), what=what)
    except imports.ImportRefused as error:
        messages.error(http, str(error))
    return redirect(f"{run.get_absolute_url()}?tab=maybe")


@require_POST
def apply(http: MemberRequest, pk: int) -> HttpResponse:
    run = run_or_404(http, pk)
    try:
        imports.apply_import(run=run, by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
    else:
        _have_it_done(run)
    return redirect(run)


@require_POST
def stop(http: MemberRequest, pk: int) -> HttpResponse:
    """Stop an import, and keep or undo what it has written."""
    run = run_or_404(http, pk)
    try:
        imports.cancel_import(run=run, undo=http.POST.get("then") == "undo", by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
    return redirect(run)


@page_or_form
def undo(http: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take the whole import back; where something was touched since, ask again."""
    run = run_or_404(http, pk)
    problem = ""
    if http.method == "POST":
        try:
            imports.undo_import(run=run, by=http.user, spare=http.POST.get("spare") == "1")
        except imports.ChangedSince as error:
            problem = str(error)
        except imports.ImportRefused as error:
            messages.error(http, str(error))
            return redirect(run)
        else:
            _have_it_done(run)
            return redirect(run)
    context = {"run": run, "problem": problem, "has_errors": bool(problem)}
    return render(http, "requests_app/imports/undo.html", context, status=422 if problem else 200)


@require_POST
def drop(http: MemberRequest, pk: int) -> HttpResponse:
    """Forget a file of which nothing was applied."""
    run = run_or_404(http, pk)
    try:
        imports.drop_import(run=run, by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
        return redirect(run)
    messages.success(http, f"{run.file_name} is forgotten. Nothing of it was brought in.")
    return redirect("requests:imports")


def _have_it_done(run: RequestImport, *, at_once: bool = False) -> None:
    """Do it now, or have a worker begin at once; where the queue is away, the schedule finds it later."""
    if at_once:
        imports.work_on_imports(only=run)
        return
    wake_after_commit(work_on_imports)
