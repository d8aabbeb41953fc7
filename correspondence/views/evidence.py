"""The evidence bundle of a request: asking for the PDF, and the same as a page to be printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from accounts.waking import wake_after_commit
from correspondence.evidence import evidence_paper
from correspondence.tasks import make_bundles
from requests_app.models import InformationRequest, Report
from requests_app.pdf.needs import can_print
from requests_app.services.reports import ask_for_report
from requests_app.views.guards import request_or_404
from requests_app.views.reports import on_screen


@require_POST
def evidence(http: MemberRequest, pk: int) -> HttpResponse:
    """Have the bundle made in the background; where no PDF can be made, show it as a page to be printed."""
    request = request_or_404(http, pk)
    if not can_print():
        return redirect("correspondence:print_evidence", request.pk)
    report = ask_for_report(
        kind=Report.Kind.EVIDENCE,
        title=_title(request),
        request=request,
        by=http.user,
        on=timezone.localdate(),
        at=timezone.now(),
        teams=[request.team],
    )
    wake_after_commit(make_bundles)
    return redirect(report)


@require_safe
def print_evidence(http: MemberRequest, pk: int) -> HttpResponse:
    """The bundle as a page of the site."""
    request = request_or_404(http, pk)
    draft = Report(
        kind=Report.Kind.EVIDENCE,
        title=_title(request),
        request=request,
        on=timezone.localdate(),
        made_by=http.user,
    )
    return on_screen(http, evidence_paper(draft), back=request.get_absolute_url())


def _title(request: InformationRequest) -> str:
    reference = next((each.value for each in request.references.all()), "")
    return f"{request.authority.name}: {request.title}" + (f" ({reference})" if reference else "")
