"""Mail that waits in the unfiled inbox, for tests: brought in and read the way the doors do."""

from __future__ import annotations

from datetime import date

from accounts.models import Team
from correspondence.models import Arrival
from correspondence.services.inbound import process, receive
from tests.correspondence.mails import make_mail

TODAY = date(2018, 9, 1)


def make_waiting(
    team: Team | None, text: str = "We hold it.", files: tuple[str, ...] = (), **headers: str
) -> Arrival:
    """A mail from an officer that nobody could file, with a Message-ID of its own."""
    number = Arrival.objects.count() + 1
    mail = make_mail(text, **{"Message_ID": f"<{number}@marshland.example>", **headers})
    for name in files:
        mail.add_attachment(b"%PDF-1.7 words", maintype="application", subtype="pdf", filename=name)
    return process(arrival=receive(raw=mail.as_bytes(), door="pipe", team=team), today=TODAY)
