"""Publishing the findings of a campaign: the only writer of `Publication`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import User
from requests_app.errors import EditedMeanwhile, PublicationRefused
from requests_app.figures.campaign_findings import Findings, as_json
from requests_app.models import Campaign, InformationRequest, Publication
from requests_app.models.publication import slug_for
from requests_app.querysets import InformationRequestQuerySet


@dataclass(frozen=True)
class Snapshot:
    """Figures as at `findings.on`, without what is under embargo on `embargo_on`; the requests counted, the dataset."""

    findings: Findings
    embargo_on: date
    requests: Sequence[int]
    dataset: bytes = b""


@dataclass(frozen=True)
class Terms:
    """What a lead says of a publication: its words, the day from which it is public, what it shows."""

    title: str
    introduction: str
    publisher: str
    public_from: date
    shows_authorities: bool
    shows_terms: bool
    offers_dataset: bool
    quotes_letters: bool


@transaction.atomic
def publish_findings(
    *, campaign: Campaign, terms: Terms, snapshot: Snapshot, by: User, at: datetime
) -> Publication:
    """Publish the findings at a new address, to be read from `terms.public_from` on.

    Effects: the `Publication`, edition 1; the audit. Who may is the caller's to check. Raises `PublicationRefused`
    where the campaign has a publication.
    """
    publication = Publication(
        campaign=campaign, slug=slug_for(terms.title), published_by=by, published_at=at, changed_at=at
    )
    _say(publication, terms)
    _keep(publication, snapshot)
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError as error:
        raise PublicationRefused("Somebody else has published these findings meanwhile.") from error
    _note(publication, by, "published", public_from=terms.public_from, dataset=terms.offers_dataset)
    return publication


@transaction.atomic
def change_publication(
    *,
    publication: Publication,
    seen_version: int,
    terms: Terms,
    snapshot: Snapshot | None,
    by: User,
    at: datetime,
) -> Publication:
    """Change what is said and when it is public. With a snapshot the figures are taken anew: the next edition.

    The address stays. Raises `EditedMeanwhile`.
    """
    locked = _locked(publication, seen_version)
    was: dict[str, str | date] = {"was_from": locked.public_from, "title_was": locked.title}
    _say(locked, terms)
    if snapshot:
        locked.edition += 1
        _keep(locked, snapshot)
    _save(locked, at)
    now: dict[str, int | date] = {"public_from": terms.public_from, "dataset": terms.offers_dataset}
    _note(locked, by, "renewed" if snapshot else "changed", edition=locked.edition, **now, **was)
    return locked


@transaction.atomic
def withdraw_publication(
    *, publication: Publication, seen_version: int, because: str, by: User, at: datetime
) -> Publication:
    """Take it from the public: its address answers as if it had never been. Raises `EditedMeanwhile`, or
    `PublicationRefused` where it is withdrawn already.
    """
    locked = _locked(publication, seen_version)
    if locked.withdrawn_at:
        raise PublicationRefused("It is withdrawn already.")
    locked.withdrawn_at, locked.withdrawn_because = at, because.strip()[:300]
    _save(locked, at)
    _note(locked, by, "withdrawn", because=locked.withdrawn_because)
    return locked


@transaction.atomic
def put_back_publication(
    *, publication: Publication, seen_version: int, by: User, at: datetime
) -> Publication:
    """Publish what was withdrawn again, at its address, with the figures it has. Raises as withdrawing does."""
    locked = _locked(publication, seen_version)
    if not locked.withdrawn_at:
        raise PublicationRefused("It is not withdrawn.")
    locked.withdrawn_at, locked.withdrawn_because = None, ""
    _save(locked, at)
    _note(locked, by, "put_back", public_from=locked.public_from)
    return locked


def embargoed_since(publication: Publication, *, on: date) -> InformationRequestQuerySet:
    """The requests counted in its figures that are under embargo on that day: while there are any it stays closed."""
    of_campaign: InformationRequestQuerySet = InformationRequest.everything.filter(
        campaign=publication.campaign_id
    )
    return of_campaign.under_embargo(on=on).filter(pk__in=publication.requests)


def _locked(publication: Publication, seen_version: int) -> Publication:
    locked = Publication.objects.select_for_update().get(pk=publication.pk)
    if locked.version != seen_version:
        raise EditedMeanwhile("Somebody else changed this publication meanwhile. Look at it as it is now.")
    return locked


def _say(publication: Publication, terms: Terms) -> None:
    publication.title, publication.introduction = terms.title.strip(), terms.introduction.strip()
    publication.publisher, publication.public_from = terms.publisher.strip(), terms.public_from
    publication.shows_authorities, publication.shows_terms = terms.shows_authorities, terms.shows_terms
    publication.offers_dataset, publication.quotes_letters = terms.offers_dataset, terms.quotes_letters


def _keep(publication: Publication, snapshot: Snapshot) -> None:
    """The snapshot's figures and dataset; the file of an earlier edition goes once this transaction is over."""
    earlier, storage = publication.dataset.name, publication.dataset.storage
    publication.figures, publication.figures_on = as_json(snapshot.findings), snapshot.findings.on
    publication.embargo_on, publication.requests = snapshot.embargo_on, list(snapshot.requests)
    publication.dataset, publication.dataset_size = "", len(snapshot.dataset)
    if snapshot.dataset:
        publication.dataset.save("dataset", ContentFile(snapshot.dataset), save=False)
    if earlier:
        transaction.on_commit(lambda: storage.delete(earlier))


def _save(publication: Publication, at: datetime) -> None:
    publication.version += 1
    publication.changed_at = at
    publication.save()


def _note(publication: Publication, by: User, what: str, **details: bool | int | str | date) -> None:
    record(
        actor=by,
        action=f"publication.{what}",
        subject=publication,
        campaign=publication.campaign_id,
        **details,
    )
