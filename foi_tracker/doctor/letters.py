"""Whether letters come in and go out: mailboxes that fail or are silent, mail that waits, could not be read or sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from correspondence.models import Arrival, Mailbox, OutgoingLetter
from foi_tracker.doctor.findings import Finding, broken, good, note
from foi_tracker.embedded import servers
from foi_tracker.embedded.errors import ServerFailed
from requests_app.models import Notice

WAITS_LONG = timedelta(minutes=10)


def look() -> Iterator[Finding]:
    """Nothing where the database cannot be asked: that is told elsewhere."""
    try:
        if settings.EMBEDDED_DATABASE and not servers.running("postgres"):
            return
        now = timezone.now()
        yield from [*mailboxes(now), waiting(now), unreadable(), outbox(now), to_check(), notices(now)]
    except (DatabaseError, ServerFailed):
        return


def mailboxes(now: datetime) -> Iterator[Finding]:
    """One finding for each mailbox in trouble; silence is worth knowing and no fault by itself."""
    fetched = Mailbox.objects.fetched().count()
    if not fetched:
        yield note("Mailboxes", "none is fetched from", "A team's lead can add one under “Mailboxes”.")
        return
    troubled = list(Mailbox.objects.in_trouble(now=now).select_related("team"))
    for mailbox in troubled:
        said, mend = (
            f"“{mailbox.name}” of {mailbox.team.name}: {mailbox.trouble(now=now)}",
            "Look at its page.",
        )
        yield broken("Mailbox", said, mend) if mailbox.failing_since else note("Mailbox", said, mend)
    if not troubled:
        yield good("Mailboxes", f"{fetched} fetched from, all answer")


def waiting(now: datetime) -> Finding:
    late = Arrival.objects.stored().filter(arrived_at__lt=now - WAITS_LONG).count()
    if late:
        return broken("Mail to be read", f"{late} waiting for over ten minutes", "Start the worker.")
    return good("Mail to be read", "none waits for long")


def unreadable() -> Finding:
    count = Arrival.objects.quarantined().count()
    if count:
        return note("Mail not read", f"{count} could not be read", "See “Mail that could not be read”.")
    return good("Mail not read", "none")


def outbox(now: datetime) -> Finding:
    """Letters of ours whose time has come, and that nobody sends."""
    late = OutgoingLetter.objects.due(at=now - WAITS_LONG).count()
    if late:
        return broken("Letters to be sent", f"{late} waiting for over ten minutes", "Start the worker.")
    return good("Letters to be sent", "none waits for long")


def to_check() -> Finding:
    count = OutgoingLetter.objects.to_check().count()
    if count:
        return note(
            "Delivery", f"{count} may not have arrived", "Their teams see them under “Check delivery”."
        )
    return good("Delivery", "none in doubt")


def notices(now: datetime) -> Finding:
    """Reminders that a mail server would not take."""
    waiting = Notice.objects.filter(status=Notice.Status.PENDING, created_at__lt=now - WAITS_LONG)
    refused = waiting.filter(attempts__gt=0).count()
    failed = Notice.objects.filter(status=Notice.Status.FAILED).count()
    if refused or failed:
        says = f"{refused} to be tried again, {failed} given up"
        return note("Reminders", says, "See what the mail server said in the worker's log.")
    return good("Reminders", "none refused")
