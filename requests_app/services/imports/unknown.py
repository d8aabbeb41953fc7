"""The names of a file that are no known authority: each once, with how many rows have it and what is like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min

from authorities.models import Authority
from requests_app.models import RequestImport, RequestImportFinding


@dataclass(frozen=True, slots=True)
class Offer:
    """An authority that a name may mean."""

    authority: Authority
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name with the number of its rows, the first of them, and what it may mean, the likeliest first."""

    key: str
    name: str
    rows: int
    first: int
    offers: Sequence[Offer] = ()
    is_proposed: bool = False


def unknown_names(run: RequestImport, *, first: int = 0, most: int = 20) -> list[Unknown]:
    """Some of the names, the most frequent first. Three queries."""
    findings = RequestImportFinding.objects.filter(run=run, status="unknown")
    counted = findings.order_by().values("values__key").annotate(n=Count("pk"), number=Min("number"))
    page = list(counted.order_by("-n", "number")[first : first + most])
    shown = {each.number: each for each in findings.filter(number__in=[row["number"] for row in page])}
    wanted = {int(offer[0]) for each in shown.values() for offer in each.candidates}
    here = Authority.objects.in_bulk(wanted)
    return [
        Unknown(
            row["values__key"],
            shown[row["number"]].name,
            row["n"],
            row["number"],
            [
                Offer(here[int(pk)], int(score), str(why))
                for pk, score, why in shown[row["number"]].candidates
                if int(pk) in here
            ],
            run.choices.get(row["values__key"], {}).get("what") == "proposed",
        )
        for row in page
    ]


def count_unknown(run: RequestImport) -> int:
    """How many different names there are."""
    findings = RequestImportFinding.objects.filter(run=run, status="unknown")
    return findings.order_by().values("values__key").distinct().count()
