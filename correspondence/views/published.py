"""The findings that a team has published: for everybody, without an account, from the day the team chose."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from accounts.rate import within_rate
from correspondence.publishing import state_of
from correspondence.views.guards import kept_by_nobody
from requests_app.counts.outcomes import LABELS
from requests_app.figures.campaign_findings import from_json
from requests_app.figures.findings_drawing import drawn
from requests_app.models import Campaign, Publication

MOST_A_MINUTE = 120
_SANDBOX = "sandbox; default-src 'none'"


def by_slug(
    view: Callable[[HttpRequest, Publication, str], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """What a publication's address opens: to everybody while it is public, else to its team, else the same 404.

    What is public is told to caches to be asked for anew each time, so that none goes on showing what was withdrawn;
    what is not is kept by nobody.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(http: HttpRequest, slug: str) -> HttpResponseBase:
        if not within_rate(http, "findings", most=MOST_A_MINUTE):
            return kept_by_nobody(render(http, "429.html", {"readers": True}, status=429))
        publication = Publication.objects.filter(slug=slug).select_related("campaign__team").first()
        state = state_of(publication, on=timezone.localdate()) if publication else ""
        if publication is None or (state != "public" and not _is_of_the_team(http, publication)):
            return kept_by_nobody(page_not_found(http, Http404()))
        try:
            response = view(http, publication, state)
        except Http404 as error:
            return kept_by_nobody(page_not_found(http, error))
        if state != "public":
            return kept_by_nobody(response)
        response["Cache-Control"] = "public, no-cache"
        return response

    return opened


def _is_of_the_team(http: HttpRequest, publication: Publication) -> bool:
    return Campaign.objects.visible_to(http.user).filter(pk=publication.campaign_id).exists()


@by_slug
def findings(http: HttpRequest, publication: Publication, state: str) -> HttpResponseBase:
    """The page. It is made without asking who reads it: the same bytes for everybody, and nothing of a log-in."""
    context = {
        **drawn(from_json(publication.figures), ended_labels=LABELS),
        "publication": publication,
        "state": state,
        "address": settings.SITE_URL + publication.get_absolute_url(),
    }
    page = render_to_string("campaigns/published.html", context)
    etag = f'"{sha256(page.encode()).hexdigest()[:32]}"'
    response = HttpResponse(page, headers={"ETag": etag})
    return get_conditional_response(http, etag=etag, response=response) or response


@by_slug
def findings_data(http: HttpRequest, publication: Publication, state: str) -> HttpResponseBase:
    """The dataset of the edition, to be saved."""
    if not (publication.offers_dataset and publication.dataset):
        raise Http404
    try:
        file = publication.dataset.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{publication.slug}-edition-{publication.edition}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
