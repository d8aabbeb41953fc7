"""Publications for tests, through the services that publish."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from requests_app.figures.campaign_findings import Findings
from requests_app.figures.intervals import wilson
from requests_app.models import Campaign, Publication
from requests_app.services.publications import Snapshot, Terms, publish_findings
from tests.accounts.factories import UserFactory

FROM = date(2018, 9, 3)


def terms(**changed: Any) -> Terms:
    given: dict[str, Any] = {
        "title": "Scoring systems in councils",
        "introduction": "What we asked, and why.",
        "publisher": "A research team",
        "public_from": FROM,
        "shows_authorities": True,
        "shows_terms": False,
        "offers_dataset": True,
        "quotes_letters": False,
    }
    return Terms(**{**given, **changed})


def snapshot(*, on: date = FROM, embargo_on: date | None = None, requests: tuple[int, ...] = ()) -> Snapshot:
    """Figures of nothing."""
    found = Findings(on, 0, {}, wilson(0, 0), (), (), 0, (), ())
    return Snapshot(found, embargo_on or on, requests, b"PK a dataset")


def make_publication(
    campaign: Campaign, *, by: User | None = None, at: datetime | None = None, **changed: Any
) -> Publication:
    """Findings of nothing, public since September 2018 unless said otherwise."""
    return publish_findings(
        campaign=campaign,
        terms=terms(**changed),
        snapshot=snapshot(),
        by=by or UserFactory(),
        at=at or timezone.now(),
    )
