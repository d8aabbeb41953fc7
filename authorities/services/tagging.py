"""Tags on authorities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from authorities.models import Authority, Tag
from authorities.names import tag_name


def set_tags(*, authority: Authority, tags: Iterable[str]) -> None:
    """Write down the tags of an authority in place of those there were; a tag that nobody bears is forgotten."""
    set_tags_of_many(tags={authority.pk: tags})


@transaction.atomic
def set_tags_of_many(*, tags: Mapping[int, Iterable[str]]) -> None:
    """`set_tags` for many at once, by their keys: a few queries however many they are."""
    wanted = {pk: {name for name in map(tag_name, names) if name} for pk, names in tags.items()}
    names = sorted(set().union(*wanted.values()))
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    keys = dict(Tag.objects.filter(name__in=names).values_list("name", "pk"))
    worn = Authority.tags.through.objects.filter(authority_id__in=wanted)
    held = {(pk, tag): key for key, pk, tag in worn.values_list("pk", "authority_id", "tag_id")}
    pairs = {(pk, keys[name]) for pk, own in wanted.items() for name in own}
    dropped = held.keys() - pairs
    if dropped:
        worn.filter(pk__in=[held[pair] for pair in dropped]).delete()
        Tag.objects.filter(pk__in={tag for _, tag in dropped}, authorities=None).delete()
    through = worn.model
    new = [through(authority_id=pk, tag_id=tag) for pk, tag in sorted(pairs - held.keys())]
    through.objects.bulk_create(new, batch_size=5_000)
