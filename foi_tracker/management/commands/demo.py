"""Fill the tracker with a believable team."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from foi_tracker.demo import fill
from foi_tracker.demo.cast import PEOPLE


class Command(BaseCommand):
    help = (
        "Make a demo team with some fifty requests in every state. A second run leaves what is there alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(9)
        filled = fill(today=timezone.localdate(), password=password)
        self.stdout.write(f"The demo team “{filled.team}” has {filled.requests} requests.")
        if filled.people_made:
            self.stdout.write(f"Log in as {', '.join(filled.people_made)} with the password {password}")
        else:
            self.stdout.write(f"Log in as {', '.join(person.email for person in PEOPLE)}.")
            self.stdout.write("To set a new password: python3 manage.py changepassword E-MAIL")
