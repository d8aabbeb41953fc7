"""`manage.py receive_mail < raw`: the pipe of a mail server. It is told that a mail is taken only once it is stored."""

from __future__ import annotations

import os
import shutil
import sys
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import Team
from correspondence.models import Arrival
from correspondence.services.inbound import receive

MB = 1024 * 1024
NOTHING_CAME = os.EX_DATAERR  # 65
TRY_AGAIN = os.EX_TEMPFAIL  # 75: Postfix, Exim and Sendmail keep the mail and come again


class Command(BaseCommand):
    help = "Store one mail from standard input. Exits with 0 once it is stored, with 75 when it cannot be stored now."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--team", metavar="NAME", help="whose mail it is, where no address tells")
        parser.add_argument("--recipient", metavar="ADDRESS", default="", help="for whom the server took it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken = self._take(options["team"], options["recipient"])
        except Exception as error:  # whatever it is, the mail server keeps the mail
            self.stderr.write(f"Not stored, try again: {type(error).__name__}: {error}")
            raise SystemExit(TRY_AGAIN) from error
        if not taken:
            self.stderr.write("Nothing came on standard input.")
            raise SystemExit(NOTHING_CAME)

    def _take(self, team: str | None, recipient: str) -> bool:
        with SpooledTemporaryFile(max_size=2 * MB) as spool:
            shutil.copyfileobj(sys.stdin.buffer, spool, MB)
            if not spool.tell():
                return False
            spool.seek(0)
            owner = Team.objects.filter(name__iexact=team.strip()).first() if team else None
            if team and owner is None:  # kept all the same: site admins see mail of no team
                self.stderr.write(f"No team is called “{team}”: kept as mail of no team.")
            receive(raw=spool, door=Arrival.Door.PIPE, team=owner, envelope_to=recipient)
        return True
