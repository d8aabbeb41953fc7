"""The unfiled inbox: mail that nobody could file for sure, and where it may belong."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models.functions import Left
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from correspondence.errors import CorrespondenceError
from correspondence.inbox_forms import SeveralForm
from correspondence.inbox_rows import mail_rows
from correspondence.models import Arrival, MailMove
from correspondence.services import inbox as services
from correspondence.services.candidates import clues_of, likeliest, suggestions_for
from correspondence.views.guards import arrival_or_404, chosen_request_or_404, found_requests, tell_undoable
from correspondence.waiting_mail import waiting_mail

PER_PAGE = 50
LOOKED_AT = 2000  # characters of each mail that the list looks at for a case number
State = Arrival.State


@require_safe
def inbox(http: MemberRequest) -> HttpResponse:
    """What waits, the newest first; with `?show=not_ours` what was put aside."""
    aside = http.GET.get("show") == "not_ours"
    mails = Arrival.objects.visible_to(http.user).filter(state=State.NOT_OURS if aside else State.UNFILED)
    shown = (
        mails.select_related("team").defer("body_text", "contents").annotate(top=Left("body_text", LOOKED_AT))
    )
    page = Paginator(shown.order_by("-arrived_at", "-pk"), PER_PAGE).get_page(http.GET.get("page"))
    rows = mail_rows(list(page.object_list), likeliest, today=timezone.localdate(), aside=aside)
    context = {
        "page_obj": page,
        "rows": rows,
        "aside": aside,
        "query": "show=not_ours" if aside else "",
        "any_suggested": any(row.suggested for row in rows),
    }
    return render(http, "correspondence/inbox.html", context)


@require_POST
def several(http: MemberRequest) -> HttpResponse:
    """File those ticked with what is suggested for each, or put them aside."""
    waiting = Arrival.objects.visible_to(http.user).unfiled()
    form = SeveralForm(http.POST, mails=list(waiting.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(
            http, "Tick the mails first: those that somebody else dealt with are gone from the list."
        )
        return redirect("correspondence:inbox")
    ticked = list(waiting.filter(pk__in=form.cleaned_data["mail"]).select_related("team"))
    if form.cleaned_data["do"] == "not_ours":
        moves, problems = services.put_aside(arrivals=ticked, by=http.user)
        _report(http, moves, problems, "put aside as not ours")
        return redirect("correspondence:inbox")
    best = likeliest(ticked)
    pairs = [(mail, best[mail.pk].request) for mail in ticked if mail.pk in best]
    moves, problems = services.file_several(pairs=pairs, by=http.user, today=timezone.localdate())
    if len(pairs) < len(ticked):
        problems.append(f"{len(ticked) - len(pairs)} had no suggestion to be filed by, and wait on.")
    _report(http, moves, problems, "filed")
    return redirect("correspondence:inbox")


def _report(http: MemberRequest, moves: list[MailMove], problems: list[str], done: str) -> None:
    if moves:
        mails = "1 mail was" if len(moves) == 1 else f"{len(moves)} mails were"
        tell_undoable(http, f"{mails} {done}.", moves[0])
    for problem in problems[:5]:
        messages.warning(http, problem)


@require_safe
def mail(http: MemberRequest, pk: int) -> HttpResponse:
    """One mail, with the requests it may belong to; `?q=` looks for others."""
    arrival = arrival_or_404(http, pk)
    if arrival.state in (State.FILED, State.DUPLICATE) and arrival.letter and not arrival.letter.removed_at:
        return redirect(arrival.letter)
    if arrival.state not in (State.UNFILED, State.NOT_OURS):
        raise Http404
    waiting = waiting_mail(arrival)
    words = http.GET.get("q", "").strip()[:200]
    context = {
        "mail": arrival,
        "waiting": waiting,
        "suggested": suggestions_for(clues_of(arrival, waiting.recipients), team=arrival.team_id),
        "words": words,
        "found": found_requests(http, words, team=arrival.team_id),
        "do_url": "correspondence:inbox_file",
        "waits": arrival.state == State.UNFILED,
    }
    return render(http, "correspondence/mail.html", context)


@require_POST
def file(http: MemberRequest, pk: int) -> HttpResponse:
    """File it with the request chosen: one click, and one to undo it."""
    arrival = arrival_or_404(http, pk)
    request = chosen_request_or_404(http, team=arrival.team_id)
    try:
        move = services.file_here(arrival=arrival, request=request, by=http.user, today=timezone.localdate())
    except CorrespondenceError as error:
        messages.error(http, str(error))
        return redirect("correspondence:inbox")
    done = move.arrival.reason if move.arrival and move.arrival.state == State.DUPLICATE else ""
    tell_undoable(http, f"Filed with {request.authority.name}, {request.title}. {done}".strip(), move)
    return redirect("correspondence:inbox")


@require_POST
def not_ours(http: MemberRequest, pk: int) -> HttpResponse:
    """It belongs to no request of the team: out of the list, and kept."""
    arrival = arrival_or_404(http, pk)
    try:
        move = services.mark_not_ours(arrival=arrival, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
    else:
        tell_undoable(http, "Put aside as not ours. It is kept under “Not ours”.", move)
    return redirect("correspondence:inbox")


@require_POST
def wait_again(http: MemberRequest, pk: int) -> HttpResponse:
    """What was put aside waits in the inbox again."""
    arrival = get_object_or_404(Arrival.objects.visible_to(http.user), pk=pk)
    try:
        services.wait_again(arrival=arrival, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
    else:
        messages.success(http, "It waits in the inbox again.")
    return redirect("correspondence:inbox")
