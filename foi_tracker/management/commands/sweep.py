"""Write the notices that are due, and send them."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from correspondence.services import sweeping as letters
from requests_app.services import reminders, sweeping


class Command(BaseCommand):
    help = "Write the reminders that requests, letters and mailboxes call for, and mail those that wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from (default: today)")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.localtime()
        if on := options["on"]:
            now = now.replace(year=on.year, month=on.month, day=on.day)
        written = sweeping.sweep(on=now.date()) + letters.sweep(now=now)
        sent = reminders.send_pending()
        if options["format"] == "json":
            self.stdout.write(json.dumps({"written": written, "sent": sent}))
        else:
            self.stdout.write(f"{written} new reminders, {sent} mailed.")
