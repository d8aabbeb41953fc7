"""What a database needs before anybody can work with it: its tables, a first account, a first team."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

FIRST_EMAIL = "admin@localhost"
_LOCK = 0x0F01  # pg_advisory_lock: one preparation at a time
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike
_MAKES_AN_ACCOUNT = frozenset({"createsuperuser", "first_account"})
# Commands about the tables themselves: they find the database as it is.
_AS_IT_IS = frozenset(
    {"migrate", "showmigrations", "sqlmigrate", "sqlflush", "flush", "dbshell", "inspectdb"}
)


@dataclass(frozen=True)
class Account:
    """The first person's way in; the password is known here and nowhere else."""

    email: str
    password: str


def prepare_for(command: str) -> None:
    """Make our own database ready for `command`; a database that was given is its keeper's care."""
    import django
    from django.conf import settings

    if command in _AS_IT_IS or not settings.EMBEDDED_DATABASE:
        return
    django.setup()
    account = prepare(None if command in _MAKES_AN_ACCOUNT else FIRST_EMAIL)
    if account:
        print(
            f"First account: {account.email}, password {account.password} (shown this once; to change it:"
            f" python3 manage.py changepassword {account.email})",
            file=sys.stderr,
        )


def prepare(email: str | None) -> Account | None:
    """Bring the tables up to date, and make the first account for `email`; returned when it was made just now."""
    with _one_at_a_time():
        if needs_migrating():
            from django.core.management import call_command

            call_command("migrate", interactive=False, verbosity=0)
        return _first_account(email) if email else None


def needs_migrating() -> bool:
    """Whether a migration has not been applied to the database."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def new_password() -> str:
    """Twenty random letters and digits in four groups: about 99 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def _first_account(email: str) -> Account | None:
    from accounts.services import first_run

    user, password, _team = first_run(email, new_password())
    return Account(user.email, password) if password else None


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
