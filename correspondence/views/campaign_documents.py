"""Everything that came for a campaign in one list: found by its words, narrowed, tagged, taken along as a zip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.audit import record
from accounts.http import MemberRequest
from correspondence.document_filters import DocumentsForm, documents_of
from correspondence.document_forms import ManyDocumentsForm
from correspondence.file_kinds import group_of
from correspondence.models import Attachment
from correspondence.models.attachment import AttachmentQuerySet
from correspondence.search.hits import page_extracts
from correspondence.services.document_tags import tag_documents, untag_documents
from correspondence.shown_letter import shown_file
from correspondence.views.campaigns import PER_PAGE, about, campaign_or_404
from correspondence.views.request_files import as_zip, zipped
from correspondence.zipping import ZippedFile
from requests_app.models import Campaign

MOST_ZIPPED = 1000  # files
LARGEST_ZIP = 2 * 1024**3  # bytes
_WITH = ("message__request__authority", "document")
_LONG = ("message__body_text", "message__quoted_text", "message__search", "message__request__letter")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_documents(http: MemberRequest, pk: int) -> HttpResponseBase:
    """The list as its address narrows it; posted to, what the button pressed says is done with those chosen."""
    shown = campaign_or_404(http, pk)
    form = DocumentsForm(http.GET, user=http.user, campaign=shown)
    if http.method != "POST":
        return _page(http, shown, form)
    many = ManyDocumentsForm(http.POST)
    if not many.is_valid():
        return _page(http, shown, form, many)
    chosen = many.chosen_of(form.found(), documents_of(http.user, shown))
    if many.cleaned_data["do"] == "zip":
        return _zip(http, shown, form, many, chosen)
    messages.success(http, _tagged(http, shown, many, chosen))
    address = reverse("correspondence:campaign_documents", args=[pk])
    return redirect(f"{address}?{http.GET.urlencode()}".rstrip("?"))


def _page(
    http: MemberRequest, shown: Campaign, form: DocumentsForm, many: ManyDocumentsForm | None = None
) -> HttpResponse:
    found = form.found().select_related(*_WITH).defer(*_LONG).prefetch_related("tags")
    page: Any = Paginator(found, PER_PAGE).get_page(http.GET.get("page"))
    others = http.GET.copy()
    others.pop("page", None)
    context = {
        **about(http, shown, "documents"),
        "form": form,
        "is_narrowed": form.is_narrowed,
        "has_errors": bool(form.errors or many),
        "many": many or ManyDocumentsForm(),
        "ticked": many.ticked if many else [],
        "page_obj": page,
        "rows": _rows(list(page.object_list), form),
        "query": others.urlencode(),
    }
    return render(http, "campaigns/documents.html", context, status=422 if many else 200)


def _rows(files: list[Attachment], form: DocumentsForm) -> list[dict[str, Any]]:
    """What is shown of each file; with words that are looked for, the first page that has them."""
    extracts = page_extracts(form.query, [each.pk for each in files]) if form.query and files else {}
    rows = []
    for each in files:
        number, extract = extracts.get(each.pk, (0, ()))
        kind = group_of(each.sniffed_type)
        rows.append(
            {"held": each, "shown": shown_file(each), "kind": kind, "number": number, "extract": extract}
        )
    return rows


def _tagged(http: MemberRequest, shown: Campaign, many: ManyDocumentsForm, chosen: AttachmentQuerySet) -> str:
    """Put the tag on, or take it off, and say how many it changed."""
    tag = many.cleaned_data["tag"]
    if many.cleaned_data["do"] == "tag":
        number = tag_documents(team=shown.team, files=chosen, name=tag, by=http.user)
        return f"Tagged “{tag}”: {_documents(number)}."
    number = untag_documents(team=shown.team, files=chosen, name=tag, by=http.user)
    return f"No longer tagged “{tag}”: {_documents(number)}."


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def _zip(
    http: MemberRequest,
    shown: Campaign,
    form: DocumentsForm,
    many: ManyDocumentsForm,
    chosen: AttachmentQuerySet,
) -> HttpResponseBase:
    """The files in a folder for each authority, which the audit notes; those that are kept back are left out."""
    opened = chosen.filter(kept_back="").order_by(
        "message__request__authority__name", "message__position", "pk"
    )
    number, size = opened.count(), opened.aggregate(size=Sum("size"))["size"] or 0
    if not number:
        many.add_error("scope", "There is nothing to download: the files are kept back")
    elif number > MOST_ZIPPED or size > LARGEST_ZIP:
        most = f"{MOST_ZIPPED:,} files and {filesizeformat(LARGEST_ZIP)}"
        many.add_error("scope", f"That is {number:,} files: at most {most} at once. Narrow the list first")
    if many.errors:
        return _page(http, shown, form, many)
    record(
        actor=http.user, action="files.downloaded", subject=shown, files=number, filters=http.GET.urlencode()
    )
    return as_zip(
        f"{shown.title}, documents", _in_folders(opened.select_related("message__request__authority"))
    )


def _in_folders(files: AttachmentQuerySet) -> Iterator[ZippedFile]:
    for each in files.defer(*_LONG).iterator(chunk_size=100):
        yield zipped(each, folder=each.message.request.authority.name)
