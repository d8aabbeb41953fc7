"""Logging many requests at once: the same rows as `log_request` writes, a few statements for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.audit import record
from accounts.models import Team, User
from authorities.models import Authority
from requests_app.deadlines import Fact
from requests_app.models import Event, InformationRequest, Reference, Tag, Tagging
from requests_app.reference_numbers import normalise, search_key
from requests_app.services.calendars import hold_calendars
from requests_app.services.recompute import recompute_chunk

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class NewRequest:
    """One request to be logged, with the events it has had. `law` is the authority's where none is given.

    `note` is what stands beside the answer, or the withdrawal, among its events; `outcome` what it came to, where that
    is known as a whole and not question by question.
    """

    authority: Authority
    title: str
    facts: Sequence[Fact]
    references: Sequence[str] = ()
    law: str = ""
    owner_id: int | None = None
    link: str = ""
    notes: str = ""
    note: str = ""
    outcome: str = ""
    tags: Sequence[str] = field(default_factory=tuple)

    @property
    def last_day(self) -> date:
        return max(fact.on for fact in self.facts)


@transaction.atomic
def log_many(*, team: Team, new: Sequence[NewRequest], by: User | None, because: str) -> list[int]:
    """Log these requests, whose events the caller has checked; their ids, in the same order.

    Effects: an `InformationRequest` each with its events, references, tags and, derived from the events by the one
    engine there is for that, its state, dates and `Deadline` rows; one entry of the audit.
    """
    hold_calendars()
    requests = InformationRequest.objects.bulk_create([_request(each, team, by) for each in new], BATCH)
    pairs = list(zip(requests, new, strict=True))
    Event.objects.bulk_create([event for one, each in pairs for event in _events(one, each, by)], BATCH)
    Reference.objects.bulk_create([ref for one, each in pairs for ref in _references(one, each)], BATCH)
    _tag(team, pairs)
    ids = [request.pk for request in requests]
    recompute_chunk(ids)
    record(actor=by, action="requests.brought_in", subject=team, number=len(ids), because=because)
    return ids


def _request(new: NewRequest, team: Team, by: User | None) -> InformationRequest:
    return InformationRequest(
        team=team,
        authority=new.authority,
        owner_id=new.owner_id,
        title=new.title[:200],
        law=new.law or new.authority.law,
        body=new.authority.body,
        link=new.link,
        notes=new.notes,
        outcome=new.outcome,
        created_by=by,
    )


def _events(request: InformationRequest, new: NewRequest, by: User | None) -> list[Event]:
    last = max(new.facts, key=lambda fact: fact.sort_key)
    return [
        Event(
            request=request,
            kind=fact.kind,
            on=fact.on,
            recorded_by=by,
            note=new.note[:500] if fact is last else "",
        )
        for fact in new.facts
    ]


def _references(request: InformationRequest, new: NewRequest) -> list[Reference]:
    once = {normalise(value): value for value in new.references if normalise(value)}
    return [
        Reference(request=request, normalised=key[:80], value=value[:80], search_key=search_key(value)[:80])
        for key, value in once.items()
    ]


def _tag(team: Team, pairs: Sequence[tuple[InformationRequest, NewRequest]]) -> None:
    """Put the tags on; each name is one tag of the team, however it is capitalised."""
    wanted: dict[str, str] = {}
    for name in (name for _, new in pairs for name in new.tags):
        wanted.setdefault(name.casefold(), name)
    if not wanted:
        return
    tags = {tag.name.casefold(): tag for tag in Tag.objects.filter(team=team)}
    for key in sorted(wanted.keys() - tags.keys()):
        tags[key] = Tag.objects.create(team=team, name=wanted[key])
    Tagging.objects.bulk_create(
        [
            Tagging(tag=tags[key], request=request)
            for request, new in pairs
            for key in {name.casefold() for name in new.tags}
        ],
        BATCH,
    )
