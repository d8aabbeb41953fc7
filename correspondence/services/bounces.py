"""Reports that a letter of ours was not delivered: found by what they quote, kept, and never answered by a mail."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team
from correspondence.mail.types import Bounce, ParsedMail
from correspondence.models import OutgoingLetter
from correspondence.services.mail import plain
from correspondence.services.outbox import mark_bouncing
from requests_app.services.life import lock as hold_request

State = OutgoingLetter.State
RECENT = timedelta(days=7)
_GONE = (State.SENDING, State.UNCERTAIN, State.SENT)


@transaction.atomic
def note_bounce(*, mail: ParsedMail, team: Team | None) -> OutgoingLetter | None:
    """Note at our letter that it came back; None where the mail is no bounce, or of no letter of that team's.

    Effects: when, why and whether for good at the letter. One that the server has given up stands on the list of those
    to be settled; where it is useless to try again, the authority's contact is marked too. A delay marks neither.
    `team` None: a Message-ID alone tells. Sends nothing.
    """
    if mail.automatic != "bounce" or mail.bounce is None:
        return None
    found = _letter(mail.bounce, team)
    if found is None:
        return None
    hold_request(found.request)  # before the letter: as whoever puts it into the thread does
    letter = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("request").get(pk=found.pk)
    if letter.came_back:
        return letter  # told already: a later report of a delay does not undo it
    letter.bounced_at = timezone.now()
    letter.bounce_reason = _reason(mail.bounce, mail.subject)
    letter.bounce_is_permanent = not mail.bounce.is_delay
    if letter.came_back:
        letter.settled_by = letter.settled_at = None
        if mail.bounce.permanent:
            mark_bouncing(letter)
        if letter.state == State.UNCERTAIN:
            letter.state, letter.last_error = State.FAILED, letter.bounce_reason
    letter.save()
    record(actor=None, action="mail.bounced", subject=letter.request, permanent=mail.bounce.permanent)
    return letter


def _letter(bounce: Bounce, team: Team | None) -> OutgoingLetter | None:
    """By the Message-ID it quotes; else the one letter that went to the failed address within the last week."""
    ours = OutgoingLetter.objects.filter(request__discarded_at=None, state__in=_GONE)
    if team is not None:
        ours = ours.filter(request__team=team)
    if bounce.original_message_id:
        return ours.filter(message_id=bounce.original_message_id).first()
    emails = {each.email.casefold() for each in bounce.recipients if each.email}
    if team is None or len(emails) != 1:
        return None
    recent = ours.filter(to_email__iexact=emails.pop(), sent_at__gte=timezone.now() - RECENT)
    candidates = list(recent.order_by("-sent_at")[:2])
    return candidates[0] if len(candidates) == 1 else None


def _reason(bounce: Bounce, subject: str) -> str:
    said = next((each.diagnostic for each in bounce.recipients if each.diagnostic), "")
    status = next((each.status for each in bounce.recipients if each.status), "")
    return plain(said or " ".join(filter(None, (status, subject))), 500)
