"""`manage.py import_authorities FILE`: bring in a list of authorities, or see what it would do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from authorities.bringing.command import BringingCommand, bytes_of, pair_of, user_of
from authorities.import_models import ImportRun
from authorities.import_reports import as_dict, as_text
from authorities.services import imports
from authorities.tables.reading import read_table


class Command(BringingCommand):
    help = "Bring in a table of authorities (CSV, XLSX, ODS), or see with --dry-run what it would do."
    map_help = (
        "what a column holds, where the guess is wrong; COLUMN= leaves it out; may be given several times"
    )
    alike = ("same", "another", "skip")
    alike_help = "what rows are that may be about an authority that is here (default: leave them out)"
    as_dict, as_text, drop = as_dict, as_text, imports.drop_import

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--erase", action="store_true", help="empty cells erase what is here")
        parser.add_argument("--rename", action="store_true", help="names of the file become official names")

    def bring_in(self, options: dict[str, Any]) -> ImportRun:
        by = user_of(options["by"])
        # Nothing holds the table after that: its memory is free again for what follows.
        run = imports.start_import(
            table=read_table(bytes_of(options["file"]), sheet=options["sheet"]),
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
    return pair_of(text, wrong=f"--map {text}: write COLUMN=FIELD, such as --map “FOI Email=email_foi”.")
