"""`manage.py import_thread FILE`: bring in a pasted thread and print what it made."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import Team, User
from authorities.bringing.command import bytes_of
from authorities.errors import AuthorityError
from authorities.models import Authority
from authorities.services import find_by_name, suggest
from correspondence.errors import CorrespondenceError, NoDate, SeveralFit, UnknownAuthority
from correspondence.reading.thread_types import LONGEST_THREAD
from correspondence.reports import as_dict, as_text
from correspondence.services.importing import import_thread
from correspondence.services.reading import text_of
from requests_app.deadlines import FactsError, parse_date
from requests_app.errors import RequestError

FIRST_TEAM = "My team"
_MOST = LONGEST_THREAD * 4  # bytes: that many characters in the widest encoding


class Command(BaseCommand):
    help = "Bring in a thread of letters as it was pasted into a text file, and print what it made."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
        parser.add_argument("--team", metavar="NAME", help="the team it belongs to (default: the only one)")
        parser.add_argument(
            "--authority", metavar="NAME", help="the authority, where the text does not name it"
        )
        parser.add_argument(
            "--by", metavar="EMAIL", help="who brings it in and looks after it (default: nobody)"
        )
        parser.add_argument("--received", metavar="DATE", help="the date of receipt, such as 2018-07-20")
        parser.add_argument("--sent", metavar="DATE", help="the date it was sent")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--into", metavar="ID", type=int, help="which request, where several have the thread's number"
        )
        where.add_argument(
            "--new", action="store_true", help="make another request, though one has the thread's number"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._handle(options)
        except NoDate as error:
            raise CommandError(f"{error} (--received 2018-07-20 or --sent 2018-07-20)") from error
        except SeveralFit as error:
            ids = ", ".join(f"--into {request.pk} (“{request.title}”)" for request in error.requests)
            raise CommandError(f"{error} {ids}, or --new.") from error
        except (CorrespondenceError, AuthorityError, FactsError, RequestError) as error:
            raise CommandError(str(error)) from error

    def _handle(self, options: dict[str, Any]) -> None:
        text = text_of(bytes_of(options["file"], _MOST))
        by = _user(options["by"])
        imported = import_thread(
            text=text,
            team=_team(options["team"]),
            by=by,
            today=timezone.localdate(),
            authority=_authority(options["authority"]),
            received_on=parse_date(options["received"]) if options["received"] else None,
            sent_on=parse_date(options["sent"]) if options["sent"] else None,
            add_to="new" if options["new"] else options["into"],
        )
        report = as_dict(imported)
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(report))


def _team(name: str | None) -> Team:
    """The team of that name; without a name the only one, and the first one where there is none yet."""
    if name:
        found = Team.objects.filter(name__iexact=name.strip()).first()
        if found is None:
            names = ", ".join(Team.objects.values_list("name", flat=True)[:10]) or "there is none yet"
            raise CommandError(f"No team is called “{name}” ({names}).")
        return found
    teams = list(Team.objects.all()[:11])
    if len(teams) > 1:
        raise CommandError(
            f"There are several teams: say which with --team ({', '.join(team.name for team in teams)})."
        )
    return teams[0] if teams else Team.objects.create(name=FIRST_TEAM)


def _user(email: str | None) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return found


def _authority(name: str | None) -> Authority | None:
    if not name:
        return None
    found = find_by_name(name)
    if found is None:
        raise UnknownAuthority(name, [authority.name for authority in suggest(name)])
    return found
