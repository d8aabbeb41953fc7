"""Two authorities that are the same become one; and, as long as nothing else touched it, two again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import IntegrityError, connection, transaction

from accounts.audit import record
from accounts.models import User
from authorities.errors import CannotMerge, CannotUndo
from authorities.models import Authority, AuthorityMerge, AuthorityName, Contact
from authorities.names import fold
from authorities.services.relations import Pointer, drop, move_all, put_back
from authorities.services.replacing import chain
from authorities.services.saving import refresh_search_text

BLANKS = ("website", "publication_scheme", "disclosure_log", "notes")
"""Facts that the kept one takes over where it has none."""


@transaction.atomic
def merge(*, kept: Authority, gone: Authority, by: User) -> AuthorityMerge:
    """Make two authorities one. Raises `CannotMerge`, having done nothing.

    Effects: all that points at `gone` (requests with their letters, contacts, identifiers, names, sets, tags, those it
    replaced) points at `kept`; its official name becomes another name; facts that `kept` lacks are filled; `gone` is
    deleted, and its address leads to `kept`. One `AuthorityMerge`, one audit entry. No request's state or date changes.
    """
    kept, gone = _both_locked(kept, gone)
    _check(kept, gone)
    [written] = serializers.serialize("python", [gone])
    written["fields"].pop("tags")  # the table between has its own rows
    out_of_use = _drop_retired(kept, gone)
    moves = move_all(source=gone, target=kept)
    filled = _fill(kept, gone)
    gone_key = gone.pk
    gone.delete()
    done = AuthorityMerge.objects.create(
        kept=kept,
        kept_key=kept.pk,
        gone_key=gone_key,
        gone_name=gone.name,
        gone=written,
        moved=moves.moved,
        dropped=[*moves.dropped, *out_of_use],
        filled=filled,
        name_added=_keep_name(kept, gone.name),
        made_by=by,
    )
    refresh_search_text(kept)
    count = sum(map(len, moves.moved.values()))
    record(actor=by, action="authority.merged", subject=kept, gone=gone.name, moved=count, merge=done.pk)
    return done


def _both_locked(first: Authority, second: Authority) -> tuple[Authority, Authority]:
    """Both as they are now, locked in the order of their keys: two merges do not wait for each other."""
    keys = [first.pk, second.pk]
    locked = {
        each.pk: each for each in Authority.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    if len(locked) < 2:
        raise CannotMerge("These are one authority already.")
    return locked[first.pk], locked[second.pk]


def _check(kept: Authority, gone: Authority) -> None:
    if gone.pk in [each.pk for each in chain(kept)]:
        raise CannotMerge(f"{kept.name} was replaced by {gone.name}: keep the one that came after.")


def _drop_retired(kept: Authority, gone: Authority) -> list[dict[str, Any]]:
    """Make way for addresses of `gone` that are in use, where `kept` used them before and no longer does."""
    in_use = {(each.email.upper(), each.role) for each in gone.contacts.current()}
    retired = [each for each in kept.contacts.retired() if (each.email.upper(), each.role) in in_use]
    return [drop(Contact, each.pk) for each in retired]


def _fill(kept: Authority, gone: Authority) -> dict[str, list[str]]:
    filled = {
        fact: ["", getattr(gone, fact)] for fact in BLANKS if getattr(gone, fact) and not getattr(kept, fact)
    }
    for fact, (_, after) in filled.items():
        setattr(kept, fact, after)
    kept.save(update_fields=[*filled, "updated_at"])
    return filled


def _keep_name(kept: Authority, name: str) -> int | None:
    """The key of the other name that was made of the official one; None where the kept one has it already."""
    held = [kept.name, *kept.other_names.values_list("name", flat=True)]
    if fold(name) in map(fold, held):
        return None
    return AuthorityName.objects.create(authority=kept, name=name).pk


@transaction.atomic
def undo_merge(*, merge: AuthorityMerge, by: User, at: datetime) -> Authority:
    """Take the two apart again, exactly as they were; returns the one that comes back. Raises `CannotUndo`.

    What was added to the kept one since then stays with it.
    """
    merge = AuthorityMerge.objects.select_for_update().get(pk=merge.pk)
    kept = Authority.objects.select_for_update().filter(pk=merge.kept_key).first()
    if merge.undone_at:
        raise CannotUndo("This has been undone already.")
    if kept is None or merge.kept_id != kept.pk:
        raise CannotUndo("The authority that was kept has been merged or deleted since: undo that first.")
    if problem := next(_touched(merge, kept), None):
        raise CannotUndo(problem)
    try:
        with transaction.atomic():
            restored = _restore(merge, kept)
    except IntegrityError:
        raise CannotUndo("Something that came with it has been given to another authority since.") from None
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    record(actor=by, action="authority.merge_undone", subject=restored, kept=merge.kept_key, merge=merge.pk)
    return restored


def _touched(merge: AuthorityMerge, kept: Authority) -> Iterator[str]:
    """What something else has touched since the merge, a sentence each."""
    taken = Authority.objects.filter(name__iexact=merge.gone_name).first()
    if taken:
        yield f"There is another authority called {taken.name} now."
    for label, keys in merge.moved.items():
        pointer = Pointer.of(label)
        still = pointer.rows(merge.kept_key).filter(pk__in=keys).count() if pointer else 0
        if still != len(keys):
            what = pointer.model._meta.verbose_name_plural if pointer else label
            yield f"{len(keys) - still} of the {len(keys)} {what} have been moved or removed since."
    for fact, (_, after) in merge.filled.items():
        if getattr(kept, fact) != after:
            yield f"The {fact.replace('_', ' ')} has been changed since."
    if merge.name_added and not kept.other_names.filter(pk=merge.name_added).exists():
        yield f"The other name {merge.gone_name} has been removed since."


def _restore(merge: AuthorityMerge, kept: Authority) -> Authority:
    """Make the authority again, give it back what was moved and dropped, and empty what was filled."""
    put_back(merge.gone)
    gone = Authority.objects.get(pk=merge.gone_key)
    for label, keys in merge.moved.items():
        if pointer := Pointer.of(label):
            pointer.model._base_manager.filter(pk__in=keys).update(**{f"{pointer.field}_id": gone.pk})
    for row in merge.dropped:
        put_back(row)
    for fact, (before, _) in merge.filled.items():
        setattr(kept, fact, before)
    kept.save(update_fields=[*merge.filled, "updated_at"])
    if merge.name_added:
        AuthorityName.objects.filter(pk=merge.name_added).delete()
    connection.check_constraints()  # now, while it can still be told to the person who asked
    refresh_search_text(kept)
    refresh_search_text(gone)
    return gone
