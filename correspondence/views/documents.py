"""What is known about a file, and its pages as pictures and words: nothing of a stranger's making ever runs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, posted, refused
from correspondence.documents_text.types import ReaderFailed, Unreadable
from correspondence.file_forms import TermsForm
from correspondence.models import Attachment
from correspondence.services.documents import read_again
from correspondence.services.page_pictures import WIDTHS, page_picture
from correspondence.services.reuse import note_terms
from correspondence.shown_document import PICTURES, about, shown_document
from correspondence.sniffing import sniff
from correspondence.views.guards import may_decide, whole_number

SANDBOX = "sandbox; default-src 'none'"
_WITH = ("message__request__authority", "message__request__team", "document", "reuse_said_by", "decided_by")


def held_or_404(http: MemberRequest, pk: int, *, to_open: bool = True) -> Attachment:
    """A file that the person may see, with its letter and document; not one that is only mentioned.

    `to_open`: nor one that the virus scanner keeps back.
    """
    found = Attachment.objects.visible_to(http.user).exclude(file="")
    found = found.filter(kept_back="") if to_open else found
    return get_object_or_404(found.select_related(*_WITH), pk=pk)


@require_http_methods(["GET", "POST"])
def about_file(http: MemberRequest, pk: int) -> HttpResponse:
    """The facts of a file; the terms of its re-use can be written down here."""
    held = held_or_404(http, pk, to_open=False)
    said = {"terms": held.reuse_terms, "note": held.reuse_note}
    form = TermsForm(posted(http), initial=said)
    if http.method == "POST" and form.is_valid():
        note_terms(attachment=held, **form.cleaned_data, by=http.user, at=timezone.now())
        messages.success(http, "The terms of re-use are noted.")
        return redirect("correspondence:about_file", pk)
    context = {
        "about": about(held),
        "held": held,
        "request_shown": held.message.request,
        "form": form,
        "may_decide": bool(held.kept_back) and may_decide(http.user, held),
    }
    return render(http, "correspondence/about_file.html", context, status=refused(form))


@require_POST
def read_file_again(http: MemberRequest, pk: int) -> HttpResponse:
    """Have the words of a file read once more."""
    held = held_or_404(http, pk)
    if document := getattr(held, "document", None):
        read_again(document=document, by=http.user)
        messages.success(http, "It will be read again within a minute or two.")
    return redirect("correspondence:about_file", pk)


@require_safe
def view_file(http: MemberRequest, pk: int) -> HttpResponse:
    """A file's page as a picture, with its words below. `?page=2&width=900`."""
    held = held_or_404(http, pk)
    shown = shown_document(
        held,
        page=whole_number(http.GET.get("page", ""), otherwise=1),
        width=whole_number(http.GET.get("width", ""), otherwise=WIDTHS[1]),
    )
    if shown is None:
        raise Http404("This file has no such page.")
    context = {"shown": shown, "about": about(held), "held": held, "request_shown": held.message.request}
    return render(http, "correspondence/view_file.html", context)


@require_safe
def file_page(http: MemberRequest, pk: int, number: int, width: int) -> HttpResponse:
    """A page of a PDF as a PNG that we drew ourselves."""
    held = held_or_404(http, pk)
    if width not in WIDTHS or held.sniffed_type != "application/pdf":
        raise Http404("There is no such picture.")
    try:
        drawn = page_picture(held, number, width)
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the storage.") from error
    except Unreadable as error:
        raise Http404(str(error)) from error
    except ReaderFailed as error:
        return HttpResponse(str(error), content_type="text/plain", status=503)
    return _to_be_seen(HttpResponse(drawn, content_type="image/png"))


@require_safe
def picture(http: MemberRequest, pk: int) -> HttpResponseBase:
    """An attached picture, if its bytes are one of the four kinds that browsers show and nothing can run in."""
    held = held_or_404(http, pk)
    try:
        opened = held.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the storage.") from error
    kind = sniff(opened)
    if kind not in PICTURES:
        opened.close()
        raise Http404("This file is not a picture that can be shown.")
    return _to_be_seen(FileResponse(opened, content_type=kind))


def _to_be_seen(response: Any) -> Any:
    """Shown within our page: of no other type than it says, without any right, to nobody else."""
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
