"""The watch terms of a campaign as its findings tell of them: how often, and in what came from which authority."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count

from correspondence.models import Mention, WatchTerm
from requests_app.counts.campaign_findings import requests_shown
from requests_app.figures.campaign_findings import TermLine
from requests_app.models import Campaign


def term_lines(campaign: Campaign, *, embargo_on: date | None = None) -> tuple[TermLine, ...]:
    """Every term watched in the campaign, the one that most authorities mention first. Two queries.

    `embargo_on`: leave out what came to requests that are under embargo on that day.
    """
    shown = requests_shown(campaign, embargo_on=embargo_on).order_by().values("pk")
    found = Mention.objects.of(campaign).filter(message__request__in=shown)
    numbers: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = found.order_by("message__request__authority__name").values_list(
        "term", "message__request__authority__name"
    )
    for term, name, number in rows.annotate(number=Count("pk")):
        numbers[term].append((name, number))
    lines = [
        TermLine(each.name, sum(number for _, number in numbers[each.pk]), tuple(numbers[each.pk]))
        for each in WatchTerm.objects.of(campaign)
    ]
    return tuple(sorted(lines, key=lambda line: (-len(line.authorities), -line.found, line.term.casefold())))
