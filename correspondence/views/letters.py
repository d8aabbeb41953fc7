"""Adding to the thread of a request: a letter written down, an e-mail as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from correspondence.errors import AlreadyHere, CorrespondenceError
from correspondence.forms import LetterForm, MailForm
from correspondence.services import letters as services
from correspondence.services.mail import add_mail
from correspondence.views.guards import posted, takes_long_texts
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
            return redirect(message)
    context = {"request_shown": request, "form": form}
    return render(http, "correspondence/upload_mail.html", context, status=422 if form.errors else 200)
