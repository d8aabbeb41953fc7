"""Taking the figures of a campaign for a publication: embargoes kept, people masked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from accounts.models import User
from correspondence.published_words import our_words, their_words
from correspondence.term_lines import term_lines
from requests_app.counts.campaign_findings import findings_of, requests_shown
from requests_app.dataset import Dataset, dataset_of
from requests_app.dataset.packing import data_package
from requests_app.dataset.shapes import Row
from requests_app.figures.campaign_findings import Findings
from requests_app.models import Campaign, Publication
from requests_app.services.publications import (
    Snapshot,
    Terms,
    change_publication,
    embargoed_since,
    publish_findings,
)


def snapshot_of(campaign: Campaign, *, today: date, terms: Terms) -> Snapshot:
    """The figures and the dataset as at today, without what may not be published on the day they become public.

    The requests are listed first: one that comes under embargo while the figures are counted closes the publication.
    """
    embargo_on = max(today, terms.public_from)
    shown = requests_shown(campaign, embargo_on=embargo_on).order_by("pk")
    requests = list(shown.values_list("pk", flat=True))
    found = term_lines(campaign, embargo_on=embargo_on)
    counted = findings_of(campaign, on=today, embargo_on=embargo_on, terms=found)
    findings = _masked(counted, our_words(campaign))
    return Snapshot(
        findings, embargo_on, requests, data_package(public_dataset(campaign, terms, on=embargo_on))
    )


def public_dataset(campaign: Campaign, terms: Terms, *, on: date) -> Dataset:
    """The campaign's dataset for everybody, under the publication's title and publisher.

    Words quoted from letters are in it only where the terms say so, people masked; without them nothing in it is free
    text of a letter.
    """
    dataset = dataset_of(campaign, public=True, redact=their_words(campaign), on=on)
    ours = our_words(campaign)
    return replace(
        dataset,
        title=terms.title,
        team=terms.publisher,
        questions=tuple(
            replace(each, name=ours(each.name), text=ours(each.text)) for each in dataset.questions
        ),
        fields=tuple(
            replace(each, name=ours(each.name), help_text=ours(each.help_text)) for each in dataset.fields
        ),
        rows=dataset.rows if terms.quotes_letters else tuple(_without_quotes(row) for row in dataset.rows),
    )


def _without_quotes(row: Row) -> Row:
    return replace(
        row,
        cells=tuple(cell and cell._replace(quotes=()) for cell in row.cells),
        others=tuple(cell._replace(quotes=()) for cell in row.others),
    )


def publish(*, campaign: Campaign, terms: Terms, by: User, today: date, at: datetime) -> Publication:
    """Take the figures and publish them. Raises `PublicationRefused`."""
    snapshot = snapshot_of(campaign, today=today, terms=terms)
    return publish_findings(campaign=campaign, terms=terms, snapshot=snapshot, by=by, at=at)


def change(
    *,
    publication: Publication,
    seen_version: int,
    terms: Terms,
    renew: bool,
    by: User,
    today: date,
    at: datetime,
) -> Publication:
    """Change what is said; take the figures anew where that is asked for, or where what is said asks for it.

    A day before the one whose embargoes the figures keep would show what is under embargo on it; and words of letters
    are in the dataset that was kept, or are not. Raises `EditedMeanwhile`.
    """
    snapshot = None
    opens_earlier = max(today, terms.public_from) < publication.embargo_on
    if renew or opens_earlier or terms.quotes_letters != publication.quotes_letters:
        snapshot = snapshot_of(publication.campaign, today=today, terms=terms)
    return change_publication(
        publication=publication, seen_version=seen_version, terms=terms, snapshot=snapshot, by=by, at=at
    )


def _masked(findings: Findings, mask: Callable[[str], str]) -> Findings:
    questions = tuple(
        replace(each, name=mask(each.name), text=mask(each.text)) for each in findings.questions
    )
    terms = tuple(replace(each, term=mask(each.term)) for each in findings.terms)
    return replace(findings, questions=questions, terms=terms)


def state_of(publication: Publication, *, on: date) -> str:
    """Who may read it on that day: "public", or the team alone while "waiting" for its day, "withdrawn", or "held".

    Held: something counted in it has come under embargo since. One query, where its day has come.
    """
    if publication.withdrawn_at:
        return "withdrawn"
    if not publication.is_open(on=on):
        return "waiting"
    return "held" if embargoed_since(publication, on=on).exists() else "public"
