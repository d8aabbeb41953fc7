"""The counts of the overdue dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from requests_app.models import InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import current_calendar
from requests_app.standing import SOON

if TYPE_CHECKING:
    from accounts.querysets import Viewer


@dataclass(frozen=True)
class Load:
    """What one person looks after. `owner_id` is None for what nobody does."""

    owner_id: int | None
    name: str
    open: int
    overdue: int


@dataclass(frozen=True)
class Board:
    """The numbers at the head of the page; each is a link to exactly those requests."""

    overdue: int
    overdue_a_month: int
    due_soon: int
    waiting_for_us: int
    nobodys: int
    loads: list[Load]


def overdue_board(user: Viewer, *, on: date, own: bool = False) -> Board:
    """The numbers of the person's teams as at that day, or of what they look after themselves. Two queries."""
    visible = InformationRequest.objects.visible_to(user)
    if own:
        visible = visible.filter(owner=user)
    late = Q(state__in=("awaiting_response", "in_review"), due_on__lt=on)
    horizon = current_calendar("foia").add(on, SOON)
    counts = visible.aggregate(
        overdue=Count("pk", filter=late),
        overdue_a_month=Count("pk", filter=late & Q(due_on__lt=on - timedelta(days=28))),
        due_soon=Count(
            "pk", filter=Q(state__in=("awaiting_response", "in_review"), due_on__range=(on, horizon))
        ),
        waiting_for_us=Count("pk", filter=Q(state__in=("awaiting_clarification", "awaiting_fee"))),
        nobodys=Count("pk", filter=late & Q(owner=None)),
    )
    return Board(**counts, loads=_loads(visible, late))


def _loads(visible: InformationRequestQuerySet, late: Q) -> list[Load]:
    rows = (
        visible.open()
        .order_by()
        .values("owner_id", "owner__name", "owner__email")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=late))
        .order_by("-overdue", "owner__name")
    )
    loads = [
        Load(
            owner_id=row["owner_id"],
            name=row["owner__name"] or row["owner__email"] or "Nobody",
            open=row["open"],
            overdue=row["overdue"],
        )
        for row in rows
    ]
    return sorted(loads, key=lambda load: load.owner_id is None)
