"""How many requests wait for somebody else: the numbers at the foot of the home page."""

from __future__ import annotations

from django.db.models import Count, Q

from requests_app.querysets import InformationRequestQuerySet

STATES = ("awaiting_response", "in_review", "with_regulator")


def waiting(requests: InformationRequestQuerySet) -> dict[str, int]:
    """How many of these there are in each state in which somebody else has to act. One query."""
    counts = {state: Count("pk", filter=Q(state=state)) for state in STATES}
    return requests.filter(state__in=STATES).order_by().aggregate(**counts)
