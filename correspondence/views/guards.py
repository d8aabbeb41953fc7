"""What a view may load, and how it takes more than it can hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.access import is_site_admin, leads
from accounts.http import MemberRequest
from accounts.models import User
from correspondence.models import Arrival, Attachment, MailMove, Message, OutgoingLetter, Suggestion
from correspondence.services.files import MOST_FILES
from requests_app.models import InformationRequest

MOST_FOUND = 20
_MOST_DRAINED = 512 * 1024 * 1024


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """The response of an address that is a secret, or not public: no cache, search engine or next page learns of it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def message_or_404(http: MemberRequest, pk: int) -> Message:
    return get_object_or_404(
        Message.objects.visible_to(http.user).select_related("request__authority"), pk=pk
    )


def attachment_or_404(http: MemberRequest, pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(http.user), pk=pk)


def may_decide(user: User, held: Attachment) -> bool:
    """Whether a person may release or delete a file that is kept back: a lead of its team, or a site admin in it."""
    return is_site_admin(user) or leads(user, held.message.request.team)


def suggestion_or_404(http: MemberRequest, pk: int) -> Suggestion:
    found = Suggestion.objects.visible_to(http.user).select_related("message__request__authority")
    return get_object_or_404(found, pk=pk)


def arrival_or_404(http: MemberRequest, pk: int) -> Arrival:
    found = Arrival.objects.visible_to(http.user).select_related("team", "letter__request")
    return get_object_or_404(found, pk=pk)


def chosen_request_or_404(http: MemberRequest, *, team: int | None) -> InformationRequest:
    """The request whose id was posted as `request`: one of that team, and one the person may see."""
    chosen = http.POST.get("request", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
        raise Http404
    of_team = InformationRequest.objects.visible_to(http.user).filter(team=team).with_people()
    return get_object_or_404(of_team, pk=int(chosen))


def found_requests(http: MemberRequest, words: str, *, team: int | None) -> list[InformationRequest]:
    """The requests of a team that a search finds: by number, authority or words; the newest first."""
    if not words:
        return []
    of_team = InformationRequest.objects.visible_to(http.user).filter(team=team)
    return list(of_team.search(words).with_people().prefetch_related("references")[:MOST_FOUND])


def tell_undoable(http: MemberRequest, words: str, move: MailMove) -> None:
    """Say that it was done, with a button that takes it back (components/messages.html)."""
    messages.success(http, words, extra_tags=reverse("correspondence:undo_move", args=[move.pk]))


def whole_number(text: str, *, otherwise: int) -> int:
    """The number that a part of an address gives; `otherwise` where it is blank, and 0 for what is no number."""
    if not text:
        return otherwise
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def outgoing_or_404(http: MemberRequest, pk: int) -> OutgoingLetter:
    found = OutgoingLetter.objects.visible_to(http.user)
    related = found.select_related("request__authority", "request__team", "written_by", "answers", "letter")
    return get_object_or_404(related, pk=pk)


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
