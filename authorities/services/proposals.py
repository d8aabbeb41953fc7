"""What researchers say is wrong with the list, and what a site admin makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from authorities.errors import AlreadyDecided, AuthorityError, CannotAccept, ContactTaken
from authorities.guesses import guess
from authorities.laws import law_for
from authorities.models import Authority, Contact, Proposal
from authorities.services.contacts import add_contact, mark_contact, retire_contact
from authorities.services.merging import merge
from authorities.services.replacing import replace
from authorities.services.saving import save_authority

Kind = Proposal.Kind


@transaction.atomic
def propose(
    *,
    kind: str,
    by: User,
    authority: Authority | None = None,
    other: Authority | None = None,
    contact: Contact | None = None,
    name: str = "",
    email: str = "",
    role: str = Contact.Role.FOI,
    why: str = "",
) -> Proposal:
    """Write down what somebody says is wrong. Nothing in the list changes before a site admin accepts it."""
    made = Proposal.objects.create(
        kind=Kind(kind),
        authority=authority,
        other=other,
        contact=contact,
        about=authority.name if authority else " ".join(name.split()),
        old_email=contact.email if contact else "",
        email=email.strip().lower(),
        role=role,
        why=why.strip(),
        made_by=by,
    )
    record(actor=by, action="proposal.made", subject=made, kind=made.kind)
    return made


@transaction.atomic
def accept(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Do what was proposed, through the services that do it for admins too, and say that it was accepted.

    Raises `AlreadyDecided`, and `CannotAccept` where it no longer fits the list; then nothing is done.
    """
    locked = _waiting(proposal)
    try:
        _ACTS[Kind(locked.kind)](locked, by, at)
    except AuthorityError as error:
        raise CannotAccept(str(error)) from error
    return _decide(locked, Proposal.Decision.ACCEPTED, by=by, at=at)


@transaction.atomic
def decline(*, proposal: Proposal, reason: str, by: User, at: datetime) -> Proposal:
    """Leave the list as it is; the proposer sees the reason. Raises `AlreadyDecided`."""
    locked = _waiting(proposal)
    locked.reason = reason.strip()
    return _decide(locked, Proposal.Decision.DECLINED, by=by, at=at)


def _waiting(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.decision:
        raise AlreadyDecided
    return locked


def _decide(proposal: Proposal, decision: str, *, by: User, at: datetime) -> Proposal:
    proposal.decision, proposal.decided_by, proposal.decided_at = decision, by, at
    proposal.save(update_fields=["authority", "decision", "decided_by", "decided_at", "reason"])
    record(actor=by, action=f"proposal.{decision}", subject=proposal, reason=proposal.reason)
    return proposal


def _wrong_address(proposal: Proposal, by: User, at: datetime) -> None:
    """The wrong address is retired, with a word why; the right one, where given, is added."""
    if proposal.contact is None or proposal.contact.retired_at:
        raise CannotAccept(f"{proposal.old_email} is no longer an address of this authority.")
    contact = proposal.contact
    retire_contact(contact=contact, at=at, note=_noted(contact, "Said to be wrong"))
    if proposal.email:
        _address(proposal, by, at)


def _address(proposal: Proposal, by: User, at: datetime) -> None:
    authority = _still(proposal.authority)
    try:
        with transaction.atomic():
            add_contact(
                authority=authority, email=proposal.email, role=proposal.role, note="From a researcher"
            )
    except ContactTaken:
        known = authority.contacts.get(email__iexact=proposal.email, role=proposal.role)
        if known.status == Contact.Status.BOUNCING:
            mark_contact(contact=known, status=Contact.Status.UNTRIED, note=_noted(known, "Said to be right"))


def _noted(contact: Contact, words: str) -> str:
    """What was noted before, and the new words."""
    return "; ".join(filter(None, [contact.note, words]))[:255]


def _missing(proposal: Proposal, by: User, at: datetime) -> None:
    guessed = guess(proposal.about)
    proposal.authority = save_authority(
        name=proposal.about,
        kind=guessed.kind,
        nation=guessed.nation,
        law=law_for(guessed.nation),
        needs_checking=True,
    )
    if proposal.email:
        _address(proposal, by, at)


def _same(proposal: Proposal, by: User, at: datetime) -> None:
    kept, gone = _still(proposal.other), _still(proposal.authority)
    merge(kept=kept, gone=gone, by=by)
    proposal.authority = kept


def _replaced(proposal: Proposal, by: User, at: datetime) -> None:
    replace(_still(proposal.authority), by=_still(proposal.other), actor=by)


def _still(authority: Authority | None) -> Authority:
    if authority is None:
        raise CannotAccept("The authority is no longer in the list.")
    return authority


_ACTS: dict[Proposal.Kind, Callable[[Proposal, User, datetime], None]] = {
    Kind.WRONG_ADDRESS: _wrong_address,
    Kind.ADDRESS: _address,
    Kind.MISSING: _missing,
    Kind.SAME: _same,
    Kind.REPLACED: _replaced,
}
