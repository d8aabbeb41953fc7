"""`manage.py import_requests FILE --team T`: bring in a team's spreadsheet, or see what it would do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from accounts.models import Team, User
from authorities.errors import AuthorityError
from authorities.tables.errors import TableError
from authorities.tables.headers import plain
from authorities.tables.limits import BIGGEST_FILE
from authorities.tables.reading import read_table
from requests_app.importing.fields import BY_CODE
from requests_app.importing.outcomes import Outcome
from requests_app.models import RequestImport
from requests_app.services import imports
from requests_app.services.imports.report import as_dict, as_text


class Command(BaseCommand):
    help = "Bring in a spreadsheet of requests (CSV, XLSX, ODS), or see with --dry-run what it would do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a table, or - for standard input")
        parser.add_argument("--team", required=True, metavar="NAME", help="whose requests they are")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--map",
            metavar="COLUMN=FIELD",
            action="append",
            default=[],
            help=f"what a column holds ({', '.join(BY_CODE)}); COLUMN= leaves it out; may be given several times",
        )
        parser.add_argument(
            "--code",
            metavar="CODE=OUTCOME",
            action="append",
            default=[],
            help=f"what a code means ({', '.join(Outcome)}); may be given several times",
        )
        parser.add_argument("--title", default=None, help="what rows are about that do not say it")
        parser.add_argument("--sheet", metavar="NAME", default="", help="which sheet of a workbook")
        parser.add_argument(
            "--alike",
            choices=["leave", "new", "skip"],
            default="leave",
            help="what rows are that may be here already (default: leave them out)",
        )
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

    def _bring_in(self, options: dict[str, Any]) -> RequestImport:
        by, team = _user(options["by"]), _team(options["team"])
        table = read_table(_bytes_of(options["file"]), sheet=options["sheet"])
        run = imports.start_import(team=team, table=table, file_name=Path(options["file"]).name, by=by)
        layout = _layout(run, dict(_pair(each, "--map") for each in options["map"]))
        title = run.title if options["title"] is None else options["title"]
        imports.set_columns(run=run, layout=layout, title=title)
        if run.phase == RequestImport.Phase.COLUMNS:
            guessed = {each.code: each.outcome for each in imports.codes_of(run)}
            said = dict(_pair(each, "--code") for each in options["code"])
            imports.set_codes(run=run, codes={**guessed, **said})
        imports.finish(run)
        if options["alike"] != "leave":
            imports.decide_all(run=run, what=options["alike"])
        if not options["dry_run"]:
            imports.apply_import(run=run, by=by)
            imports.finish(run)
        return run


def _layout(run: RequestImport, said: dict[str, str]) -> list[str]:
    names = {plain(name): index for index, name in enumerate(run.columns)}
    layout = list(run.layout)
    for name, code in said.items():
        if plain(name) not in names:
            raise CommandError(
                f"The file has no column “{name}”; it has: {', '.join(filter(None, run.columns))}."
            )
        if code and code not in BY_CODE:
            raise CommandError(f"There is no field “{code}”; there are: {', '.join(BY_CODE)}.")
        if code and not BY_CODE[code].many:
            layout = ["" if other == code else other for other in layout]
        layout[names[plain(name)]] = code
    return layout


def _pair(text: str, option: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals:
        raise CommandError(f"{option} {text}: an equals sign is missing.")
    return left.strip(), right.strip()


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(BIGGEST_FILE + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(BIGGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"{name} cannot be read: {reason}.") from error


def _team(name: str) -> Team:
    found = Team.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise CommandError(f"There is no team called {name}.")
    return found


def _user(email: str | None) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return found
