"""An export as an answer of the site: streamed as it is made, and noted in the audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from accounts.audit import record
from accounts.models import User
from authorities.tables.writing import XLSX
from requests_app.calendar_feed import ics_pieces
from requests_app.exports.rows import CHUNK, values
from requests_app.exports.tables import csv_lines, xlsx_file
from requests_app.models import Deadline
from requests_app.querysets import InformationRequestQuerySet

FORMATS = {"csv": "CSV", "xlsx": "Excel", "ics": "Calendar"}


def export(
    requests: InformationRequestQuerySet, *, form: str, by: User, on: date, filters: str
) -> HttpResponseBase:
    """The requests as a file: `form` is a key of `FORMATS`. `filters` is the list's address, for the audit.

    Effect: an entry of the audit, before the first byte goes out.
    """
    record(
        actor=by,
        action="requests.exported",
        subject=None,
        format=form,
        number=requests.count(),
        filters=filters,
    )
    name = f"requests-{on.isoformat()}.{form}"
    if form == "xlsx":
        file = xlsx_file(values(requests, on=on))
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    if form == "csv":
        return _streamed(csv_lines(values(requests, on=on)), "text/csv; charset=utf-8", name)
    return _streamed(ics_pieces(_due(requests), name="FOI deadlines"), "text/calendar; charset=utf-8", name)


def _due(requests: InformationRequestQuerySet) -> Iterator[Deadline]:
    """The deadline now running of each of the requests that has one."""
    running = Deadline.objects.filter(request__in=requests.order_by().values("pk"), met_on=None)
    running = running.filter(kind=F("request__due_kind")).exclude(request__state="closed")
    related = running.select_related("request__authority", "request__team")
    return related.prefetch_related("request__references").order_by("due_on", "pk").iterator(CHUNK)


def _streamed(pieces: Iterator[Any], content_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)
