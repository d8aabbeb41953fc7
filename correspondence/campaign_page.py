"""The numbers of a campaign's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q

from requests_app.counts.late import late
from requests_app.models import Campaign, InformationRequest
from requests_app.outcomes import NOT_CODED, REQUEST_LABELS, SHADES

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
        Outcome(label, numbers[f"n_{code}"], _query(campaign, status=status), kind)
        for code, label, status, kind, _ in kinds
        if numbers[f"n_{code}"] or code in ("all", "overdue", "answered")
    ]


def came_back(campaign: Campaign) -> list[Outcome]:
    """What its requests came to, as far as they are coded. One query."""
    requests = InformationRequest.objects.filter(campaign=campaign).order_by()
    numbers = dict(requests.values_list("outcome").annotate(Count("pk")))
    labels = {**REQUEST_LABELS, "": "Not coded yet"}
    return [
        Outcome(label, numbers[code], _query(campaign, outcome=code or NOT_CODED), SHADES.get(code, ""))
        for code, label in labels.items()
        if code in numbers
    ]


_KINDS = {
    State.ANSWERED: "ok",
    State.AWAITING_CLARIFICATION: "us",
    State.AWAITING_FEE: "us",
}


def _query(campaign: Campaign, **filters: str) -> str:
    words = {"campaign": str(campaign.pk), **filters}
    return urlencode({name: value for name, value in words.items() if value})
