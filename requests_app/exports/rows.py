"""The rows of an export: exactly the requests of a list, as at a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from requests_app.models import InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import calendars
from requests_app.standing import Standing, standing

Value = str | int | date | None
CHUNK = 500
COLUMNS = (
    "Authority",
    "What it is about",
    "Reference",
    "Law",
    "Nation",
    "Kind of authority",
    "State",
    "Date of receipt",
    "Due",
    "Working days late",
    "Answered",
    "What came back",
    "Looked after by",
    "Team",
    "Campaign",
    "Tags",
    "Link",
)


def values(requests: InformationRequestQuerySet, *, on: date) -> Iterator[tuple[Value, ...]]:
    """One row after the other, in the order of the list; never all of them in memory."""
    calendar_of = calendars()
    fetched = requests.with_people().select_related("campaign").prefetch_related("references", "tags")
    for request in fetched.iterator(chunk_size=CHUNK):
        yield _row(request, standing(request, on=on, calendar=calendar_of(request.law)))


def _row(request: InformationRequest, stands: Standing) -> tuple[Value, ...]:
    return (
        request.authority.name,
        request.title,
        ", ".join(reference.value for reference in request.references.all()),
        request.get_law_display(),
        request.authority.get_nation_display(),
        request.authority.get_kind_display(),
        stands.word,
        request.received_on,
        stands.due_on,
        stands.days_late,
        request.answered_on,
        request.get_outcome_display(),
        str(request.owner) if request.owner else "Nobody",
        request.team.name,
        request.campaign.title if request.campaign else "",
        ", ".join(tag.name for tag in request.tags.all()),
        settings.SITE_URL + request.get_absolute_url(),
    )
