"""Bank holidays proclaimed late: for site admins alone."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import site_admin_required
from accounts.audit import entries_about
from accounts.http import MemberRequest, posted
from accounts.waking import wake_after_commit
from requests_app.errors import AlreadyWithdrawn, NotAHoliday
from requests_app.forms.proclaim import ProclaimForm
from requests_app.models import Proclaimed, RecomputeRun
from requests_app.services import proclaiming
from requests_app.tasks import resume_runs

HISTORY = 20
PATIENCE = timedelta(minutes=1)


@site_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def proclaimed(http: MemberRequest) -> HttpResponse:
    """The days that were added, the run in hand, and the form for another day."""
    form = ProclaimForm(posted(http))
    if http.method == "POST" and form.is_valid():
        try:
            run = proclaiming.proclaim_day(**form.cleaned_data, by=http.user)
        except NotAHoliday as error:
            form.add_error("on", str(error))
        else:
            return _begun(http, run)
    runs = Prefetch("runs", RecomputeRun.objects.order_by("pk"))
    days = Proclaimed.objects.select_related("added_by", "withdrawn_by").prefetch_related(runs)
    context = {
        "form": form,
        "days": days,
        "runs": [(run, _words(run)) for run in RecomputeRun.objects.filter(finished_at=None).order_by("pk")],
        "history": entries_about(Proclaimed)[:HISTORY],
    }
    return render(http, "requests_app/proclaimed.html", context, status=422 if form.errors else 200)


@site_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(http: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take the day back."""
    day = get_object_or_404(Proclaimed.objects.standing(), pk=pk)
    if http.method != "POST":
        return render(http, "requests_app/proclaimed_withdraw.html", {"day": day})
    try:
        run = proclaiming.withdraw_day(day=day, by=http.user)
    except AlreadyWithdrawn as error:
        messages.error(http, str(error))
        return redirect("requests:proclaimed")
    return _begun(http, run)


@site_admin_required
@require_safe
def run_progress(http: MemberRequest, pk: int) -> HttpResponse:
    """How far a run has come: the part of the page that asks for itself again; alone it is no page."""
    run = get_object_or_404(RecomputeRun, pk=pk)
    if not http.headers.get("HX-Request"):
        return redirect("requests:proclaimed")
    return render(http, "requests_app/_run.html", {"run": run, "words": _words(run)})


def _begun(http: MemberRequest, run: RecomputeRun) -> HttpResponse:
    wake_after_commit(resume_runs)
    messages.success(http, f"{run.reason}. Open requests are being worked out again.")
    return redirect("requests:proclaimed")


def _words(run: RecomputeRun) -> str:
    if run.done == 0 and timezone.now() - run.started_at > PATIENCE:
        return "No worker has begun yet. It goes on by itself as soon as one runs."
    moved = f"{run.moved} due date{'' if run.moved == 1 else 's'} moved so far"
    return f"{moved}; {run.failed} could not be worked out." if run.failed else f"{moved}."
