"""All files of a request: in a list with the terms of their re-use, and as one zip."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
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
        return as_zip(f"{request.authority.name}, {request.title}", map(zipped, opened))
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


def as_zip(name: str, files: Iterable[ZippedFile]) -> StreamingHttpResponse:
    """The files as a download of that name, made while it is sent."""
    response = StreamingHttpResponse(zip_of(files), content_type="application/zip")
    file_name = for_download(name, otherwise="files") + ".zip"
    response["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def zipped(held: Attachment, *, folder: str = "") -> ZippedFile:
    """A file with what the table in the zip says of it."""
    letter = held.message
    return ZippedFile(
        opened=lambda: held.file.storage.open(str(held.file.name), "rb"),
        name=held.filename,
        letter=letter.position,
        on=letter.on,
        sender=letter.author_name or letter.organisation or letter.author_email,
        size=held.size,
        sha256=held.sha256,
        terms=held.get_reuse_terms_display(),
        note=held.reuse_note,
        folder=folder,
    )
