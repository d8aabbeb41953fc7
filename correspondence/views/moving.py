"""Letters in the wrong place: to another request, to one of their own, back to the inbox; and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted, refused
from correspondence.errors import CorrespondenceError
from correspondence.forms import RemoveLetterForm
from correspondence.inbox_forms import NewRequestForm, title_from
from correspondence.models import Arrival, MailMove
from correspondence.services import beginning, moving, undoing
from correspondence.services.candidates import clues_of, clues_of_letter, suggestions_for
from correspondence.views.guards import (
    arrival_or_404,
    chosen_request_or_404,
    found_requests,
    message_or_404,
    tell_undoable,
)
from requests_app.deadlines import FactsError


@require_http_methods(["GET", "HEAD", "POST"])
def move_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """Where a letter may belong instead; a POST with the request chosen moves it."""
    letter = message_or_404(http, pk)
    team = letter.request.team_id
    if http.method == "POST":
        request = chosen_request_or_404(http, team=team)
        try:
            move = moving.move_letter(message=letter, to=request, by=http.user)
        except CorrespondenceError as error:
            messages.error(http, str(error))
            return redirect(letter)
        if move:
            tell_undoable(http, f"Moved to {request.authority.name}, {request.title}.", move)
        return redirect(f"{request.get_absolute_url()}#letter-{letter.pk}")
    words = http.GET.get("q", "").strip()[:200]
    context = {
        "letter": letter,
        "suggested": suggestions_for(clues_of_letter(letter), team=team, but=letter.request_id),
        "words": words,
        "found": [each for each in found_requests(http, words, team=team) if each != letter.request],
        "do_url": "correspondence:move_letter",
        "remove_form": RemoveLetterForm(),
    }
    return render(http, "correspondence/move_letter.html", context)


@require_POST
def unfile_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """Back to the unfiled inbox."""
    letter = message_or_404(http, pk)
    try:
        move = moving.unfile_letter(message=letter, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
        return redirect(letter)
    tell_undoable(http, "It waits in the unfiled inbox.", move)
    return redirect("correspondence:inbox_mail", move.arrival_id)


@require_http_methods(["GET", "HEAD", "POST"])
def split_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """A letter gets a request of its own."""
    letter = message_or_404(http, pk)
    initial = {
        "authority": letter.request.authority,
        "title": title_from(letter.subject),
        "letter": "" if letter.is_incoming else letter.body_text,
        "day": None if letter.is_incoming else letter.on,
    }
    form = NewRequestForm(
        posted(http),
        user=http.user,
        today=timezone.localdate(),
        team=letter.request.team,
        initial=initial,
    )
    if http.method == "POST" and form.is_valid():
        try:
            move = beginning.split_letter(message=letter, by=http.user, **form.logged())
        except (CorrespondenceError, FactsError) as error:
            form.add_error(None, str(error))
        else:
            return _begun(http, move)
    context = {"form": form, "letter": letter, "back": letter.get_absolute_url()}
    return render(http, "correspondence/new_request.html", context, status=refused(form))


@require_http_methods(["GET", "HEAD", "POST"])
def new_request(http: MemberRequest, pk: int) -> HttpResponse:
    """A waiting mail begins a request, or belongs to one that is not here yet."""
    arrival = arrival_or_404(http, pk)
    team = arrival.team
    assert team is not None  # noqa: S101 - for the type checker: it is visible to a team
    best = next(iter(suggestions_for(clues_of(arrival), team=arrival.team_id)), None)
    guess = best.request.authority if best and best.ranked.is_told else ""
    form = NewRequestForm(
        posted(http),
        user=http.user,
        today=timezone.localdate(),
        team=team,
        initial={"authority": guess, "title": title_from(arrival.subject)},
    )
    if http.method == "POST" and form.is_valid():
        try:
            move = beginning.file_with_new(
                arrival=arrival, team=team, by=http.user, today=timezone.localdate(), **form.logged()
            )
        except (CorrespondenceError, FactsError) as error:
            form.add_error(None, str(error))
        else:
            return _begun(http, move)
    context = {"form": form, "mail": arrival, "back": "", "waits": arrival.state == Arrival.State.UNFILED}
    return render(http, "correspondence/new_request.html", context, status=refused(form))


def _begun(http: MemberRequest, move: MailMove) -> HttpResponse:
    request = move.to_request
    assert request is not None  # noqa: S101 - for the type checker
    due = f" The answer is due by {request.due_on:%-d %B %Y}." if request.due_on else ""
    tell_undoable(http, f"Logged, with the letter in it.{due}", move)
    return redirect(request)


@require_POST
def undo(http: MemberRequest, pk: int) -> HttpResponse:
    """Take back where a letter or a mail was put."""
    move = get_object_or_404(MailMove.objects.visible_to(http.user), pk=pk)
    try:
        done = undoing.undo(move=move, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
    else:
        messages.success(http, "Undone." if done else "That was undone already.")
    back = move.from_request
    if back and not back.discarded_at:
        return redirect(f"{back.get_absolute_url()}#letter-{move.letter_id}")
    return redirect("correspondence:inbox")
