"""Bringing in a list: the file, its columns, and what was asked to be done. For site admins alone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import site_admin_required
from accounts.http import MemberRequest, posted, refused
from accounts.waking import wake_after_commit
from authorities.import_forms import ColumnsForm, UploadForm
from authorities.import_models import ImportRun
from authorities.services import imports
from authorities.tables.errors import TableError
from authorities.tables.guessing import SHOWN
from authorities.tasks import work_on_imports

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
AT_ONCE = 3_000
"""Rows that are checked while the admin waits; more are left to a worker."""
PER_PAGE = 20
SAMPLED = 200


@site_admin_required
@page_or_form
def upload(http: MemberRequest) -> HttpResponse:
    """The form for a file or pasted cells, and the imports there were."""
    form = UploadForm(posted(http), http.FILES or None)
    if http.method == "POST" and form.is_valid():
        try:
            run = imports.start_import(table=form.table, file_name=form.file_name, by=http.user)
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return redirect("authorities:import_columns", run.pk)
    runs = ImportRun.objects.exclude(phase=ImportRun.Phase.DROPPED).select_related("started_by")
    found = Paginator(runs, PER_PAGE).get_page(http.GET.get("page"))
    return render(
        http, "authorities/imports/upload.html", {"form": form, "page_obj": found}, status=refused(form)
    )


@site_admin_required
@page_or_form
def columns(http: MemberRequest, pk: int) -> HttpResponse:
    """What each column holds, as guessed or as it was said last time, with some of its cells."""
    run = get_object_or_404(ImportRun, pk=pk)
    form = ColumnsForm(posted(http), run=run)
    if http.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            imports.set_columns(run=run, layout=form.layout(), erase=chosen["erase"], rename=chosen["rename"])
        except imports.NotNow as error:
            messages.error(http, str(error))
            return redirect(run)
        except imports.ImportRefused as error:
            form.add_error(None, str(error))
        else:
            _have_it_done(run, at_once=run.total <= AT_ONCE)
            return redirect(run)
    context = {"form": form, "run": run, "columns": _samples(run, form)}
    return render(http, "authorities/imports/columns.html", context, status=refused(form))


def _samples(run: ImportRun, form: ColumnsForm) -> list[tuple[object, list[str]]]:
    """Each column's field with a few different cells; those without any come last."""
    rows = list(run.rows.order_by("number").values_list("cells", flat=True)[:SAMPLED])
    shown = []
    for index in range(len(run.columns)):
        cells = (row[index] for row in rows if index < len(row) and row[index])
        shown.append((form[f"column_{index}"], list(dict.fromkeys(cells))[:SHOWN]))
    return sorted(shown, key=lambda column: not column[1])


@site_admin_required
@require_POST
def decide(http: MemberRequest, pk: int) -> HttpResponse:
    """The same, another, skip: of one row, or of all that are still to be decided."""
    run = get_object_or_404(ImportRun, pk=pk)
    number, chosen = http.POST.get("number", ""), http.POST.get("authority", "")
    what = http.POST.get("what", "same" if chosen else "?")
    try:
        if number == "all":
            count = imports.decide_all(run=run, what=what)
            messages.success(http, f"{count} row{'' if count == 1 else 's'} decided.")
        elif number.isdecimal() and run.findings.filter(number=int(number)).exists() and what in _DECISIONS:
            imports.decide(
                run=run,
                number=int(number),
                what=what,
                authority_id=int(chosen) if chosen.isdecimal() else None,
            )
    except imports.ImportRefused as error:
        messages.error(http, str(error))
    return redirect(f"{run.get_absolute_url()}?tab={'skipped' if what == '' else 'maybe'}")


_DECISIONS = ("same", "another", "skip", "")


@site_admin_required
@require_POST
def apply(http: MemberRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        imports.apply_import(run=run, by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
    else:
        _have_it_done(run)
    return redirect(run)


@site_admin_required
@require_POST
def stop(http: MemberRequest, pk: int) -> HttpResponse:
    """Stop an import, and keep or undo what it has written."""
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        imports.cancel_import(run=run, undo=http.POST.get("then") == "undo", by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
    return redirect(run)


@site_admin_required
@page_or_form
def undo(http: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take the whole import back; what was touched since is named, and stays where the others are undone."""
    run = get_object_or_404(ImportRun, pk=pk)
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
    touched = imports.touched_since(run)
    context = {"run": run, "problem": problem, "has_errors": bool(problem), "touched": touched}
    return render(http, "authorities/imports/undo.html", context, status=422 if problem else 200)


@site_admin_required
@require_POST
def drop(http: MemberRequest, pk: int) -> HttpResponse:
    """Forget a file of which nothing was applied."""
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        imports.drop_import(run=run, by=http.user)
    except imports.NotNow as error:
        messages.error(http, str(error))
        return redirect(run)
    messages.success(http, f"{run.file_name} is forgotten. Nothing of it was brought in.")
    return redirect("authorities:imports")


def _have_it_done(run: ImportRun, *, at_once: bool = False) -> None:
    """Do it now, or have a worker begin at once; where the queue is away, the schedule finds it later."""
    if at_once:
        imports.work_on_imports(only=run)
        return
    wake_after_commit(work_on_imports)
