"""Adding to the thread of a request: a letter written down, an e-mail as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from correspondence.errors import AlreadyHere, CorrespondenceError
from correspondence.forms import EditLetterForm, LetterForm, MailForm, RemoveLetterForm
from correspondence.services import letters as services
from correspondence.services import mending
from correspondence.services.mail import add_mail
from correspondence.views.guards import message_or_404, posted, takes_long_texts
from requests_app.views.guards import request_or_404


@takes_long_texts
@require_http_methods(["GET", "POST"])
def add_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """A letter, a call or a note, with its files."""
    request = request_or_404(http, pk)
    form = LetterForm(
        http.POST or None,
        http.FILES or None,
        today=timezone.localdate(),
        law=request.law,
        initial={"what": http.GET.get("what", "in")},
    )
    if http.method == "POST" and form.is_valid():
        try:
            message = services.add_letter(request=request, by=http.user, **form.letter())
        except CorrespondenceError as error:
            form.add_error("attachments", str(error))
        else:
            messages.success(http, "Added. No date moves until you record what happened.")
            return redirect(message)
    context = {"request_shown": request, "form": form}
    return render(http, "correspondence/add_letter.html", context, status=422 if form.errors else 200)


@takes_long_texts
@require_http_methods(["GET", "POST"])
def upload_mail(http: MemberRequest, pk: int) -> HttpResponse:
    """An e-mail as a mail program saves it."""
    request = request_or_404(http, pk)
    form = MailForm(*posted(http))
    if http.method == "POST" and form.is_valid():
        try:
            message = add_mail(
                request=request,
                raw=form.cleaned_data["mail"].read(),
                by=http.user,
                today=timezone.localdate(),
                direction=form.cleaned_data["direction"],
            )
        except AlreadyHere as error:
            messages.info(http, str(error))
            return redirect(error.message)
        except CorrespondenceError as error:
            form.add_error("mail", str(error))
        else:
            messages.success(http, "Added. No date moves until you record what happened.")
            if message.date_note:
                messages.warning(http, f"{message.date_note} Give the right one with “Edit letter”.")
            return redirect(message)
    context = {"request_shown": request, "form": form}
    return render(http, "correspondence/upload_mail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """The facts about a letter, and the way to take it out of the request."""
    message = message_or_404(http, pk)
    form = EditLetterForm(posted(http)[0], message=message, today=timezone.localdate())
    if http.method == "POST" and form.is_valid():
        try:
            changed = mending.edit_letter(message=message, by=http.user, **form.cleaned_data)
        except CorrespondenceError as error:
            form.add_error("direction", str(error))
        else:
            said = (
                "Saved. No date moves until you record what happened." if changed else "Nothing was changed."
            )
            messages.success(http, said)
            return redirect(message)
    context = {
        "letter": message,
        "request_shown": message.request,
        "form": form,
        "remove_form": None if message.opens_request or message.removed_at else RemoveLetterForm(),
    }
    return render(http, "correspondence/edit_letter.html", context, status=422 if form.errors else 200)


@require_POST
def remove_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """Not ours, or filed by mistake: out of the story, and kept."""
    message = message_or_404(http, pk)
    form = RemoveLetterForm(http.POST)
    if not form.is_valid():
        messages.error(http, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("correspondence:edit_letter", pk)
    try:
        mending.remove_letter(message=message, because=form.cleaned_data["because"], by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
    else:
        messages.success(http, "Taken out of this request. It is kept below the story, and can be put back.")
    return redirect(message.request)


@require_POST
def put_back(http: MemberRequest, pk: int) -> HttpResponse:
    """A letter that was taken out by mistake comes back to its place."""
    message = message_or_404(http, pk)
    mending.put_back(message=message, by=http.user)
    messages.success(http, "Put back into its place.")
    return redirect(message)
