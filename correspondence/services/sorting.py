"""Which request a mail belongs to: what can be told for sure, and nothing by guessing."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Team
from correspondence.mail.types import ParsedMail
from correspondence.models import Arrival, Message, OutgoingLetter
from correspondence.services.addresses import addressed_request
from requests_app.models import InformationRequest

How = Arrival.How


@dataclass(frozen=True)
class Decision:
    """Where a mail goes: to `request`, told by `how`; or to nobody yet, because of `reason` (a sentence)."""

    request: InformationRequest | None = None
    how: str = ""
    reason: str = ""


def decide(mail: ParsedMail, *, team: Team | None, envelope_to: str = "") -> Decision:
    """By the request's own address, else by the letters it answers; the first that tells decides.

    `team`: whose mailbox it came to; None where only an address can tell. A team's letters are matched with that
    team's requests alone.
    """
    receivers = [envelope_to, *mail.delivered_to, *(address.email for address in (*mail.to, *mail.cc))]
    if request := addressed_request(receivers):
        return Decision(request, How.ADDRESS)
    if request := _answered(mail, team):
        return Decision(request, How.THREAD)
    return Decision(reason="Nothing in it says which request it belongs to.")


def _answered(mail: ParsedMail, team: Team | None) -> InformationRequest | None:
    """The request among whose letters is the one that In-Reply-To or References name (RFC 5322 s.3.6.4).

    The nearest letter decides: In-Reply-To, then References from their end.
    """
    ids = [mail.in_reply_to, *reversed(mail.references)]
    named = [one for one in dict.fromkeys(ids) if one]
    if team is None or not named:
        return None
    of_team = {"request__team": team, "request__discarded_at": None, "message_id__in": named[:100]}
    found = dict(Message.objects.filter(**of_team, removed_at=None).values_list("message_id", "request_id"))
    found |= dict(OutgoingLetter.objects.filter(**of_team).values_list("message_id", "request_id"))
    nearest = next((found[one] for one in named if one in found), None)
    return InformationRequest.objects.with_people().filter(pk=nearest).first()
