"""Reports as PDF: asking for one, its page with how far it is, the file, and all of them in a list."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, posted
from accounts.waking import wake_after_commit
from requests_app.forms.report import ReportForm
from requests_app.models import Report
from requests_app.pdf.needs import can_print
from requests_app.reports.lists import MAKERS, MOST, found_for
from requests_app.reports.paper import Paper
from requests_app.services import reports as services
from requests_app.tasks import make_reports

PER_PAGE = 50
PATIENCE = timedelta(seconds=20)
MOST_CHOSEN = 500


@require_safe
def reports(http: MemberRequest) -> HttpResponse:
    """All reports that the person may see, the newest first."""
    found = Report.objects.visible_to(http.user).select_related("made_by")
    page = Paginator(found, PER_PAGE).get_page(http.GET.get("page"))
    return render(http, "requests_app/reports.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(http: MemberRequest) -> HttpResponse:
    """A report of the requests that the address chooses: its title is asked for, then it is made in the background."""
    form = ReportForm(posted(http))
    is_asked = http.method == "POST" and form.is_valid()
    kind = form.cleaned_data["kind"] if is_asked else Report.Kind.REQUESTS
    draft = _draft(http, kind, form.cleaned_data["title"] if is_asked else "")
    found, filters = found_for(draft)
    number = found.order_by().count()
    problem = _problem(number, names_no_filter=bool(filters.errors))
    if is_asked and not problem:
        return _asked(http, draft)
    narrowed = (
        [] if filters.errors else filters.narrowed_by(*(name for name in filters.fields if name != "sort"))
    )
    context = {
        "form": form,
        "number": number,
        "narrowed": narrowed,
        "chosen": len(draft.chosen),
        "problem": problem,
        "print_url": draft.print_url,
        "can_print": can_print(),
        "query": http.GET.urlencode(),
        "list_query": draft.query,
    }
    return render(http, "requests_app/new_report.html", context, status=422 if http.method == "POST" else 200)


def _draft(http: MemberRequest, kind: str, title: str = "") -> Report:
    """The report that the address means, not saved."""
    filters = http.GET.copy()
    ticked = filters.pop("chosen", [])[:MOST_CHOSEN]
    filters.pop("page", None)
    chosen = sorted({int(pk) for pk in ticked if pk.isascii() and pk.isdecimal() and len(pk) < 18})
    on = timezone.localdate()
    return Report(kind=kind, title=title, query=filters.urlencode(), chosen=chosen, on=on, made_by=http.user)


def _problem(number: int, *, names_no_filter: bool) -> str:
    if names_no_filter:
        return "This address names a filter that there is not."
    if number == 0:
        return "No request fits, so there is nothing to report."
    if number > MOST:
        return (
            f"These are {number:,} requests, and a report lists at most {MOST:,}. Narrow the list, or export it as "
            "CSV or Excel."
        )
    return ""


def _asked(http: MemberRequest, draft: Report) -> HttpResponse:
    if not can_print():
        return redirect(draft.print_url)
    report = services.ask_for_report(
        kind=draft.kind,
        title=draft.title,
        query=draft.query,
        chosen=draft.chosen,
        by=http.user,
        on=draft.on,
        at=timezone.now(),
        teams=http.user.teams.all(),
    )
    wake_after_commit(make_reports)
    return redirect(report)


@require_safe
def print_report(http: MemberRequest, kind: str) -> HttpResponse:
    """The same paper as a page of the site, to be printed by the browser."""
    if kind not in MAKERS:
        raise Http404("There is no such report.")
    draft = _draft(http, kind, Report.Kind(kind).label)
    page = reverse("requests:overdue" if kind == Report.Kind.OVERDUE else "requests:list")
    return on_screen(http, MAKERS[kind](draft), back=f"{page}?{draft.query}".rstrip("?"))


def on_screen(http: MemberRequest, paper: Paper, *, back: str) -> HttpResponse:
    """A paper as a page. Its style sheet is its own."""
    context = {"screen": True, "back": back, "cannot": not can_print(), "made_at": timezone.localtime()}
    return render(http, paper.template, {**paper.context, **context})


@require_safe
def report_page(http: MemberRequest, pk: int) -> HttpResponse:
    """One report, whatever state it is in."""
    report = report_or_404(http, pk)
    context = {"report": report, "words": _words(report), "is_mine": report.made_by_id == http.user.pk}
    return render(http, "requests_app/report.html", context)


@require_safe
def progress(http: MemberRequest, pk: int) -> HttpResponse:
    """How far it is: the part of the page that asks for itself again, and for the whole page at the end."""
    report = report_or_404(http, pk)
    if not http.headers.get("HX-Request"):
        return redirect(report)
    if not report.is_unfinished:
        return HttpResponse(headers={"HX-Redirect": report.get_absolute_url()})
    return render(http, "requests_app/_report_progress.html", {"report": report, "words": _words(report)})


def _words(report: Report) -> str:
    """What is happening, where a bar does not tell."""
    if not can_print():
        return "This server cannot make PDFs: it lacks a library. The print view says the same."
    now = timezone.now()
    if report.state == Report.State.WAITING and now - report.asked_at > PATIENCE:
        return "No worker has begun yet. It goes on by itself as soon as one runs."
    if report.state == Report.State.MAKING and report.next_attempt_at and report.next_attempt_at < now:
        return "The worker that was making it has stopped. The next one begins again by itself."
    return "You may leave this page: if it takes long, you are sent a mail."


@require_safe
def report_file(http: MemberRequest, pk: int) -> HttpResponseBase:
    """The PDF, to be saved."""
    report = report_or_404(http, pk)
    if report.state != Report.State.READY:
        raise Http404("This report is not ready.")
    try:
        opened = report.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the storage.") from error
    name = f"{slugify(report.title)[:80] or report.kind}-{report.on.isoformat()}.pdf"
    return FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")


@require_POST
def try_again(http: MemberRequest, pk: int) -> HttpResponse:
    """Have a report that failed made once more."""
    report = services.try_again(report=_mine_or_403(http, pk), at=timezone.now())
    wake_after_commit(make_reports)
    return redirect(report)


@require_POST
def remove(http: MemberRequest, pk: int) -> HttpResponse:
    """Throw a report away."""
    report = _mine_or_403(http, pk)
    services.remove_report(report=report)
    messages.success(http, f"“{report.title}” was deleted.")
    return redirect("requests:reports")


def report_or_404(http: MemberRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(http.user).select_related("made_by", "request"), pk=pk)


def _mine_or_403(http: MemberRequest, pk: int) -> Report:
    report = report_or_404(http, pk)
    if report.made_by_id != http.user.pk:
        raise PermissionDenied
    return report
