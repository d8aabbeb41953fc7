"""Requests by the hundred, made in bulk: for what must hold of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from accounts.models import Team, User
from authorities.models import Authority
from requests_app.deadlines import EventKind
from requests_app.models import Event, InformationRequest
from requests_app.services.recompute import recompute

Steps = Sequence[tuple[EventKind, date]]


def make_many(
    stories: Iterable[tuple[str, Steps]], *, team: Team, authority: Authority, owner: User | None = None
) -> list[InformationRequest]:
    """A request for each (law, dated events), in that order, with its dates derived; no questions, no audit."""
    stories = list(stories)
    requests = InformationRequest.objects.bulk_create(
        (
            InformationRequest(
                team=team, authority=authority, owner=owner, law=law, title=f"Scoring systems {number}"
            )
            for number, (law, _) in enumerate(stories)
        ),
        batch_size=5000,
    )
    Event.objects.bulk_create(
        (
            Event(request=request, kind=kind, on=on)
            for request, (_, steps) in zip(requests, stories, strict=True)
            for kind, on in steps
        ),
        batch_size=5000,
    )
    recompute(request_ids=[request.pk for request in requests])
    return list(InformationRequest.objects.filter(pk__gte=requests[0].pk).order_by("pk"))
