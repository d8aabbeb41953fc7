"""What the list lacks: numbers, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from authorities.duplicates import Pair, same_pairs
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
    """A pair with its authorities fetched."""

    first: Authority
    second: Authority
    why: str


def with_authorities(pairs: list[Pair]) -> list[Shown]:
    """The pairs of one page with their current addresses, in two queries."""
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    held = Authority.objects.prefetch_related(Prefetch("contacts", Contact.objects.current())).in_bulk(keys)
    words = {"name": "Same name", "email": "Same address", "similar": "Similar name"}
    return [
        Shown(held[pair.first], held[pair.second], words[pair.why])
        for pair in pairs
        if pair.first in held and pair.second in held
    ]
