"""One spreadsheet as it stands: preview, progress, report, and its rows as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from authorities.tables.writing import XLSX, csv_lines, xlsx_file
from requests_app.importing.fields import DATES
from requests_app.importing.outcomes import Outcome
from requests_app.models import InformationRequest, RequestImport, RequestImportFinding
from requests_app.services.imports.report import LEFT_OUT, header_of, report_of, rows_of
from requests_app.services.imports.unknown import count_unknown
from requests_app.views.imports import run_or_404

PER_PAGE = 50
PATIENCE = timedelta(minutes=1)
MOST_IN_A_WORKBOOK = 20_000  # rows: more take too long to write while somebody waits
_WORKING = {
    "checking": "Checking each row",
    "waiting": "Waiting to be applied",
    "applying": "Bringing it in",
    "undoing": "Taking it back",
}
_FIRST_SHOWN = ("unknown", "maybe", "error", "new")


@require_safe
def run_page(http: MemberRequest, pk: int) -> HttpResponse:
    """The import, whatever phase it is in."""
    run = run_or_404(http, pk)
    if run.phase == RequestImport.Phase.COLUMNS:
        return redirect("requests:import_columns", run.pk)
    context: dict[str, Any] = {"run": run, "working": _WORKING.get(run.phase, ""), "words": _words(run)}
    if run.phase in ("ready", "applied", "undone"):
        context |= _rows(http, run)
    return render(http, "requests_app/imports/run.html", context)


@require_safe
def progress(http: MemberRequest, pk: int) -> HttpResponse:
    """How far it has come: the part of the page that asks for itself again, and for the whole page at the end."""
    run = run_or_404(http, pk)
    if not http.headers.get("HX-Request"):
        return redirect(run)
    if run.phase not in _WORKING:
        return HttpResponse(headers={"HX-Redirect": run.get_absolute_url()})
    context = {"run": run, "working": _WORKING[run.phase], "words": _words(run)}
    return render(http, "requests_app/imports/_progress.html", context)


@require_safe
def file(http: MemberRequest, pk: int) -> HttpResponse:
    """Its rows in their own columns, with what is wrong and what would be right: `?rows=left`, `?format=xlsx`."""
    run = run_or_404(http, pk)
    statuses = LEFT_OUT if http.GET.get("rows") == "left" else ()
    stem = slugify(run.file_name.rpartition(".")[0] or run.file_name) or "requests"
    name = f"{stem}-{'left-out' if statuses else 'all'}"
    rows = rows_of(run, statuses=statuses)
    if http.GET.get("format") == "xlsx" and run.total <= MOST_IN_A_WORKBOOK:
        response = HttpResponse(xlsx_file(header_of(run), rows, title="Rows"), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    response = HttpResponse(csv_lines(header_of(run), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what it says, and the request it made or may be the same as."""

    finding: RequestImportFinding
    facts: list[tuple[str, str]]
    request: InformationRequest | None


def _rows(http: MemberRequest, run: RequestImport) -> dict[str, Any]:
    """The rows of the chosen tab, filtered by the address."""
    report = report_of(run)
    tab = http.GET.get("tab", "")
    labels = dict(RequestImportFinding.Status.choices)
    if tab not in labels:
        tab = next((each for each in _FIRST_SHOWN if report.found[each]), "same")
    words = http.GET.get("q", "").replace("\0", "").strip()[:200]
    found = RequestImportFinding.objects.filter(run=run, status=tab, name__icontains=words)
    page = Paginator(found.select_related("authority"), PER_PAGE).get_page(http.GET.get("page"))
    others = http.GET.copy()
    others.pop("page", None)
    return {
        "report": report,
        "tabs": [(code, labels[code], n) for code, n in report.found.items() if n or code == tab],
        "tab": tab,
        "tab_label": labels[tab],
        "q": words,
        "page_obj": page,
        "rows": _shown(http, list(page.object_list)),
        "query": others.urlencode(),
        "unknown_names": count_unknown(run) if report.found["unknown"] else 0,
        "as_workbook": run.total <= MOST_IN_A_WORKBOOK,
    }


def _shown(http: MemberRequest, findings: list[RequestImportFinding]) -> list[ShownRow]:
    ids = {pk for each in findings for pk in (each.made_id, each.twin_id) if pk}
    here = InformationRequest.objects.visible_to(http.user).with_people().in_bulk(ids)
    return [ShownRow(each, _facts(each.values), here.get(each.made_id or each.twin_id)) for each in findings]


_LABELS = {
    "sent": "Sent",
    "received": "Received",
    "acknowledged": "Acknowledged",
    "answered": "Answered",
    "outcome": "Outcome",
    "reference": "Reference",
    "link": "Link",
    "notes": "Notes",
    "tags": "Tags",
}


def _facts(values: dict[str, Any]) -> list[tuple[str, str]]:
    """What a row says, in words."""
    return [(label, _said(code, values[code], values)) for code, label in _LABELS.items() if values.get(code)]


def _said(code: str, value: Any, values: dict[str, Any]) -> str:
    if code in DATES:
        return f"{date.fromisoformat(value):%-d %B %Y}"
    if code == "outcome":
        return f"{Outcome(value).label} (code “{values.get('code', '')}”)"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _words(run: RequestImport) -> str:
    if (
        run.phase == RequestImport.Phase.WAITING
        and RequestImport.objects.writing().filter(team=run.team).exists()
    ):
        return "Another spreadsheet of the team is being brought in; this one follows by itself."
    if run.phase in _WORKING and run.done == 0 and timezone.now() - run.phase_at > PATIENCE:
        return "No worker has begun yet. It goes on by itself as soon as one runs."
    if run.ending:
        return "It stops as soon as the rows in hand are written."
    return ""
