"""``manage.py read_letter``: what a letter says about its request, with the words that show it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from correspondence.reading.reader_command import BadTruth, add_arguments, run


class Command(BaseCommand):
    """Ten lines: the work is in :mod:`correspondence.reading.reader_command`. No database is touched."""

    help = "Read letters (text, .eml, PDF, .docx): kind, references, dates, grounds and answers with their evidence."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            failed = run(options, self.stdout, self.stderr)  # type: ignore[arg-type]
        except BadTruth as error:
            raise CommandError(str(error)) from error
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files could not be read.")
