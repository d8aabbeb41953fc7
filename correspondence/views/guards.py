"""What a view may load, and how it takes more than it can hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.http import MemberRequest
from correspondence.models import Attachment, Message, Suggestion
from correspondence.services.files import MOST_FILES

_MOST_DRAINED = 512 * 1024 * 1024


def message_or_404(http: MemberRequest, pk: int) -> Message:
    return get_object_or_404(
        Message.objects.visible_to(http.user).select_related("request__authority"), pk=pk
    )


def attachment_or_404(http: MemberRequest, pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(http.user), pk=pk)


def suggestion_or_404(http: MemberRequest, pk: int) -> Suggestion:
    found = Suggestion.objects.visible_to(http.user).select_related("message__request__authority")
    return get_object_or_404(found, pk=pk)


def posted(http: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What a form is bound to: data and files of a POST, even where both are empty; nothing otherwise."""
    return (http.POST, http.FILES) if http.method == "POST" else (None, None)


def takes_long_texts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a form with more text or more files than the settings let in with a page that says so, no bare 400.

    The CSRF middleware would read the form first and fail, so the check moves to where the refusal is caught: nothing
    of the view runs without it.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapper(http: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _ = http.POST
        except (RequestDataTooBig, TooManyFilesSent) as error:
            _drain(http)
            context = {"too_many": isinstance(error, TooManyFilesSent), "most": MOST_FILES}
            return render(http, "correspondence/too_long.html", context, status=413)
        return protected(http, *args, **kwargs)

    return wrapper


def _drain(http: HttpRequest) -> None:
    """Read what is still coming, so that the browser gets to read the answer."""
    left = _MOST_DRAINED
    try:
        while left > 0 and (chunk := http.read(65536)):
            left -= len(chunk)
    except OSError:
        return
