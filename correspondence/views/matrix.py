"""A campaign's answers side by side, and the same as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.http import MemberRequest
from authorities.tables.writing import XLSX
from correspondence.matrix_form import MatrixForm
from correspondence.matrix_page import matrix_page
from correspondence.views.campaigns import about, campaign_or_404
from requests_app.dataset import Dataset, dataset_of, packing, tables
from requests_app.dataset.choosing import Choice, chosen

PER_PAGE = 1_000


@require_safe
def matrix(http: MemberRequest, pk: int) -> HttpResponse:
    """Authorities down, questions across; filtered, sorted and grouped by the address."""
    shown = campaign_or_404(http, pk)
    every = dataset_of(shown, public=False, evidence=False)
    form = MatrixForm(http.GET, dataset=every)
    choice = form.choice()
    found = chosen(every, choice) if choice else every.of(())
    choice = choice or Choice()
    page = Paginator(found.rows, PER_PAGE).get_page(http.GET.get("page"))
    others = http.GET.copy()
    others.pop("page", None)
    context = {
        **about(http, shown, "matrix"),
        "form": form,
        "number": len(every.rows),
        "found": len(found.rows),
        "is_narrowed": bool(form.errors) or choice.is_narrowed,
        "others": sum(len(row.others) for row in found.rows),
        "page_obj": page,
        "query": others.urlencode(),
        "matrix": matrix_page(
            found, list(page.object_list), query=http.GET, sort=choice.sort, group=choice.group
        ),
    }
    return render(http, "campaigns/matrix.html", context)


FORMS: dict[str, tuple[str, str]] = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "long": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", XLSX),
    "json": ("json", "application/json"),
    "package": ("zip", "application/zip"),
}
"""What a dataset can be taken away as: the ending of its name, and its type."""


@require_POST
def campaign_dataset(http: MemberRequest, pk: int) -> HttpResponseBase:
    """Exactly the rows that the address filters, as a file. It stands in the audit before the first byte goes out."""
    shown = campaign_or_404(http, pk)
    form = http.POST.get("form", "")
    if form not in FORMS:
        return HttpResponse(
            "There is no such form of the dataset.", status=422, content_type="text/plain; charset=utf-8"
        )
    every = dataset_of(shown, public=False)
    choice = MatrixForm(http.GET, dataset=every).choice()
    found = chosen(every, choice) if choice else every.of(())
    record(
        actor=http.user,
        action="campaign.exported",
        subject=shown,
        format=form,
        number=len(found.rows),
        filters=http.GET.urlencode(),
    )
    ending, kind = FORMS[form]
    title = slugify(shown.title)[:40].strip("-") or "campaign"
    what = "-answers" if form == "long" else ""
    name = f"{title}{what}-{timezone.localdate():%Y-%m-%d}.{ending}"
    return _sent(found, form, kind, name)


def _sent(found: Dataset, form: str, kind: str, name: str) -> HttpResponseBase:
    if form == "xlsx":
        return FileResponse(packing.workbook(found), as_attachment=True, filename=name, content_type=kind)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    whole: dict[str, Callable[[Dataset], bytes]] = {"json": packing.as_json, "package": packing.data_package}
    if form in whole:
        return HttpResponse(whole[form](found), content_type=kind, headers=headers)
    table = tables.long(found) if form == "long" else tables.wide(found)
    pieces: Iterable[bytes] = packing.csv(table)
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)
