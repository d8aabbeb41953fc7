"""The numbers of a campaign's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q

from requests_app.counts.late import late
from requests_app.models import Campaign, InformationRequest

State = InformationRequest.State


@dataclass(frozen=True)
class Outcome:
    """How many requests of the campaign stand so, and the list that shows exactly them."""

    label: str
    n: int
    query: str
    kind: str


def outcomes(campaign: Campaign, *, on: date) -> list[Outcome]:
    """How its requests stand. One query."""
    kinds = (
        ("all", "All requests", "", "", Q()),
        ("overdue", "Overdue", "overdue", "late", late(on)),
        *((state.value, state.label, state.value, _KINDS.get(state, ""), Q(state=state)) for state in State),
    )
    counted = {code: Count("pk", filter=condition or None) for code, _, _, _, condition in kinds}
    requests = InformationRequest.objects.filter(campaign=campaign)
    numbers = requests.aggregate(**{f"n_{code}": count for code, count in counted.items()})
    return [
        Outcome(label, numbers[f"n_{code}"], _query(campaign, status), kind)
        for code, label, status, kind, _ in kinds
        if numbers[f"n_{code}"] or code in ("all", "overdue", "answered")
    ]


_KINDS = {
    State.ANSWERED: "ok",
    State.AWAITING_CLARIFICATION: "us",
    State.AWAITING_FEE: "us",
}


def _query(campaign: Campaign, status: str) -> str:
    words = {"campaign": str(campaign.pk), "status": status}
    return urlencode({name: value for name, value in words.items() if value})
