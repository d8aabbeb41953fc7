"""What the commands that bring in a table share: their options, the file, who it is, the report."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from accounts.models import User
from authorities.errors import AuthorityError
from authorities.tables.errors import TableError
from authorities.tables.limits import BIGGEST_FILE


class BringingCommand(BaseCommand):
    """Gives a run of the import that `bring_in` did, as text or JSON; a dry one is forgotten afterwards.

    Exits non-zero with one line where the file, an option or the database will not do.
    """

    map_help: ClassVar[str]
    alike: ClassVar[tuple[str, ...]]
    alike_help: ClassVar[str]
    as_dict: ClassVar[Callable[..., dict[str, Any]]]
    as_text: ClassVar[Callable[[dict[str, Any]], str]]
    drop: ClassVar[Callable[..., None]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a table, or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--map", metavar="COLUMN=FIELD", action="append", default=[], help=self.map_help)
        parser.add_argument("--sheet", metavar="NAME", default="", help="which sheet of a workbook")
        parser.add_argument("--alike", choices=["leave", *self.alike], default="leave", help=self.alike_help)
        parser.add_argument("--by", metavar="EMAIL", help="who brings it in (default: nobody)")
        parser.add_argument("--rows", action="store_true", help="list each row that is left out, and why")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def bring_in(self, options: dict[str, Any]) -> Any:
        """Do what the options say; the run. Raises `TableError`, `AuthorityError`, `CommandError`."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = self.bring_in(options)
        except (TableError, AuthorityError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                "The database cannot be reached; nothing of the last step was kept."
            ) from error
        kind = type(self)
        report = kind.as_dict(run, dry=options["dry_run"], rows=options["rows"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(kind.as_text(report))
        if options["dry_run"]:
            kind.drop(run=run, by=run.started_by)


def pair_of(text: str, *, wrong: str) -> tuple[str, str]:
    """ "FOI Email=email_foi" as its two halves; `wrong` says what is the matter where there is no equals sign."""
    left, equals, right = text.rpartition("=")
    if not equals:
        raise CommandError(wrong)
    return left.strip(), right.strip()


def bytes_of(name: str, most: int = BIGGEST_FILE) -> bytes:
    """The file, or standard input for "-"; of one that is too big only as much as shows that it is."""
    if name == "-":
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"{name} cannot be read: {reason}.") from error


def user_of(email: str | None) -> User | None:
    """Whoever has that address and may log in; None where none is given."""
    if not email:
        return None
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return found
