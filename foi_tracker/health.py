"""Whether this installation works: for load balancers, containers and `manage.py doctor`."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foi_tracker.punctuality import overall, periodic_tasks

_TIMEOUT = 3  # seconds


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can work: 200, or 503 with what is missing. Tells no address and no version.

    That periodic work is late is told and is no 503: no load balancer is to take the web away because a worker sleeps.
    """
    checks: dict[str, Callable[[], str]] = {
        "database": database_trouble,
        "migrations": migrations_trouble,
        "broker": broker_trouble,
    }
    found = {name: check() for name, check in checks.items()}
    words = {name: "trouble" if trouble else "ok" for name, trouble in found.items()}
    words["periodic"] = "unknown" if found["database"] or found["migrations"] else periodic_word()
    return JsonResponse(words, status=503 if any(found.values()) else 200)


def periodic_word() -> str:
    """How the work of the schedule stands: "on time", "late", "failed" or "not yet". One query."""
    return overall(periodic_tasks(at=timezone.now())).value


def database_trouble() -> str:
    """Why the database does not answer; empty when it does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return _one_line(error)
    return ""


def migrations_trouble() -> str:
    """Which migrations have not been applied; empty when all are."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return _one_line(error)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def broker_trouble() -> str:
    """Why the queue does not answer; empty when it does."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        with redis.Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT) as client:
            client.ping()
    except redis.RedisError as error:
        return _one_line(error)
    return ""


def _one_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
