"""Chasing many authorities at once: look at the letters, send them off, call them back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from correspondence.chase_form import ChaseForm, letters_chosen, numbers_of
from correspondence.delivery_words import delivery
from correspondence.models import OutgoingLetter
from correspondence.models.outgoing import OutgoingLetterQuerySet
from correspondence.services.chasing import MOST_AT_ONCE, LeftOut, prepare, send_chasers, undo_chase
from requests_app.counts.late import late
from requests_app.forms import FilterForm
from requests_app.models import InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.views.lists import list_page

NAMED = 5


@require_http_methods(["GET", "HEAD", "POST"])
def chase(http: MemberRequest) -> HttpResponse:
    """The letters to those that the address matches, overdue ones where it names no status; or to those ticked."""
    visible = InformationRequest.objects.visible_to(http.user)
    given = http.GET.dict()
    if http.method != "POST":
        given = {**given, "status": given.get("status") or "overdue"}
    found = FilterForm(given, user=http.user, today=timezone.localdate()).filtered(visible)
    if http.method == "POST":
        form = ChaseForm(http.POST, user=http.user)
        if not form.is_valid():
            return list_page(http, many=form)
        found = form.chosen_of(found, visible)
    return _page(http, found)


def _page(http: MemberRequest, found: InformationRequestQuerySet, problem: str = "") -> HttpResponse:
    """The letters to these, those that are late first."""
    today = timezone.localdate()
    late_first = Case(When(late(today), then=Value(0)), default=Value(1), output_field=IntegerField())
    chosen = prepare(requests=found.order_by(late_first, "due_on", "pk"), by=http.user, today=today)
    context = {
        "letters": chosen.letters,
        "left_out": chosen.left_out,
        "ticked": sum(each.is_ticked for each in chosen.letters),
        "total": found.count(),
        "most": MOST_AT_ONCE,
        "errors": [{"text": problem, "href": "#letters"}] if problem else [],
        "has_errors": bool(problem),
    }
    return render(http, "correspondence/chase.html", context, status=422 if problem else 200)


@require_POST
def send(http: MemberRequest) -> HttpResponse:
    """Send those off that are ticked, as they were seen."""
    chosen = letters_chosen(http.POST)
    if not chosen:
        shown = InformationRequest.objects.visible_to(http.user).filter(pk__in=numbers_of(http.POST))
        return _page(http, shown, "Tick the letters that are to be sent")
    sent = send_chasers(chosen=chosen, by=http.user, at=timezone.now(), today=timezone.localdate())
    if sent.left_out:
        messages.warning(http, _named(sent.left_out))
    if sent.batch is None:
        messages.error(http, "Nothing was sent.")
        return redirect(f"{reverse('requests:list')}?status=overdue&sort=due")
    return redirect("correspondence:chase_batch", sent.batch)


def _named(left_out: Sequence[LeftOut]) -> str:
    """Who was left out and why, the first few by name."""
    named = [f"{each.request.authority}: {each.reason}" for each in left_out[:NAMED]]
    more = f" And {len(left_out) - NAMED} more." if len(left_out) > NAMED else ""
    return f"Left out. {' '.join(named)}{more}"


@require_safe
def batch(http: MemberRequest, batch: uuid.UUID) -> HttpResponse:
    """The letters that were sent off together, and where each stands."""
    letters = _batch_or_404(http, batch).select_related("request__authority").order_by("pk")
    now = timezone.now()
    rows = [(letter, delivery(letter, at=now)) for letter in letters]
    waiting = [each for _, each in rows if each.can_be_called_back]
    context = {
        "batch": batch,
        "rows": rows,
        "waiting": len(waiting),
        "seconds": max((each.seconds_left or 0 for each in waiting), default=0),
    }
    return render(http, "correspondence/chase_batch.html", context)


@require_POST
def undo(http: MemberRequest, batch: uuid.UUID) -> HttpResponse:
    """Call back what still waits of them."""
    letters = _batch_or_404(http, batch)
    back = undo_chase(batch=batch, by=http.user)
    gone = letters.count()
    said = f"Called back: {back} letter{'' if back == 1 else 's'}, not sent."
    if gone:
        messages.warning(http, f"{said} It is too late for {gone}.")
        return redirect("correspondence:chase_batch", batch)
    messages.success(http, said)
    return redirect(f"{reverse('requests:list')}?status=overdue&sort=due")


def _batch_or_404(http: MemberRequest, batch: uuid.UUID) -> OutgoingLetterQuerySet:
    letters = OutgoingLetter.objects.visible_to(http.user).filter(batch=batch)
    if not letters.exists():
        raise Http404("There is no such batch of letters.")
    return letters
