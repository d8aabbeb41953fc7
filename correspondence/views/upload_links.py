"""The team's side of an upload link: making it, showing its address once, making it void."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted, refused
from correspondence.file_forms import LinkForm
from correspondence.models import UploadLink
from correspondence.services.upload_links import issue_link, revoke_link
from correspondence.upload_page import waiting_files
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "POST"])
def upload_links(http: MemberRequest, pk: int) -> HttpResponse:
    """The links of a request; a new one's address is shown this once, with words for the letter."""
    request, now = request_or_404(http, pk), timezone.now()
    form = LinkForm(posted(http), initial={"days": settings.UPLOAD_LINK_DAYS})
    context = {"request_shown": request, "form": form, "now": now}
    if http.method == "POST" and form.is_valid():
        secret = issue_link(request=request, days=form.cleaned_data["days"], by=http.user, at=now)
        context["address"] = settings.SITE_URL + reverse("upload", args=[secret])
    context["waiting"] = waiting_files(request)
    context["links"] = request.upload_links.select_related("made_by")
    return render(http, "correspondence/upload_links.html", context, status=refused(form))


@require_POST
def revoke_upload_link(http: MemberRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(UploadLink.objects.visible_to(http.user), pk=pk)
    revoke_link(link=link, by=http.user, at=timezone.now())
    messages.success(http, "The address is void: nobody can leave files there any more.")
    return redirect("correspondence:upload_links", link.request_id)
