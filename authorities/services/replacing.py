"""Reorganised councils: which authority took the place of which."""

from __future__ import annotations

from django.db import connection, transaction

from accounts.audit import record
from accounts.models import User
from authorities.errors import CannotReplace
from authorities.models import Authority

LONGEST_CHAIN = 20
"""Councils have been reorganised about once in twenty years: a longer chain is a mistake."""


@transaction.atomic
def replace(old: Authority, *, by: Authority, actor: User | None = None) -> Authority:
    """Say that `old` no longer exists and what stands in its place. Its requests stay with it.

    Several may be replaced by one. Raises `CannotReplace` where the two are the same or the chain would come back to
    `old`; two people who say it at once, each the other way round, do not make a circle either.
    """
    _one_at_a_time()
    if old.pk in [by.pk, *(each.pk for each in _followers(by.pk))]:
        raise CannotReplace(f"{old.name} cannot be replaced by {by.name}: that leads back to itself.")
    old.replaced_by = by
    old.is_active = False
    old.save(update_fields=["replaced_by", "is_active", "updated_at"])
    record(actor=actor, action="authority.replaced", subject=old, by=by.name)
    return old


def chain(gone: Authority) -> list[Authority]:
    """Those that took its place one after another, the next first; empty where nothing has. Two queries at most."""
    return _followers(gone.pk) if gone.replaced_by_id else []


def successor(gone: Authority) -> Authority | None:
    """The first that exists among those that took the place of `gone`; None without one."""
    return next((each for each in chain(gone) if each.is_active), None)


def _followers(pk: int) -> list[Authority]:
    """Those after the authority in its chain, in order. `path` stops a circle that came from elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, [pk, LONGEST_CHAIN])
        keys = [key for (key,) in cursor.fetchall()]
    held = Authority.objects.in_bulk(keys)
    return [held[key] for key in keys if key in held]


_CHAIN = """
    WITH RECURSIVE chain (id, depth, path) AS (
        SELECT replaced_by_id, 1, ARRAY[id] FROM authorities_authority WHERE id = %s
        UNION ALL
        SELECT next.replaced_by_id, depth + 1, path || next.id
        FROM chain JOIN authorities_authority next ON next.id = chain.id
        WHERE NOT next.id = ANY(path) AND depth < %s
    )
    SELECT id FROM chain WHERE id IS NOT NULL AND NOT id = ANY(path) ORDER BY depth
"""


def _one_at_a_time() -> None:
    """Until the transaction ends, nobody else changes a chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('authority chains', 0))")
