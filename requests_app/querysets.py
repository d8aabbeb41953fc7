"""Query sets that speak the law. They compose and never write."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.querysets import TeamOwnedQuerySet, Viewer
from authorities.names import fold
from requests_app.outcomes import NO_ANSWER
from requests_app.reference_numbers import search_key

SHORTEST_KEY = 3  # fewer letters and digits would find everything
AWAITING_THEM = ("awaiting_response", "in_review")
AWAITING_US = ("awaiting_clarification", "awaiting_fee")
IN_PROGRESS = (*AWAITING_THEM, *AWAITING_US, "with_regulator")
UNANSWERED = (*AWAITING_THEM, *AWAITING_US)


class InformationRequestQuerySet(TeamOwnedQuerySet):
    def open(self) -> Self:
        return self.exclude(state="closed")

    def awaiting_response(self) -> Self:
        return self.filter(state="awaiting_response")

    def awaiting_them(self) -> Self:
        """Those in which the authority's clock runs: for the answer or for the internal review."""
        return self.filter(state__in=AWAITING_THEM)

    def awaiting_us(self) -> Self:
        return self.filter(state__in=AWAITING_US)

    def in_progress(self) -> Self:
        """Those in which somebody still has to act: neither answered nor closed."""
        return self.filter(state__in=IN_PROGRESS)

    def coded_without_an_answer(self) -> Self:
        """Those of which it is coded what came back, though nobody has recorded that an answer came."""
        return self.filter(state="awaiting_response").exclude(outcome__in=("", NO_ANSWER))

    def with_unread_letters(self) -> Self:
        """Those with a letter that nobody has read. Which letters those are is for the room that keeps them to say."""
        letters = self.model._meta.get_field("messages").related_model._default_manager.not_read()
        open_ones = self.filter(discarded_at=None).exclude(state="closed")
        return open_ones.filter(pk__in=letters.order_by().values("request"))

    def overdue(self, *, on: date) -> Self:
        """Late by law on that day: the due day itself is not late (FOIA 2000 s.10(1), "not later than")."""
        return self.awaiting_them().filter(due_on__lt=on)

    def due_between(self, first: date, last: date) -> Self:
        """Those the authority owes something within the days given, both included."""
        return self.awaiting_them().filter(due_on__range=(first, last))

    def search(self, words: str) -> Self:
        """By reference number however spelled, by the authority's names or by what it is about."""
        words = words.replace("\0", "").strip()
        if not words:
            return self
        text = Q()
        for word in words.split()[:8]:
            text &= Q(title__icontains=word) | Q(authority__search_text__contains=fold(word))
        key = search_key(words)
        if len(key) < SHORTEST_KEY or not any(c.isdigit() for c in key):
            return self.filter(text)
        references = self.model._meta.get_field("references").related_model.objects
        numbered = references.filter(search_key__contains=key).values("request_id")
        return self.filter(text | Q(pk__in=numbered))

    def under_embargo(self, *, on: date) -> Self:
        """Those that are not to be published yet on that day."""
        return self.filter(embargo_until__gt=on)

    def publishable(self, *, on: date) -> Self:
        """Those that no embargo keeps from being published on that day."""
        return self.filter(Q(embargo_until=None) | Q(embargo_until__lte=on))

    def with_people(self) -> Self:
        return self.select_related("authority", "owner", "team")


class KeptManager(models.Manager.from_queryset(InformationRequestQuerySet)):  # type: ignore[misc]
    """The requests there are: what was logged by mistake is out of every list, count, sweep and search."""

    def get_queryset(self) -> InformationRequestQuerySet:
        return super().get_queryset().filter(discarded_at=None)


class OfRequestQuerySet(TeamOwnedQuerySet):
    """Rows that belong to a request: `request_path` is the way from the row to it."""

    request_path = "request"

    @property
    def team_path(self) -> str:  # type: ignore[override]
        return f"{self.request_path}__team"

    def visible_to(self, user: Viewer) -> Self:
        """The rows of requests that the user may see, and that were not logged by mistake."""
        return super().visible_to(user).filter(**{f"{self.request_path}__discarded_at": None})
