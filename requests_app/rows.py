"""Requests as the rows of a list: each with its standing and its reference number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_app.models import InformationRequest
from requests_app.services.calendars import calendars
from requests_app.standing import Standing, standing


@dataclass(frozen=True)
class Row:
    request: InformationRequest
    standing: Standing
    reference: str


def rows(requests: Iterable[InformationRequest], *, on: date) -> list[Row]:
    """The rows as at that day. The requests come with people and references fetched."""
    calendar_of = calendars()
    return [
        Row(
            request=request,
            standing=standing(request, on=on, calendar=calendar_of(request.law)),
            reference=next((reference.value for reference in request.references.all()), ""),
        )
        for request in requests
    ]
