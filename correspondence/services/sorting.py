"""Which request a mail belongs to: what can be told for sure, and nothing by guessing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Team
from authorities.models import Authority
from correspondence.case_numbers import bare_numbers, case_numbers, is_short_for, number_key, written_out
from correspondence.mail.types import ParsedMail
from correspondence.models import Arrival, Message, OutgoingLetter
from correspondence.senders import KnownSenders, known_senders
from correspondence.services.addresses import addressed_request
from requests_app.models import InformationRequest, Reference
from requests_app.reference_numbers import search_key

How = Arrival.How
NOTHING = "Nothing in it says which request it belongs to."
NO_TEAM = "It gives the number of a case, but nothing tells which team it is for."
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
    numbers = case_numbers(mail.subject, mail.body_text)
    if not numbers or team is None:
        return Decision(reason=NO_TEAM if numbers else NOTHING)
    sender = mail.from_.email if mail.from_ else ""
    named = of_numbers(numbers, [team])
    if not named:
        return _shortened(bare_numbers(numbers), team, sender)
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


def _shortened(bare: Sequence[str], team: Team, sender: str) -> Decision:
    """By a number without its letters ("2102/26" for "FOI 2102/26"): only where a single request may be meant."""
    found = _of_keys(written_out(bare), [team]) if bare else []
    meant = [(one, each) for one in bare for each in found if is_short_for(one, each.value)]
    if not meant:
        return Decision(reason=NOTHING)
    one, first = meant[0]
    requests = {each.request_id for _, each in meant}
    if len(requests) > 1:
        return Decision(reason=f"It names {one[:100]}, and {len(requests)} requests may go by that.")
    if writes_for(first.request.authority).include(sender):
        return Decision(first.request, How.REFERENCE)
    name = first.request.authority.name[:100]
    told = f"It names {one[:50]}, which may be {first.value[:50]}"
    return Decision(reason=f"{told}, but its sender is not known to write for {name}.")


def of_numbers(numbers: Iterable[str], teams: Iterable[Team | int | None]) -> list[Reference]:
    """The authorities' reference numbers among these, with their requests, in the order the mail gives them."""
    given = list(numbers)
    order = {number_key(value): place for place, value in reversed(list(enumerate(given)))}
    found = _of_keys({search_key(value) for value in given}, teams)
    same = [each for each in found if number_key(each.value) in order]
    return sorted(same, key=lambda each: (order[number_key(each.value)], each.pk))


def _of_keys(keys: Collection[str], teams: Iterable[Team | int | None]) -> QuerySet[Reference]:
    """The authorities' reference numbers with these search keys, with their requests, the first recorded first."""
    theirs = Reference.objects.filter(
        search_key__in=keys, role__in=THEIRS, request__team__in=teams, request__discarded_at=None
    )
    people = theirs.select_related("request__authority", "request__team", "request__owner")
    return people.prefetch_related("request__authority__contacts").order_by("pk")


def writes_for(authority: Authority) -> KnownSenders:
    """Who an authority is known to write as. Its contacts come fetched, or cost a query."""
    return known_senders((contact.email for contact in authority.contacts.all()), authority.website)
