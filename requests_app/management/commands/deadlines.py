"""``manage.py deadlines``: dated facts to dates with reasons, or a table of facts to a table of dates."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError

from requests_app.deadlines import BadTable, FactsError, ProclaimedDay
from requests_app.deadlines.command import add_arguments, answer, convert_file
from requests_app.services.calendars import proclaimed_days


class Command(BaseCommand):
    """Ten lines: the work is in :mod:`requests_app.deadlines.command`. The database is touched for
    ``--proclaimed`` alone.
    """

    help = "Compute statutory time limits: --received 2018-07-20, or --csv FILE for many."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        days = _proclaimed() if options["proclaimed"] else ()
        try:
            if not options["csv"]:
                self.stdout.write(answer(options, days))
            elif failed := convert_file(options["csv"], self.stdout, self.stderr, days):
                raise CommandError(f"{failed} row{'s have' if failed > 1 else ' has'} no date.")
        except (FactsError, BadTable) as error:
            raise CommandError(str(error)) from error


def _proclaimed() -> tuple[ProclaimedDay, ...]:
    try:
        return proclaimed_days()
    except DatabaseError as error:
        raise CommandError(
            "The database cannot be reached, so the days proclaimed here are not known."
        ) from error
