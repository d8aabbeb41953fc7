"""Writing a letter: what kind, its words, and the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, refused
from accounts.models import User
from correspondence.errors import CorrespondenceError
from correspondence.letter_kinds import kinds_for
from correspondence.models import Message, OutgoingLetter
from correspondence.services.composing import compose, delete_draft, edit_draft, keep_draft
from correspondence.services.handing_over import written_to
from correspondence.services.offering import keep_draft_with_link
from correspondence.views.guards import outgoing_or_404, posted, takes_long_texts
from correspondence.writing_forms import WriteForm
from requests_app.errors import EditedMeanwhile
from requests_app.models import InformationRequest
from requests_app.views.guards import request_or_404


@takes_long_texts
@require_http_methods(["GET", "POST"])
def write(http: MemberRequest, pk: int) -> HttpResponse:
    """The kinds of letter; with `?kind=`, its form with the case's facts; posted, a draft to be looked at."""
    request = request_or_404(http, pk)
    today = timezone.localdate()
    kinds = kinds_for(request, on=today)
    kind = next((each for each in kinds if each.kind == http.GET.get("kind")), None)
    if kind is None:
        context = {"request_shown": request, "kinds": kinds, "drafts": request.outgoing.drafts()}
        return render(http, "correspondence/write_kinds.html", context, status=422 if http.POST else 200)
    composed = compose(
        request=request,
        kind=kind.kind,
        by=http.user,
        today=today,
        answers=_answered(request, http.GET.get("answers", "")),
        asks_for_files=http.GET.get("ask") == "files",
    )
    form = WriteForm(*posted(http), request=request, kind=kind.kind, composed=composed)
    if http.method == "POST" and form.is_valid():
        try:
            letter = _keep(form, request=request, kind=kind.kind, by=http.user, answers=composed.answers)
        except CorrespondenceError as error:
            form.add_error(None, str(error))
        else:
            return redirect(letter)
    context = {"request_shown": request, "kind": kind, "form": form, "answers": composed.answers}
    context |= {"no_mail": written_to(), "unread": Message.objects.unread_of([request]).get(request.pk, 0)}
    return render(http, "correspondence/write.html", context, status=refused(form))


def _answered(request: InformationRequest, pk: str) -> Message | None:
    """The letter of theirs that a reply was begun from; None where none is named, or it is not one of the request."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    theirs = request.messages.standing().filter(direction=Message.Direction.INCOMING, pk=pk)
    return theirs.prefetch_related("attachments").first()


def _keep(form: WriteForm, *, by: User, **draft: Any) -> OutgoingLetter:
    """The draft as typed, with an upload link where one was asked for."""
    if form.cleaned_data.get("upload_link"):
        return keep_draft_with_link(by=by, at=timezone.now(), **draft, **form.words)
    return keep_draft(by=by, **draft, **form.words)


@takes_long_texts
@require_http_methods(["GET", "POST"])
def edit_draft_page(http: MemberRequest, pk: int) -> HttpResponse:
    """The draft's form; where somebody else saved meanwhile, both versions are shown."""
    letter = outgoing_or_404(http, pk)
    if letter.state != letter.State.DRAFT and http.method == "GET":
        return redirect(letter)
    form = WriteForm(*posted(http), request=letter.request, kind=letter.kind, letter=letter)
    theirs = None
    if http.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        leave_out = [int(each) for each in form.cleaned_data.get("leave_out", [])]
        try:
            edit_draft(letter=letter, seen_version=seen, by=http.user, leave_out=leave_out, **form.words)
        except EditedMeanwhile as error:
            theirs = outgoing_or_404(http, pk)
            form.add_error(None, f"{error} Both versions are below: save again to keep yours.")
            form.seen(theirs)
        except CorrespondenceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "Saved.")
            return redirect(letter)
    context = {"request_shown": letter.request, "letter": letter, "form": form, "theirs": theirs}
    context["no_mail"] = written_to()
    return render(http, "correspondence/write.html", context, status=refused(form))


@require_POST
def delete_draft_page(http: MemberRequest, pk: int) -> HttpResponse:
    """A draft that nobody wants."""
    letter = outgoing_or_404(http, pk)
    request = letter.request
    try:
        delete_draft(letter=letter, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
        return redirect(letter)
    messages.success(http, "The draft is gone. Nothing was sent.")
    return redirect(request)
