"""Derive the dates of all open requests again."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from requests_app.services.recompute import recompute


class Command(BaseCommand):
    help = "Derive state, dates and deadlines of all open requests again from their events."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        done = recompute()
        if options["format"] == "json":
            self.stdout.write(json.dumps(asdict(done)))
        else:
            self.stdout.write(
                f"{done.seen} requests looked at, {done.changed} changed, {done.failed} failed."
            )
