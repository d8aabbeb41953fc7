"""The letter of a campaign with its questions, and how it reads for any of its authorities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import User
from authorities.models import Authority
from correspondence.campaign_forms import LetterForm, QuestionFormSet, items_typed
from correspondence.views.campaigns import about, campaign_or_404
from correspondence.views.guards import takes_long_texts
from requests_app.campaign_letter import Item, unknown_fields
from requests_app.errors import CampaignRefused, EditedMeanwhile
from requests_app.models import Campaign, CampaignAuthority, CampaignLetter
from requests_app.services.campaigns.asking import Words, words_for
from requests_app.services.campaigns.editing import current_letter, items_of, set_letter

MOST_OFFERED = 500


@takes_long_texts
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_letter(http: MemberRequest, pk: int) -> HttpResponse:
    """The form, with a preview beside it: of what is typed, for the authority that was chosen."""
    shown = campaign_or_404(http, pk)
    letter = current_letter(shown)
    form, questions = _forms(http, shown, letter)
    saving = http.method == "POST" and "preview" not in http.POST
    valid = http.method == "POST" and form.is_valid() & questions.is_valid()
    if saving and valid and _saved(http, shown, form, items_typed(questions)):
        return redirect("correspondence:campaign_letter", pk)
    items = items_typed(questions) if valid else items_of(letter)
    typed = (
        CampaignLetter(subject=form.cleaned_data["subject"], body=form.cleaned_data["body"])
        if valid
        else letter
    )
    place, places = _place(http, shown)
    context = {
        **about(http, shown, "letter"),
        "letter": letter,
        "form": form,
        "questions": questions,
        "versions": shown.letters.order_by("-number"),
        "place": place,
        "places": places,
        "preview": _preview(place, typed, items, http.user),
        "unknown": unknown_fields(f"{typed.subject}\n{typed.body}"),
        "has_errors": bool(form.errors) or (not valid and http.method == "POST"),
    }
    template = "campaigns/_preview.html" if http.headers.get("HX-Request") else "campaigns/letter.html"
    return render(http, template, context, status=422 if saving else 200)


def _forms(http: MemberRequest, shown: Campaign, letter: CampaignLetter) -> tuple[LetterForm, Any]:
    if http.method == "POST":
        return LetterForm(http.POST), QuestionFormSet(http.POST, prefix="q")
    held = [
        {"place": each.position, "label": each.label, "name": each.name, "text": each.text, "line": each.line}
        for each in letter.questions.all()
    ]
    given = {"subject": letter.subject, "body": letter.body, "version": shown.version}
    return LetterForm(initial=given), QuestionFormSet(initial=held, prefix="q")


def _saved(http: MemberRequest, shown: Campaign, form: LetterForm, items: list[Item]) -> bool:
    given = form.cleaned_data
    try:
        letter = set_letter(
            campaign=shown,
            seen_version=given["version"],
            subject=given["subject"],
            body=given["body"],
            questions=items,
            by=http.user,
        )
    except (CampaignRefused, EditedMeanwhile) as error:
        form.add_error(None, str(error))
        return False
    messages.success(http, f"Saved. What is sent from now on is version {letter.number}.")
    return True


def _place(http: MemberRequest, shown: Campaign) -> tuple[CampaignAuthority, list[tuple[int, str]]]:
    """The authority that the preview is for, and those it can be for; a made-up one where there are none yet."""
    places = shown.authorities.select_related("authority").order_by("authority__name")
    offered = list(places.values_list("pk", "authority__name")[:MOST_OFFERED])
    chosen = http.POST.get("for") or http.GET.get("for") or ""
    pk = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else 0
    place = places.filter(pk=pk).first() or places.first()
    if place is None:
        anybody = Authority(name="Anytown District Council", law="foia")
        place = CampaignAuthority(authority=anybody, number=1)
    place.campaign = shown
    return place, offered


def _preview(place: CampaignAuthority, letter: CampaignLetter, items: list[Item], by: User) -> Words:
    return words_for(place, letter, items, by=by, on=timezone.localdate())
