"""`manage.py fetch_mail`: look into the mailboxes now, and read and file what has come."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from correspondence.models import Mailbox
from correspondence.services.fetching import fetch_mailbox
from correspondence.services.inbound import process_waiting


class Command(BaseCommand):
    help = "Fetch from the mailboxes of all teams now, and read and file what has come."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mailbox", metavar="ID", type=int, help="this one alone")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        mailboxes = Mailbox.objects.fetched().select_related("team")
        if options["mailbox"] is not None:
            mailboxes = mailboxes.filter(pk=options["mailbox"])
            if not mailboxes:
                raise CommandError(f"There is no mailbox {options['mailbox']} that is fetched from.")
        rows = []
        for mailbox in mailboxes:
            fetched = fetch_mailbox(mailbox=mailbox, now=timezone.now())
            trouble = "Another worker is fetching from it." if fetched.busy else fetched.trouble
            rows.append(
                {"id": mailbox.pk, "name": mailbox.name, "fetched": fetched.count, "trouble": trouble}
            )
        read = process_waiting(today=timezone.localdate())
        self._print(rows, read, options["format"])
        if any(row["trouble"] for row in rows):
            raise SystemExit(1)

    def _print(self, rows: list[dict[str, Any]], read: int, how: str) -> None:
        if how == "json":
            self.stdout.write(json.dumps({"mailboxes": rows, "read": read}, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['name']}: {row['fetched']} fetched. {row['trouble']}".rstrip())
        self.stdout.write(f"{read} read." if rows else f"No mailbox is fetched from. {read} read.")
