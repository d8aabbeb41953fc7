"""What was found of the terms that a campaign watches for, counted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from correspondence.models import Mention, WatchTerm
from requests_app.models import Campaign


class TermCount(NamedTuple):
    """How often a term was found, and in what came from whom: names of authorities, sorted."""

    term: str
    mentions: int
    authorities: list[str]


def counts(campaign: Campaign, *, until: date | None = None) -> list[TermCount]:
    """Every term watched in the campaign, the one that most authorities mention first. Three queries.

    `until`: what letters dated later, or not at all, bring does not count. The caller has made sure that the campaign
    may be seen.
    """
    found = Mention.objects.of(campaign)
    if until:
        found = found.filter(message__on__lte=until)
    numbers = dict(found.order_by().values_list("term").annotate(number=Count("pk")))
    names: dict[int, list[str]] = defaultdict(list)
    pairs = found.order_by("message__request__authority__name", "term_id").distinct()
    for term, name in pairs.values_list("term", "message__request__authority__name"):
        names[term].append(name)
    rows = [
        TermCount(each.name, numbers.get(each.pk, 0), names[each.pk])
        for each in WatchTerm.objects.of(campaign)
    ]
    return sorted(rows, key=lambda row: (-len(row.authorities), -row.mentions, row.term.casefold()))
