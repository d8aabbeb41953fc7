"""Which servers this installation brings itself, as the settings tell."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from foi_tracker.embedded import servers
from foi_tracker.embedded.postgres import Postgres


def embedded_names() -> list[str]:
    """ "postgres" unless `DATABASE_URL` is given, "valkey" unless `REDIS_URL` is."""
    from django.conf import settings

    names = ["postgres"] if settings.EMBEDDED_DATABASE else []
    return [*names, "valkey"] if settings.EMBEDDED_REDIS else names


@contextmanager
def attached() -> Iterator[list[servers.Use]]:
    """Hold the embedded servers running, where they are the ones to use."""
    with servers.attached(embedded_names()) as uses:
        for use in uses:
            if isinstance(use.server, Postgres):
                _tell_postgres_tools(use.server)
        yield uses


def _tell_postgres_tools(server: Postgres) -> None:
    """`manage.py dbshell` calls psql, which asks the environment (libpq, "Environment Variables")."""
    path = f"{server.bin}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.environ.update(PATH=path, PGHOST=str(server.sockets), PGUSER="foi", PGDATABASE="foi")
