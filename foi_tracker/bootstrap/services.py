"""Which servers this installation brings itself, as the settings tell."""

from collections.abc import Iterator
from contextlib import contextmanager

from foi_tracker.embedded import servers


def embedded_names() -> list[str]:
    """ "postgres" unless `DATABASE_URL` is given, "valkey" unless `REDIS_URL` is."""
    from django.conf import settings

    names = ["postgres"] if settings.EMBEDDED_DATABASE else []
    return [*names, "valkey"] if settings.EMBEDDED_REDIS else names


@contextmanager
def attached() -> Iterator[list[servers.Use]]:
    """Hold the embedded servers running, where they are the ones to use."""
    with servers.attached(embedded_names()) as uses:
        yield uses
