"""Which file is the one that a letter only mentions: a person says so, and takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from correspondence import places
from correspondence.errors import CorrespondenceError
from correspondence.models import Attachment
from correspondence.services import placing
from correspondence.shown_letter import letter_of, shown_file


@require_http_methods(["GET", "POST"])
def place(http: MemberRequest, pk: int) -> HttpResponse:
    """The files that it could be, each a button; and that there is no such attachment."""
    wanted = _mentioned_or_404(http, pk)
    letters = list(wanted.message.request.messages.standing().prefetch_related("attachments"))
    choices = places.may_be(wanted, letters)
    trouble = ""
    if http.method == "POST":
        try:
            if _said(http, wanted, choices):
                return redirect(wanted.message)
            trouble = "Choose the file that it is."
        except CorrespondenceError as error:
            trouble = str(error)
    found = places.found(letters).get(wanted.pk)
    context = {
        "shown": shown_file(wanted, found=found),
        "letter": wanted.message,
        "letter_words": letter_of(wanted.message),
        "request_shown": wanted.message.request,
        "found": found,
        "choices": [(shown_file(each.file), each.letter) for each in choices],
        "errors": [{"text": trouble}] if trouble else [],
        "has_errors": bool(trouble),
    }
    return render(http, "correspondence/place.html", context, status=422 if trouble else 200)


def _mentioned_or_404(http: MemberRequest, pk: int) -> Attachment:
    mentioned = Attachment.objects.visible_to(http.user).filter(file="", message__removed_at=None)
    return get_object_or_404(mentioned.select_related("message__request__authority"), pk=pk)


def _said(http: MemberRequest, wanted: Attachment, choices: list[places.Found]) -> bool:
    """Do what was chosen; False where nothing was. Raises `CorrespondenceError`."""
    if http.POST.get("do") == "none":
        placing.drop_place(place=wanted, by=http.user)
        messages.success(http, "Noted: the letter has no such attachment.")
        return True
    file = next((each.file for each in choices if str(each.file.pk) == http.POST.get("file")), None)
    if file is None:
        return False
    placing.fill_place(place=wanted, file=file, by=http.user)
    undo = reverse("correspondence:clear_place", args=[wanted.pk])
    messages.success(http, f"Noted: it is “{file}”.", extra_tags=undo)
    return True


@require_POST
def clear_place(http: MemberRequest, pk: int) -> HttpResponse:
    """It is not that file after all."""
    wanted = _mentioned_or_404(http, pk)
    try:
        placing.clear_place(place=wanted, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
    else:
        messages.success(http, "Taken back.")
    return redirect(wanted.message)
