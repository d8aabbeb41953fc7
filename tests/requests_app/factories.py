"""Requests for tests, made through the services that make them in real life."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import Team
from authorities.models import Authority
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from requests_app.services.life import record_event
from requests_app.services.requests import log_request
from tests.accounts.factories import TeamFactory
from tests.authorities.factories import AuthorityFactory

RECEIVED, DUE = date(2018, 7, 20), date(2018, 8, 20)


def make_request(
    *,
    team: Team | None = None,
    authority: Authority | None = None,
    received_on: date | None = RECEIVED,
    steps: tuple[tuple[EventKind, date], ...] = (),
    **fields: Any,
) -> InformationRequest:
    """A request received on 20 July 2018 (so due on 20 August) unless said otherwise."""
    request = log_request(
        team=team or TeamFactory(),
        authority=authority or AuthorityFactory(),
        by=fields.pop("by", None),
        title=fields.pop("title", "Scoring systems"),
        received_on=received_on,
        **fields,
    )
    for kind, on in steps:
        record_event(request=request, kind=kind, on=on, by=None)
    return request
