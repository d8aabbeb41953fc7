"""Which request a mail belongs to: what can be told for sure, and nothing by guessing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Team
from authorities.models import Authority
from correspondence.case_numbers import case_numbers, number_key
from correspondence.mail.types import ParsedMail
from correspondence.models import Arrival, Message, OutgoingLetter
from correspondence.senders import KnownSenders, known_senders
from correspondence.services.addresses import addressed_request
from requests_app.models import InformationRequest, Reference
from requests_app.reference_numbers import search_key

How = Arrival.How
NOTHING = "Nothing in it says which request it belongs to."
THEIRS = (Reference.Role.AUTHORITY, Reference.Role.REVIEW)


@dataclass(frozen=True)
class Decision:
    """Where a mail goes: to `request`, told by `how`; or to nobody yet, because of `reason` (a sentence)."""

    request: InformationRequest | None = None
    how: str = ""
    reason: str = ""


def decide(mail: ParsedMail, *, team: Team | None, envelope_to: str = "") -> Decision:
    """By the request's own address, else by the letters it answers, else by the authority's number for the case.

    The first that tells decides. `team`: whose mailbox it came to; None where only an address can tell. A team's
    letters are matched with that team's requests alone, open or closed.
    """
    receivers = [envelope_to, *mail.delivered_to, *(address.email for address in (*mail.to, *mail.cc))]
    if request := addressed_request(receivers):
        return Decision(request, How.ADDRESS)
    if request := _answered(mail, team):
        return Decision(request, How.THREAD)
    return _numbered(mail, team)


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


def _numbered(mail: ParsedMail, team: Team | None) -> Decision:
    """The one request that bears a number the mail gives, and to whose authority the sender belongs.

    A number alone files nothing: councils number their cases alike, and anybody can write a number.
    """
    numbers = case_numbers(mail.subject, mail.body_text) if team else ()
    if not numbers:
        return Decision(reason=NOTHING)
    named = of_numbers(numbers, [team])
    if not named:
        return Decision(reason=NOTHING)
    sender = mail.from_.email if mail.from_ else ""
    fits = {
        each.request_id: each.request for each in named if writes_for(each.request.authority).include(sender)
    }
    if len(fits) == 1:
        return Decision(next(iter(fits.values())), How.REFERENCE)
    first = named[0]
    if fits:
        told = ", ".join(dict.fromkeys(each.value for each in named if each.request_id in fits))
        return Decision(reason=f"It names {told[:100]}, and {len(fits)} requests go by that.")
    name = first.request.authority.name[:150]
    return Decision(reason=f"It names {first.value}, but its sender is not known to write for {name}.")


def of_numbers(numbers: Iterable[str], teams: Iterable[Team | int | None]) -> list[Reference]:
    """The authorities' reference numbers among these, with their requests, in the order the mail gives them."""
    given = list(numbers)
    order = {number_key(value): place for place, value in reversed(list(enumerate(given)))}
    found = (
        Reference.objects.filter(
            search_key__in={search_key(value) for value in given},
            role__in=THEIRS,
            request__team__in=teams,
            request__discarded_at=None,
        )
        .select_related("request__authority", "request__team", "request__owner")
        .prefetch_related("request__authority__contacts")
    )
    same = [each for each in found if number_key(each.value) in order]
    return sorted(same, key=lambda each: (order[number_key(each.value)], each.pk))


def writes_for(authority: Authority) -> KnownSenders:
    """Who an authority is known to write as. Its contacts come fetched, or cost a query."""
    return known_senders((contact.email for contact in authority.contacts.all()), authority.website)
