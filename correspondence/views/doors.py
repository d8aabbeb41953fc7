"""Bringing in a mailbox as a file, and what could not be read of all that came in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, refused
from accounts.models import Team
from correspondence.doors.bundles import BundleRefused
from correspondence.errors import TooBig
from correspondence.forms_mail import BringInForm
from correspondence.models import Arrival, MailUpload
from correspondence.services import inbound, uploads
from correspondence.sniffing import serve_as
from correspondence.tasks import wake
from correspondence.views.files import handed_out
from correspondence.views.guards import posted, takes_long_texts

A_PAGE = 50
EARLIER = 20


@takes_long_texts
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(http: MemberRequest) -> HttpResponse:
    """A file of mails; each becomes a letter of its request, or waits to be filed."""
    form = BringInForm(*posted(http), teams=Team.objects.visible_to(http.user))
    if http.method == "POST" and form.is_valid():
        try:
            upload = uploads.bring_in(by=http.user, **form.cleaned_data)
        except (TooBig, BundleRefused) as error:
            form.add_error("file", str(error))
        else:
            transaction.on_commit(wake)
            return redirect(upload)
    earlier = MailUpload.objects.visible_to(http.user).select_related("team")[:EARLIER]
    context = {"form": form, "earlier": earlier}
    return render(http, "correspondence/bring_in.html", context, status=refused(form))


@require_safe
def mail_upload(http: MemberRequest, pk: int) -> HttpResponse:
    """How far it has come, and in the end what became of each mail; the part that asks for itself is in it."""
    found = get_object_or_404(MailUpload.objects.visible_to(http.user).select_related("team"), pk=pk)
    context = {"upload": found, "report": uploads.report_on(found)}
    part = http.headers.get("HX-Request") and not http.headers.get("HX-Boosted")
    return render(http, f"correspondence/{'_mail_upload' if part else 'mail_upload'}.html", context)


@require_safe
def quarantine(http: MemberRequest) -> HttpResponse:
    """What could not be read, with its bytes and a way to have it tried again."""
    found = Arrival.objects.quarantined().for_reader(http.user).select_related("team", "mailbox")
    page = Paginator(found, A_PAGE).get_page(http.GET.get("page"))
    return render(http, "correspondence/quarantine.html", {"page": page})


@require_safe
def raw_arrival(http: MemberRequest, pk: int) -> HttpResponseBase:
    """The bytes of a mail as they came, to be saved and never to be opened in the page."""
    found = get_object_or_404(Arrival.objects.for_reader(http.user), pk=pk)
    return handed_out(found.raw, f"mail-{found.pk}.eml", serve_as(""))


@require_POST
def try_again(http: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Arrival.objects.for_reader(http.user), pk=pk)
    if inbound.try_again(arrival=found, by=http.user):
        transaction.on_commit(wake)
        messages.success(http, "It is being read again. If that fails, it comes back here.")
    else:
        messages.info(http, "It waits here no longer.")
    return redirect("correspondence:quarantine")
