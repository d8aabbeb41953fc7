"""One import as it stands: preview, progress, report, and its rows as a file. For site admins alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.access import site_admin_required
from authorities.import_forms import RowsFilter
from authorities.import_models import ImportFinding, ImportRun
from authorities.import_rows import shown_rows
from authorities.services.imports.files import LEFT_OUT, header_of, rows_of
from authorities.services.imports.report import Report, missing_from, report_of
from authorities.tables.writing import XLSX, csv_lines, xlsx_file

PER_PAGE = 50
PATIENCE = timedelta(minutes=1)
MOST_IN_A_WORKBOOK = 20_000  # rows: more take too long to write while somebody waits
TABS = {
    "new": "New",
    "changed": "Changed",
    "same": "The same",
    "maybe": "Maybe a duplicate",
    "error": "Wrong",
    "skipped": "Skipped",
    "overtaken": "Changed meanwhile",
    "missing": "Missing from the file",
}
_WORKING = {
    "checking": "Checking each row",
    "waiting": "Waiting to be applied",
    "applying": "Bringing it in",
    "undoing": "Taking it back",
}


@site_admin_required
@require_safe
def run_page(http: HttpRequest, pk: int) -> HttpResponse:
    """The import, whatever phase it is in."""
    run = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=pk)
    if run.phase == ImportRun.Phase.COLUMNS:
        return redirect("authorities:import_columns", run.pk)
    context: dict[str, Any] = {"run": run, "working": _WORKING.get(run.phase, ""), "words": _words(run)}
    context["still"] = "still" in http.GET
    if run.phase in ("ready", "applied", "undone"):
        context |= _rows(http, run)
    return render(http, "authorities/imports/run.html", context)


@site_admin_required
@require_safe
def progress(http: HttpRequest, pk: int) -> HttpResponse:
    """How far it has come: the part of the page that asks for itself again, and for the whole page at the end."""
    run = get_object_or_404(ImportRun, pk=pk)
    if not http.headers.get("HX-Request"):
        return redirect(run)
    if run.phase not in _WORKING:
        return HttpResponse(headers={"HX-Redirect": run.get_absolute_url()})
    return render(
        http,
        "authorities/imports/_progress.html",
        {"run": run, "working": _WORKING[run.phase], "words": _words(run)},
    )


@site_admin_required
@require_safe
def file(http: HttpRequest, pk: int) -> HttpResponse:
    """Its rows in their own columns, with what is wrong and what would be right: `?rows=left`, `?format=xlsx`."""
    run = get_object_or_404(ImportRun, pk=pk)
    statuses = LEFT_OUT if http.GET.get("rows") == "left" else ()
    name = f"{slugify(run.file_name.rpartition('.')[0] or run.file_name) or 'list'}-{'left-out' if statuses else 'all'}"
    if http.GET.get("format") == "xlsx" and run.total <= MOST_IN_A_WORKBOOK:
        book = xlsx_file(header_of(run), rows_of(run, statuses=statuses), title="Rows")
        response = HttpResponse(book, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    lines = csv_lines(header_of(run), rows_of(run, statuses=statuses))
    response = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _rows(http: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """The rows of the chosen tab, filtered by the address."""
    report = report_of(run)
    missing = missing_from(run)
    counts = {**report.found, "missing": missing.count()}
    tab = http.GET.get("tab", "")
    if tab not in TABS:
        tab = next((each for each in ("maybe", "error", "changed", "new") if counts[each]), "same")
    form = RowsFilter(http.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    if tab == "missing":
        found = Paginator(missing.search(words) if words else missing, PER_PAGE)
    else:
        rows = ImportFinding.objects.filter(run=run, status=tab, name__icontains=words)
        found = Paginator(rows.filter(touches_open=True) if form.cleaned_data.get("open") else rows, PER_PAGE)
    page = found.get_page(http.GET.get("page"))
    others = http.GET.copy()
    others.pop("page", None)
    return {
        "report": report,
        "tabs": [(code, label, counts[code]) for code, label in TABS.items() if counts[code] or code == tab],
        "tab": tab,
        "tab_label": TABS[tab],
        "form": form,
        "page_obj": page,
        "rows": [] if tab == "missing" else shown_rows(page.object_list, run.columns),
        "query": others.urlencode(),
        "to_write": _to_write(report),
        "some_offered": tab == "maybe"
        and ImportFinding.objects.filter(run=run, status=tab).exclude(candidates=[]).exists(),
        "as_workbook": run.total <= MOST_IN_A_WORKBOOK,
    }


def _to_write(report: Report) -> int:
    return report.found["new"] + report.found["changed"]


def _words(run: ImportRun) -> str:
    if run.phase == ImportRun.Phase.WAITING and ImportRun.objects.writing().exists():
        return "Another import is being brought in; this one follows by itself."
    if run.phase in _WORKING and run.done == 0 and timezone.now() - run.phase_at > PATIENCE:
        return "No worker has begun yet. It goes on by itself as soon as one runs."
    if run.ending:
        return "It stops as soon as the rows in hand are written."
    return ""
