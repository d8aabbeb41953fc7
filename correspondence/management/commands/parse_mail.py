"""manage.py parse_mail FILE...: what stands in a mail. Needs no database."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from correspondence.mail.report import NotAMail, as_json, as_text, mail_from


class Command(BaseCommand):
    help = "Take mails (.eml or .msg) apart and print what stands in them; one JSON object a line with several files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        indent = 2 if len(options["files"]) == 1 else None
        for path in options["files"]:
            try:
                mail = mail_from(path)
            except NotAMail as error:
                raise CommandError(str(error)) from error
            as_words = json.dumps(as_json(mail), ensure_ascii=False, indent=indent)
            self.stdout.write(as_words if options["format"] == "json" else as_text(mail))
