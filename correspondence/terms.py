"""What was found of the terms that a campaign watches for, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, F, Q

from authorities.models import Authority
from correspondence.file_names import shown
from correspondence.models import Mention, WatchTerm
from correspondence.models.watch_term import MentionQuerySet
from requests_app.models import Campaign

COLUMNS = (
    "term",
    "words",
    "authority",
    "request",
    "letter of",
    "letter",
    "file",
    "page",
    "start",
    "before",
    "after",
)
_TEXTS = (  # long ones that no list of mentions shows
    "message__body_text",
    "message__quoted_text",
    "message__search",
    "message__request__letter",
    "page__text",
    "page__search",
)


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
    terms = WatchTerm.objects.of(campaign)
    rows = [TermCount(each.name, numbers.get(each.pk, 0), names[each.pk]) for each in terms]
    return sorted(rows, key=lambda row: (-len(row.authorities), -row.mentions, row.term.casefold()))


@dataclass(frozen=True)
class TermRow:
    """A term, and in how much it was found: letters, files, authorities."""

    term: WatchTerm
    mentions: int = 0
    letters: int = 0
    documents: int = 0
    authorities: int = 0


def by_term(campaign: Campaign) -> list[TermRow]:
    """The terms watched, the one that most authorities mention first. Two queries."""
    found = Mention.objects.of(campaign).order_by().values("term")
    counted = found.annotate(
        mentions=Count("pk"),
        letters=Count("message", distinct=True, filter=Q(page=None)),
        documents=Count("page__document", distinct=True),
        authorities=Count("message__request__authority", distinct=True),
    )
    numbers = {row.pop("term"): row for row in counted}
    rows = [TermRow(each, **numbers.get(each.pk, {})) for each in WatchTerm.objects.of(campaign)]
    return sorted(rows, key=lambda row: (-row.authorities, -row.mentions, row.term.name.casefold()))


@dataclass(frozen=True)
class AuthorityRow:
    """An authority, and how often each term stands in what it sent: (key of the term, its name, mentions)."""

    pk: int
    name: str
    terms: list[tuple[int, str, int]]

    @property
    def mentions(self) -> int:
        return sum(number for _, _, number in self.terms)


def by_authority(campaign: Campaign) -> list[AuthorityRow]:
    """The authorities that mention a term, by name, each with its terms, the most mentioned first. One query."""
    of = "message__request__authority"
    pairs = Mention.objects.of(campaign).order_by().values_list(of, f"{of}__name", "term", "term__name")
    counted = pairs.annotate(number=Count("pk")).order_by(f"{of}__name", of + "_id", "-number", "term__name")
    return [
        AuthorityRow(pk, name, [(term, words, number) for _, _, term, words, number in rows])
        for (pk, name), rows in groupby(counted, key=lambda row: (row[0], row[1]))
    ]


def in_order(mentions: MentionQuerySet) -> MentionQuerySet:
    """By authority, then letter by letter, its own text before its files; with what a list of them shows."""
    with_what = mentions.select_related(
        "term", "message__request__authority", "page__document__attachment"
    ).defer(*_TEXTS)
    return with_what.order_by(
        "message__request__authority__name",
        "message__request__authority_id",
        "message__request_id",
        "message__position",
        F("page__document_id").asc(nulls_first=True),
        "page__number",
        "start",
        "pk",
    )


def senders(mentions: MentionQuerySet) -> list[tuple[int, str, int]]:
    """The authorities that sent them, by name: key, name and number of mentions. One query."""
    of = "message__request__authority"
    named = mentions.order_by(f"{of}__name", f"{of}_id").values_list(of, f"{of}__name")
    return list(named.annotate(number=Count("pk")))


def grouped(mentions: MentionQuerySet) -> list[tuple[Authority, list[Mention]]]:
    """The mentions with all that is shown of them, by authority. One query."""
    groups = groupby(in_order(mentions), key=lambda each: each.message.request.authority)
    return [(authority, list(found)) for authority, found in groups]


def table_rows(mentions: MentionQuerySet) -> Iterator[tuple[Any, ...]]:
    """The mentions as rows under `COLUMNS`, as many at a time as memory likes."""
    rows = in_order(mentions).values_list(
        "term__name",
        "words",
        "message__request__authority__name",
        "message__request__title",
        "message__on",
        "message__subject",
        "message__position",
        "page__document__attachment__filename",
        "page__number",
        "start",
        "before",
        "after",
    )
    for *first, on, subject, position, file, page, start, before, after in rows.iterator(chunk_size=1000):
        yield (*first, on, subject or f"Letter {position}", shown(file or ""), page, start, before, after)
