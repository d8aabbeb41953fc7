"""Authorities whose names are nearly what was typed."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count

from accounts.querysets import Viewer
from authorities.models import Authority
from authorities.names import fold
from requests_app.models import InformationRequest

_MOST = 3
_SHORTEST = 3


def authorities_like(user: Viewer, words: str) -> list[Any]:
    """Authorities of the person's requests whose names begin like the words or nearly are them, the nearest first.

    Each with `requests_seen`: how many of its requests the person may see.
    """
    folded = fold(words)
    if len(folded) < _SHORTEST or not any(c.isalpha() for c in folded):
        return []
    seen = InformationRequest.objects.visible_to(user).order_by()
    counted = dict(
        seen.filter(authority__search_text__trigram_word_similar=folded)
        .values_list("authority")
        .annotate(number=Count("pk"))
    )
    near = TrigramWordSimilarity(folded, "search_text")
    found = Authority.objects.filter(pk__in=counted).annotate(near=near).order_by("-near", "name")[:_MOST]
    for authority in found:
        authority.requests_seen = counted[authority.pk]  # type: ignore[attr-defined]
    return list(found)
