"""Tags on authorities."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from authorities.models import Authority, Tag
from authorities.names import tag_name


@transaction.atomic
def set_tags(*, authority: Authority, tags: Iterable[str]) -> None:
    """Write down the tags of an authority in place of those there were; a tag that nobody bears is forgotten."""
    wanted = {name for name in map(tag_name, tags) if name}
    Tag.objects.bulk_create([Tag(name=name) for name in sorted(wanted)], ignore_conflicts=True)
    before = set(authority.tags.values_list("name", flat=True))
    if before != wanted:
        authority.tags.set(Tag.objects.filter(name__in=wanted))
        Tag.objects.filter(name__in=before - wanted, authorities=None).delete()
