"""A letter of ours on its way: looked over, sent off, called back, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from correspondence.delivery_words import delivery
from correspondence.errors import AlreadySettled, CorrespondenceError, TooLate
from correspondence.file_names import for_download
from correspondence.models import OutgoingFile, OutgoingLetter
from correspondence.services import delivery as settling
from correspondence.services import outbox
from correspondence.services.handing_over import written_to
from correspondence.services.outbox_mail import headers_of
from correspondence.services.sent import day_of, plan_for
from correspondence.sniffing import serve_as, sniff
from correspondence.views.files import handed_out
from correspondence.views.guards import outgoing_or_404
from requests_app.errors import EditedMeanwhile

_REFUSALS = (CorrespondenceError, EditedMeanwhile)


@require_safe
def outgoing(http: MemberRequest, pk: int) -> HttpResponse:
    """Exactly what goes out, or went, and where it stands; htmx asks for that alone while it is on its way."""
    letter = outgoing_or_404(http, pk)
    now = timezone.now()
    context = {"letter": letter, "request_shown": letter.request, "delivery": delivery(letter, at=now)}
    if getattr(http, "htmx", None):
        return render(http, "correspondence/_delivery.html", context)
    problem = ""
    if letter.state == OutgoingLetter.State.DRAFT:
        letter.written_by = http.user  # who sends it off is who writes it
    try:
        context["headers"] = headers_of(letter)
        if letter.state == OutgoingLetter.State.DRAFT:
            outbox.check_ready(letter)
    except CorrespondenceError as error:
        problem = str(error)
    context |= {
        "problem": problem,
        "files": letter.files.all(),
        "no_mail": "" if letter.sent_at else written_to(),
        "plan": plan_for(letter, on=day_of(letter.request, now)),
    }
    return render(http, "correspondence/outgoing.html", context)


@require_POST
def send(http: MemberRequest, pk: int) -> HttpResponse:
    """Send a draft off, as it was seen."""
    letter = outgoing_or_404(http, pk)
    seen = http.POST.get("version", "")
    try:
        version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0
        outbox.queue(letter=letter, by=http.user, at=timezone.now(), seen_version=version)
    except _REFUSALS as error:
        messages.error(http, f"It was not sent. {error}")
    return redirect(letter)


@require_POST
def call_back(http: MemberRequest, pk: int) -> HttpResponse:
    """A waiting letter becomes a draft again."""
    letter = outgoing_or_404(http, pk)
    try:
        outbox.call_back(letter=letter, by=http.user)
    except TooLate as error:
        messages.error(http, str(error))
    else:
        messages.success(http, "Called back: it is a draft again, and was not sent.")
    return redirect(letter)


@require_safe
def check_delivery(http: MemberRequest) -> HttpResponse:
    """The letters that nobody knows to have arrived, or that did not, of all teams of the person."""
    found = OutgoingLetter.objects.visible_to(http.user).to_check()
    found = found.select_related("request__authority", "request__owner", "written_by")
    page = Paginator(found.order_by("pk"), 50).get_page(http.GET.get("page"))
    now = timezone.now()
    rows = [(letter, delivery(letter, at=now)) for letter in page]
    context = {"page": page, "rows": rows, "no_mail": written_to()}
    return render(http, "correspondence/check_delivery.html", context)


_DONE = {
    "arrived": (settling.it_arrived, "Noted: it arrived. It stands in the thread."),
    "again": (settling.send_again, "It goes again in a minute. Until then it can be called back."),
    "drop": (settling.drop, "Noted. It is off the list."),
    "rewrite": (settling.write_again, "Here is the same letter as a draft. Check the address."),
}


@require_POST
def settle(http: MemberRequest, pk: int) -> HttpResponse:
    """A person says what became of the letter."""
    letter = outgoing_or_404(http, pk)
    deed, said = _DONE.get(http.POST.get("do", ""), (None, ""))
    if deed is None:
        messages.error(http, "Choose what became of the letter.")
        return redirect("correspondence:check_delivery")
    try:
        settled = deed(letter=letter, by=http.user, at=timezone.now())
    except AlreadySettled as error:
        messages.info(http, str(error))
        return redirect(letter)
    messages.success(http, said)
    return redirect(
        settled if deed in (settling.send_again, settling.write_again) else "correspondence:check_delivery"
    )


@require_safe
def outgoing_file(http: MemberRequest, pk: int) -> HttpResponseBase:
    """A file that goes with a letter of ours."""
    ours = OutgoingFile.objects.filter(outgoing__in=OutgoingLetter.objects.visible_to(http.user))
    found = get_object_or_404(ours, pk=pk)
    with found.file.open("rb") as opened:
        kind = serve_as(sniff(opened))
    return handed_out(found.file, for_download(found.filename, otherwise=f"file-{found.pk}"), kind)
