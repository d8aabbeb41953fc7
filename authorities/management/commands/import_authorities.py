"""`manage.py import_authorities FILE`: bring in a list of authorities, or see what it would do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from accounts.models import User
from authorities.errors import AuthorityError
from authorities.import_models import ImportRun
from authorities.import_reports import as_dict, as_text
from authorities.services import imports
from authorities.tables.errors import TableError
from authorities.tables.limits import BIGGEST_FILE
from authorities.tables.reading import read_table


class Command(BaseCommand):
    help = "Bring in a table of authorities (CSV, XLSX, ODS), or see with --dry-run what it would do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a table, or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--map",
            metavar="COLUMN=FIELD",
            action="append",
            default=[],
            help="what a column holds, where the guess is wrong; COLUMN= leaves it out; may be given several times",
        )
        parser.add_argument("--sheet", metavar="NAME", default="", help="which sheet of a workbook")
        parser.add_argument(
            "--alike",
            choices=["leave", "same", "another", "skip"],
            default="leave",
            help="what rows are that may be about an authority that is here (default: leave them out)",
        )
        parser.add_argument("--erase", action="store_true", help="empty cells erase what is here")
        parser.add_argument("--rename", action="store_true", help="names of the file become official names")
        parser.add_argument("--by", metavar="EMAIL", help="who brings it in (default: nobody)")
        parser.add_argument("--rows", action="store_true", help="list each row that is left out, and why")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = self._bring_in(options)
        except (TableError, AuthorityError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                "The database cannot be reached; nothing of the last step was kept."
            ) from error
        report = as_dict(run, dry=options["dry_run"], rows=options["rows"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(report))
        if options["dry_run"]:
            imports.drop_import(run=run, by=run.started_by)

    def _bring_in(self, options: dict[str, Any]) -> ImportRun:
        by = _user(options["by"])
        # Nothing holds the table after that: its memory is free again for what follows.
        run = imports.start_import(
            table=read_table(_bytes_of(options["file"]), sheet=options["sheet"]),
            file_name=Path(options["file"]).name,
            by=by,
        )
        layout = imports.layout_by_names(run, dict(map(_pair, options["map"])))
        imports.set_columns(run=run, layout=layout, erase=options["erase"], rename=options["rename"])
        imports.finish(run)
        if options["alike"] != "leave":
            imports.decide_all(run=run, what=options["alike"])
        if not options["dry_run"]:
            imports.apply_import(run=run, by=by)
            imports.finish(run)
        return run


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals:
        raise CommandError(f"--map {text}: write COLUMN=FIELD, such as --map “FOI Email=email_foi”.")
    return column.strip(), field.strip()


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(BIGGEST_FILE + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(BIGGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"{name} cannot be read: {reason}.") from error


def _user(email: str | None) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return found
