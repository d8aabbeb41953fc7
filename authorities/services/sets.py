"""Sets of authorities, for campaigns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import Team, User
from authorities.errors import SetNameMissing, SetNameTaken
from authorities.models import AuthoritySet

CHUNK = 5_000
"""Rows written at once."""


@transaction.atomic
def create_set(*, name: str, team: Team | None, by: User, authorities: Iterable[int] = ()) -> AuthoritySet:
    """Make a set of the authorities of these keys, for a team or (`team` None) for everybody.

    Raises `SetNameMissing` and `SetNameTaken`.
    """
    made = _save(AuthoritySet(team=team, created_by=by), name)
    count = add_to_set(chosen=made, authorities=authorities)
    record(actor=by, action="set.made", subject=made, authorities=count)
    return made


@transaction.atomic
def rename_set(*, chosen: AuthoritySet, name: str, by: User) -> AuthoritySet:
    """Raises `SetNameMissing` and `SetNameTaken`."""
    before = chosen.name
    renamed = _save(chosen, name)
    record(actor=by, action="set.renamed", subject=renamed, before=before)
    return renamed


@transaction.atomic
def add_to_set(*, chosen: AuthoritySet, authorities: Iterable[int]) -> int:
    """Add the authorities of these keys; those that are in it stay. Returns how many were new."""
    member = AuthoritySet.authorities.through
    before = chosen.authorities.count()
    rows = (member(authorityset_id=chosen.pk, authority_id=key) for key in authorities)
    member.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return chosen.authorities.count() - before


@transaction.atomic
def remove_from_set(*, chosen: AuthoritySet, authorities: Iterable[int]) -> int:
    """Take the authorities of these keys out of the set. Returns how many were in it."""
    members = AuthoritySet.authorities.through.objects.filter(authorityset=chosen)
    return members.filter(authority_id__in=list(authorities)).delete()[0]


@transaction.atomic
def delete_set(*, chosen: AuthoritySet, by: User) -> None:
    """Delete the list; the authorities in it stay as they are."""
    record(actor=by, action="set.deleted", subject=chosen)
    chosen.delete()


def _save(chosen: AuthoritySet, name: str) -> AuthoritySet:
    chosen.name = " ".join(name.split())
    if not chosen.name:
        raise SetNameMissing
    try:
        with transaction.atomic():
            chosen.save()
    except IntegrityError:
        raise SetNameTaken(chosen.name) from None
    return chosen
