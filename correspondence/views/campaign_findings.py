"""What a campaign found, for its team; and publishing it, for its leads."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest, posted, refused
from correspondence import publishing
from correspondence.publication_forms import PublicationForm, WithdrawForm
from correspondence.term_lines import term_lines
from correspondence.views.campaigns import about, campaign_for_lead, campaign_or_404, page_or_form
from requests_app.counts.campaign_findings import findings_of
from requests_app.counts.outcomes import LABELS
from requests_app.errors import EditedMeanwhile, PublicationRefused
from requests_app.figures.findings_drawing import drawn
from requests_app.models import Campaign, InformationRequest, Publication
from requests_app.services.publications import (
    embargoed_since,
    put_back_publication,
    withdraw_publication,
)

NAMED = 10  # requests of which no answer is recorded


@require_safe
def campaign_findings(http: MemberRequest, pk: int) -> HttpResponse:
    """The figures of a campaign as they stand now, and where its publication stands."""
    shown, today = campaign_or_404(http, pk), timezone.localdate()
    publication = _publication(shown)
    requests = InformationRequest.objects.filter(campaign=shown)
    context = {
        **about(http, shown, "findings"),
        **drawn(findings_of(shown, on=today, terms=term_lines(shown)), ended_labels=LABELS),
        "today": today,
        "publication": publication,
        "state": publishing.state_of(publication, on=today) if publication else "",
        "under_embargo": requests.under_embargo(on=today).count(),
        "unrecorded": requests.coded_without_an_answer().select_related("authority")[:NAMED],
    }
    return render(http, "campaigns/findings.html", context)


@page_or_form
def campaign_publish(http: MemberRequest, pk: int) -> HttpResponse:
    """Publish the findings, change what is said or the day, take the figures anew, withdraw, put back."""
    shown, today = campaign_for_lead(http, pk), timezone.localdate()
    publication = _publication(shown)
    do = http.POST.get("do") in ("withdraw", "put_back") if publication else False
    data = posted(http)
    form = PublicationForm(None if do else data, campaign=shown, publication=publication, today=today)
    withdrawing = WithdrawForm(
        data if do else None,
        initial={"version": publication and publication.version},
        auto_id="withdraw_%s",
    )
    done = None
    if publication and do and withdrawing.is_valid():
        done = _withdraw_or_put_back(http, publication, withdrawing)
    elif http.method == "POST" and not do and form.is_valid():
        done = _publish(http, shown, publication, form)
    if done:
        return done
    context = {
        **about(http, shown, "findings"),
        **_standing(publication, today),
        "unrecorded": InformationRequest.objects.filter(campaign=shown)
        .coded_without_an_answer()
        .select_related("authority")[:NAMED],
        "form": withdrawing if do else form,
        "publication_form": form,
        "withdrawing": withdrawing,
    }
    return render(http, "campaigns/publish.html", context, status=refused(withdrawing if do else form))


def _standing(publication: Publication | None, today: date) -> dict[str, Any]:
    """Where the publication stands, its address, and how much of it has come under embargo since."""
    if not publication:
        return {"publication": None, "state": ""}
    return {
        "publication": publication,
        "state": publishing.state_of(publication, on=today),
        "address": settings.SITE_URL + publication.get_absolute_url(),
        "since": embargoed_since(publication, on=today).count(),
    }


def _publication(shown: Campaign) -> Publication | None:
    return Publication.objects.filter(campaign=shown).select_related("campaign__team", "published_by").first()


def _publish(
    http: MemberRequest, shown: Campaign, publication: Publication | None, form: PublicationForm
) -> HttpResponseRedirect | None:
    """Publish or change as the form says; None where it was refused, which the form says then."""
    today, at = timezone.localdate(), timezone.now()
    try:
        if publication:
            made = publishing.change(
                publication=publication,
                seen_version=form.cleaned_data["version"] or 0,
                terms=form.terms,
                renew=form.cleaned_data["renew"],
                by=http.user,
                today=today,
                at=at,
            )
        else:
            made = publishing.publish(campaign=shown, terms=form.terms, by=http.user, today=today, at=at)
    except (PublicationRefused, EditedMeanwhile) as error:
        form.add_error(None, str(error))
        return None
    if made.is_open(on=today):
        messages.success(http, "Published: everybody can read it now.")
    else:
        messages.success(
            http, f"It becomes public on {made.opens_on:%-d %B %Y}. Read it as your team sees it."
        )
    return redirect("correspondence:campaign_publish", shown.pk)


def _withdraw_or_put_back(
    http: MemberRequest, publication: Publication, form: WithdrawForm
) -> HttpResponseRedirect | None:
    given = {"publication": publication, "seen_version": form.cleaned_data["version"], "by": http.user}
    try:
        if http.POST.get("do") == "put_back":
            put_back_publication(**given, at=timezone.now())
            messages.success(http, "It is published again, with the figures it had.")
        else:
            withdraw_publication(**given, because=form.cleaned_data["because"], at=timezone.now())
            messages.success(http, "Withdrawn: nobody but your team finds it at its address any more.")
    except (PublicationRefused, EditedMeanwhile) as error:
        form.add_error(None, str(error))
        return None
    return redirect("correspondence:campaign_publish", publication.campaign_id)
