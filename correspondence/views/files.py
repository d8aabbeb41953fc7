"""Files of letters: handing them out so that nothing in them can run, and taking them in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from correspondence.errors import CorrespondenceError
from correspondence.file_names import for_download
from correspondence.forms import FilesForm
from correspondence.mail.outlook import MAGIC as OUTLOOK
from correspondence.models import Attachment, Message
from correspondence.services.files import attach_files
from correspondence.shown_letter import letter_entry, shown_file
from correspondence.sniffing import serve_as
from correspondence.views.guards import attachment_or_404, message_or_404, posted, takes_long_texts


@require_safe
def attachment(http: MemberRequest, pk: int) -> HttpResponseBase:
    """An attachment's bytes, to be saved and never to be opened in the page."""
    found = attachment_or_404(http, pk)
    if not found.is_held:
        raise Http404("This attachment is only mentioned in the letter: nobody has uploaded it yet.")
    if found.kept_back:
        raise Http404("This file is kept back, because of what the virus scanner said.")
    name = for_download(found.filename, otherwise=f"attachment-{found.pk}")
    return handed_out(found.file, name, serve_as(found.sniffed_type))


@require_safe
def original(http: MemberRequest, pk: int) -> HttpResponseBase:
    """The e-mail as it came, byte for byte."""
    message = message_or_404(http, pk)
    if not message.raw:
        raise Http404("There is no original of this letter.")
    with message.raw.open("rb") as raw:
        ending = "msg" if raw.read(len(OUTLOOK)) == OUTLOOK else "eml"
    return handed_out(message.raw, f"letter-{message.pk}.{ending}", serve_as(""))


def handed_out(file: Any, name: str, content_type: str) -> HttpResponseBase:
    """Bytes of a stranger's making: saved, not shown; of the type they have; without any right in our site."""
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the storage.") from error
    response = FileResponse(opened, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@takes_long_texts
@require_http_methods(["GET", "POST"])
def attach(http: MemberRequest, pk: int) -> HttpResponse:
    """Files for a letter; they take the place of attachments that it only mentions."""
    message = message_or_404(http, pk)
    place = _place(http, message)
    form = FilesForm(*posted(http))
    if http.method == "POST" and form.is_valid():
        files = form.cleaned_data["attachments"]
        try:
            attach_files(message=message, files=files, by=http.user, place=place)
        except CorrespondenceError as error:
            form.add_error("attachments", str(error))
        else:
            messages.success(http, f"{len(files)} file{'' if len(files) == 1 else 's'} attached.")
            return redirect(message)
    context = {
        "letter": message,
        "entry": letter_entry(message),
        "request_shown": message.request,
        "form": form,
        "place": shown_file(place) if place else None,
    }
    return render(http, "correspondence/attach.html", context, status=422 if form.errors else 200)


def _place(http: MemberRequest, message: Message) -> Attachment | None:
    """The attachment only mentioned that `?for=` names, if it is one of this letter and still without a file."""
    number = http.GET.get("for", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return message.attachments.filter(pk=int(number), file="").first()
