"""Finding authorities."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from authorities.names import fold


class AuthorityQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_open_requests(self) -> Self:
        """Those to which somebody has a request that is neither answered nor closed, whoever's it is."""
        requests = self.model._meta.get_field("requests").related_model.objects
        return self.filter(Exists(requests.in_progress().filter(authority=OuterRef("pk"))))

    def search(self, words: str) -> Self:
        """By any part of any name: every word typed must stand in one of them; the closest first."""
        folded = fold(words)
        found = self
        for word in folded.split()[:8]:
            found = found.filter(search_text__contains=word)
        if not folded:
            return found
        nearness = Case(
            When(search_text=folded, then=Value(0)),
            When(search_text__startswith=folded, then=Value(1)),
            When(search_text__contains=folded, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return found.order_by(nearness, "name")

    def named(self, name: str) -> Self:
        """Those that bear exactly this name, official or other, whatever its case and accents."""
        return self.filter(search_text__regex=rf"(^|\n){_escaped(fold(name))}(\n|$)")


class ContactQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Those letters go to; not those that were retired."""
        return self.filter(retired_at=None)

    def retired(self) -> Self:
        return self.exclude(retired_at=None)


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() or c.isspace() else f"\\{c}" for c in text)
