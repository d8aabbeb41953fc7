"""Finding letters, documents and requests: what fits, the best of it first, and how much there is.

Ranking is bounded: of what fits, the newest `CANDIDATES` are ranked, so that a word that stands in every letter costs
no more than a rare one. Every query goes through `visible_to`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q, QuerySet

from accounts.querysets import Viewer
from correspondence.models import DocumentPage, Message
from correspondence.search.filters import Narrowed
from correspondence.search.words import TextQuery, spellings, text_query
from requests_app.models import InformationRequest, Reference
from requests_app.models.request import LETTER_WORDS
from requests_app.reference_numbers import search_key

CANDIDATES = 500
_MOST_NAMED = 100
_MOST_NUMBERS = 5
_BY_LENGTH = (
    1  # ts_rank: divided by 1 + the logarithm of the length, so that long letters are not always first
)
_NEWEST = F("on").desc(nulls_last=True)


@dataclass(frozen=True)
class Found:
    """Primary keys in the order of the page. `is_more`: others fit too that are older; they were not ranked."""

    keys: Sequence[Any]
    is_more: bool = False

    @classmethod
    def of(cls, keys: Sequence[Any]) -> Found:
        return cls(keys[:CANDIDATES], len(keys) > CANDIDATES)

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Search:
    """What a person looks for. `words` may be empty: then all that fits the filters is found, the newest first."""

    user: Viewer
    words: str
    narrowed: Narrowed

    @cached_property
    def query(self) -> TextQuery | None:
        return text_query(self.words, self._numbers()) if self.words else None

    def _numbers(self) -> list[str]:
        """The reference numbers of the person's teams that are meant, as they are written or may be."""
        if not spellings(self.words):
            return []
        known = Reference.objects.visible_to(self.user).filter(search_key__contains=search_key(self.words))
        values = known.order_by().values_list("value", flat=True).distinct()[:_MOST_NUMBERS]
        return [spelling for value in values for spelling in (value, *spellings(value))]

    def letters(self) -> Found:
        return self._ranked(Message.objects.all(), self._letters(), _NEWEST)

    def documents(self) -> Found:
        """Files whose name holds every word, as ("file", pk), then pages, as ("page", pk)."""
        named = [
            ("file", pk) for pk in self._named().order_by("-pk").values_list("pk", flat=True)[:_MOST_NAMED]
        ]
        pages = (
            self._ranked(DocumentPage.objects.all(), self._pages(), F("pk").desc())
            if self.query
            else Found(())
        )
        return Found([*named, *(("page", pk) for pk in pages.keys)], pages.is_more)

    def requests(self) -> Found:
        keys = self._requests().order_by("-created_at", "-pk").values_list("pk", flat=True)
        return Found.of(list(keys[: CANDIDATES + 1]))

    def count(self, kind: str) -> Found:
        """How many there are of a kind, counted no further than is ranked."""
        if kind == "documents":
            return self.documents()
        fitting = self._letters() if kind == "letters" else self._requests()
        return Found.of(range(fitting.order_by().values("pk")[: CANDIDATES + 1].count()))

    def _letters(self) -> Any:
        found = self.narrowed.letters(self.user)
        return found.filter(search=self.query) if self.query else found

    def _pages(self) -> Any:
        return self.narrowed.pages(self.user).filter(search=self.query)

    def _named(self) -> Any:
        found = self.narrowed.named_files(self.user)
        for word in self.words.split()[:8]:
            found = found.filter(filename__icontains=word.strip('"'))
        return found

    def _requests(self) -> Any:
        found = self.narrowed.requests(self.user)
        if not self.query:
            return found
        lettered = InformationRequest.objects.visible_to(self.user).annotate(words=LETTER_WORDS)
        named = InformationRequest.objects.visible_to(self.user).search(self.words.replace('"', " "))
        return found.filter(
            Q(pk__in=named.order_by().values("pk"))
            | Q(pk__in=lettered.filter(words=self.query).order_by().values("pk"))
        )

    def _ranked(self, rows: QuerySet[Any], fitting: Any, newest: Any) -> Found:
        """The keys of the newest that fit, the best first; the newest first where no word is looked for."""
        candidates = fitting.order_by(newest, "-pk").values("pk")[: CANDIDATES + 1]
        if not self.query:
            return Found.of([row["pk"] for row in candidates])
        rank = SearchRank(F("search"), self.query, normalization=_BY_LENGTH)
        ranked = rows.filter(pk__in=candidates).annotate(rank=rank).order_by("-rank", newest, "-pk")
        return Found.of(list(ranked.values_list("pk", flat=True)))
