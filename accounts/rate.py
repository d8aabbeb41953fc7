"""How often one address may ask for pages that need no log-in."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60  # seconds


def within_rate(http: HttpRequest, what: str, *, most: int) -> bool:
    """Count this request; whether its address has made `most` of the kind within a minute, or fewer."""
    key = f"rate:{what}:{get_adapter().get_client_ip(http)}"
    cache.add(key, 0, WINDOW)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # the minute ended between the two
        return True
