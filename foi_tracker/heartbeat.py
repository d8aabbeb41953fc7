"""A sign of life of scheduler, queue and worker together: it is new only while all three work."""

import datetime

from django.core.cache import cache
from django.utils import timezone

EVERY = datetime.timedelta(seconds=30)
LATE_AFTER = datetime.timedelta(minutes=3)
_KEY = "heartbeat"


def beat() -> None:
    """Leave the sign."""
    cache.set(_KEY, timezone.now(), timeout=None)


def age() -> datetime.timedelta | None:
    """How old the last sign is; None when there is none."""
    last = cache.get(_KEY)
    return None if last is None else timezone.now() - last
