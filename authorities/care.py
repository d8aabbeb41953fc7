"""What the list lacks: numbers, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from authorities.duplicates import Pair, same_pairs
from authorities.importing.names import clash
from authorities.models import Authority, AuthorityMerge, Contact, Proposal


@dataclass(frozen=True)
class Task:
    """A number of things to be done, and the list of them."""

    label: str
    n: int
    href: str
    hint: str


def care_counts() -> list[Task]:
    """What there is to do, in seven queries however long the list is."""
    active = Authority.objects.active()
    addresses = Contact.objects.current().filter(authority=OuterRef("pk"))
    bouncing = Contact.objects.current().filter(status=Contact.Status.BOUNCING)
    the_list = reverse("authorities:list")
    return [
        Task(
            "Proposals waiting",
            Proposal.objects.waiting().count(),
            reverse("authorities:proposals"),
            "Researchers say something is wrong",
        ),
        Task(
            "Bouncing",
            active.filter(pk__in=bouncing.values("authority_id")).count(),
            f"{the_list}?address=bouncing",
            "Mail does not arrive: find the right address",
        ),
        Task(
            "Without an address",
            active.filter(~Exists(addresses)).count(),
            f"{the_list}?address=none",
            "Nothing can be sent: add one",
        ),
        Task(
            "Needing checking",
            Authority.objects.filter(needs_checking=True).count(),
            f"{the_list}?status=check",
            "Taken from a letter: confirm the details",
        ),
        Task(
            "Perhaps duplicates",
            len(same_pairs()),
            reverse("authorities:duplicates"),
            "Same name or address: merge or tell apart",
        ),
        Task(
            "Merges",
            AuthorityMerge.objects.filter(undone_at=None).count(),
            reverse("authorities:merges"),
            "What was merged, and how to undo it",
        ),
    ]


@dataclass(frozen=True)
class Shown:
    """A pair with its authorities fetched; `replaced`: which of them perhaps took the place of which (old, new)."""

    first: Authority
    second: Authority
    why: str
    replaced: list[tuple[Authority, Authority]]


def with_authorities(pairs: list[Pair]) -> list[Shown]:
    """The pairs of one page with their current addresses, in two queries."""
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    held = Authority.objects.prefetch_related(Prefetch("contacts", Contact.objects.current())).in_bulk(keys)
    words = {"name": "Same name", "email": "Same address", "similar": "Similar name"}
    return [
        _shown(held[pair.first], held[pair.second], words[pair.why])
        for pair in pairs
        if pair.first in held and pair.second in held
    ]


def _shown(first: Authority, second: Authority, why: str) -> Shown:
    """The pair. A county council and the council that came after it often share a short name, and are two."""
    if first.is_active != second.is_active:
        old, new = (second, first) if first.is_active else (first, second)
        return Shown(first, second, f"{why}; {old.name} no longer exists", [(old, new)])
    if first.is_active and clash(first.name, second.name):
        way = [(first, second), (second, first)]
        return Shown(
            first, second, f"{why}, but another kind of council: perhaps one followed the other", way
        )
    return Shown(first, second, why, [])
