"""How often something may be asked for, counted in the cache."""

from __future__ import annotations

from django.core.cache import cache


def too_many(what: str, *, most: int, seconds: int) -> bool:
    """Count one more of `what`; whether that is more than so many within so many seconds."""
    key = f"limit-{what}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out between the two
        return False
