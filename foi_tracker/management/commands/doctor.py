"""`manage.py doctor`: what is well, what is not, and how to mend it."""

import dataclasses
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foi_tracker.doctor import letters, machine, periodic, servers
from foi_tracker.doctor.findings import Finding, State

MARKS = {State.GOOD: "ok    ", State.NOTE: "note  ", State.BROKEN: "BROKEN"}


class Command(BaseCommand):
    help = "Look at this installation and say in plain words what is missing and how to mend it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [*machine.look(), *servers.look(), *periodic.look(), *letters.look()]
        bad = [finding for finding in findings if finding.state == State.BROKEN]
        if options["format"] == "json":
            rows = [dataclasses.asdict(finding) for finding in findings]
            self.stdout.write(json.dumps({"well": not bad, "findings": rows}, indent=2))
        else:
            for finding in findings:
                self._tell(finding)
            self.stdout.write(f"\n{len(bad)} broken." if bad else "\nNothing is broken.")
        if bad:
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{MARKS[finding.state]}  {finding.what:<18} {finding.says}")
        if finding.mend:
            self.stdout.write(f"{'':26} -> {finding.mend}")
