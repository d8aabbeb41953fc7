"""`manage.py import_requests FILE --team T`: bring in a team's spreadsheet, or see what it would do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.models import Team
from authorities.bringing.command import BringingCommand, bytes_of, pair_of, user_of
from authorities.tables.headers import plain
from authorities.tables.reading import read_table
from requests_app.importing.fields import BY_CODE
from requests_app.importing.outcomes import Outcome
from requests_app.models import RequestImport
from requests_app.services import imports
from requests_app.services.imports.report import as_dict, as_text


class Command(BringingCommand):
    help = "Bring in a spreadsheet of requests (CSV, XLSX, ODS), or see with --dry-run what it would do."
    map_help = (
        f"what a column holds ({', '.join(BY_CODE)}); COLUMN= leaves it out; may be given several times"
    )
    alike = ("new", "skip")
    alike_help = "what rows are that may be here already (default: leave them out)"
    as_dict, as_text, drop = as_dict, as_text, imports.drop_import

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--team", required=True, metavar="NAME", help="whose requests they are")
        parser.add_argument(
            "--code",
            metavar="CODE=OUTCOME",
            action="append",
            default=[],
            help=f"what a code means ({', '.join(Outcome)}); may be given several times",
        )
        parser.add_argument("--title", default=None, help="what rows are about that do not say it")

    def bring_in(self, options: dict[str, Any]) -> RequestImport:
        by, team = user_of(options["by"]), _team(options["team"])
        # Nothing holds the table after that: its memory is free again for what follows.
        run = imports.start_import(
            team=team,
            table=read_table(bytes_of(options["file"]), sheet=options["sheet"]),
            file_name=Path(options["file"]).name,
            by=by,
        )
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
    return pair_of(text, wrong=f"{option} {text}: an equals sign is missing.")


def _team(name: str) -> Team:
    found = Team.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise CommandError(f"There is no team called {name}.")
    return found
