"""All files of a request: in a list with the terms of their re-use, and as one zip."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from accounts.audit import record
from accounts.http import MemberRequest
from correspondence.file_names import for_download
from correspondence.models import Attachment
from correspondence.shown_document import words_of
from correspondence.shown_letter import shown_file
from correspondence.zipping import ZippedFile, zip_of
from requests_app.models import InformationRequest
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "POST"])
def request_files(http: MemberRequest, pk: int) -> HttpResponseBase:
    """The files of all letters of the story; posted to, they come as one zip, which the audit notes."""
    request = request_or_404(http, pk)
    files = list(_files(http, request))
    opened = [each for each in files if not each.kept_back]
    if http.method == "POST" and opened:
        record(actor=http.user, action="files.downloaded", subject=request, files=len(opened))
        return _as_zip(request, opened)
    rows = [
        {"held": each, "shown": shown_file(each), "words": words_of(getattr(each, "document", None))}
        for each in files
    ]
    context = {"request_shown": request, "rows": rows, "size": sum(each.size for each in opened)}
    return render(http, "correspondence/request_files.html", context)


def _files(http: MemberRequest, request: InformationRequest) -> QuerySet[Attachment]:
    standing = Attachment.objects.visible_to(http.user).filter(message__request=request)
    held = standing.filter(message__removed_at=None).exclude(file="")
    return held.select_related("message", "document").order_by("message__position", "pk")


def _as_zip(request: InformationRequest, files: list[Attachment]) -> HttpResponse | StreamingHttpResponse:
    name = for_download(f"{request.authority.name}, {request.title}", otherwise="files") + ".zip"
    response = StreamingHttpResponse(zip_of(_zipped(files)), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _zipped(files: list[Attachment]) -> Iterator[ZippedFile]:
    for each in files:
        letter = each.message
        yield ZippedFile(
            opened=lambda each=each: each.file.storage.open(each.file.name, "rb"),
            name=each.filename,
            letter=letter.position,
            on=letter.on,
            sender=letter.author_name or letter.organisation or letter.author_email,
            size=each.size,
            sha256=each.sha256,
            terms=each.get_reuse_terms_display(),
            note=each.reuse_note,
        )
