"""The list as a file."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.audit import record
from accounts.http import MemberRequest
from authorities.export import rows
from authorities.filters import FilterForm
from authorities.models import Authority
from authorities.tables.fields import HEADERS
from authorities.tables.writing import XLSX, csv_lines, xlsx_file


@require_POST
def export(request: MemberRequest) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The authorities that the address filters, as CSV or (`format=xlsx`) as a workbook. It stands in the audit."""
    form = FilterForm(request.GET, user=request.user)
    found = form.filtered(Authority.objects.all())
    kind = "xlsx" if request.POST.get("format") == "xlsx" else "csv"
    name = f"authorities-{timezone.localdate():%Y-%m-%d}.{kind}"
    record(
        actor=request.user,
        action="authorities.exported",
        subject=None,
        format=kind,
        filters=request.GET.urlencode(),
        count=found.count(),
    )
    if kind == "xlsx":
        book = xlsx_file(HEADERS, rows(found), title="Authorities")
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    return StreamingHttpResponse(
        csv_lines(HEADERS, rows(found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
