"""Send the letters that are due."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from correspondence.models import OutgoingLetter
from correspondence.services import outbox


class Command(BaseCommand):
    help = "Send the letters whose minute to be called back is over. The worker does it every ten seconds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-most", type=int, default=500, help="how many at most (default: 500)")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        sent = outbox.send_due(at_most=options["at_most"])
        to_check = OutgoingLetter.objects.to_check().count()
        if options["format"] == "json":
            self.stdout.write(json.dumps({"sent": sent, "to_check": to_check}))
        else:
            self.stdout.write(f"{sent} sent; {to_check} under “check delivery”.")
