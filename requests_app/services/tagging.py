"""Putting a team's words on requests, and taking them off."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from requests_app.models import InformationRequest, Tag, Tagging
from requests_app.querysets import InformationRequestQuerySet

BATCH = 5000


@transaction.atomic
def tag_requests(*, requests: InformationRequestQuerySet, name: str, by: User) -> int:
    """Put the tag on these requests: how many did not have it before.

    Each team has its own tag of that name, however it is capitalised; a new one is made where there is none.
    """
    name = " ".join(name.split())
    teams = _by_team(requests)
    new = []
    for team_id, ids in teams.items():
        tag = Tag.objects.filter(team_id=team_id, name__iexact=name).first()
        tag = tag or Tag.objects.create(team_id=team_id, name=name)
        there = set(Tagging.objects.filter(tag=tag, request__in=ids).values_list("request_id", flat=True))
        new += [Tagging(tag=tag, request_id=pk) for pk in ids if pk not in there]
    Tagging.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    record(actor=by, action="requests.tagged", subject=None, tag=name, number=len(new))
    return len(new)


@transaction.atomic
def untag_requests(*, requests: InformationRequestQuerySet, name: str, by: User) -> int:
    """Take the tag off these requests: how many had it. A tag that is on nothing any more is forgotten."""
    name = " ".join(name.split())
    teams = _by_team(requests)
    tags = Tag.objects.filter(team__in=teams, name__iexact=name)
    ids = [pk for some in teams.values() for pk in some]
    gone, _ = Tagging.objects.filter(tag__in=tags, request__in=ids).delete()
    tags.filter(taggings=None).delete()
    record(actor=by, action="requests.untagged", subject=None, tag=name, number=gone)
    return gone


def _by_team(requests: InformationRequestQuerySet) -> dict[int, list[int]]:
    """The ids of the requests, by team."""
    found: dict[int, list[int]] = {}
    kept = InformationRequest.objects.filter(pk__in=requests.order_by().values("pk"))
    for pk, team_id in kept.order_by("pk").values_list("pk", "team_id"):
        found.setdefault(team_id, []).append(pk)
    return found
