"""``manage.py deadlines``: dated facts to dates with reasons, or a table of facts to a table of dates."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.deadlines import BadTable, FactsError
from requests_app.deadlines.command import add_arguments, answer, convert_file


class Command(BaseCommand):
    """Ten lines: the work is in :mod:`requests_app.deadlines.command`. No database is touched."""

    help = "Compute statutory time limits: --received 2018-07-20, or --csv FILE for many."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["csv"]:
                self.stdout.write(answer(options))
            elif failed := convert_file(options["csv"], self.stdout, self.stderr):
                raise CommandError(f"{failed} row{'s have' if failed > 1 else ' has'} no date.")
        except (FactsError, BadTable) as error:
            raise CommandError(str(error)) from error
