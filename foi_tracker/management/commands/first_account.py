"""`manage.py first_account`: the first site admin of an installation whose database was given."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.services import first_run
from foi_tracker.bootstrap.first_run import FIRST_EMAIL, new_password


class Command(BaseCommand):
    help = (
        "Make the first account (a site admin with a team) and print its password; nothing when there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", default=FIRST_EMAIL)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an e-mail address.") from error
        user, password, _team = first_run(options["email"], new_password())
        if password is None:
            raise CommandError(
                f"There are accounts already. A new password: manage.py changepassword {user.email}"
            )
        self.stdout.write(f"First account: {user.email}, password {password} (shown this once)")
