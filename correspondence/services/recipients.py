"""To whom a letter goes: the authority's contacts by what they are for, whoever wrote last, or the regulator."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from authorities.models import Contact
from correspondence.models import Message, OutgoingLetter
from correspondence.services.known import Known, by_people, letters_of_theirs
from correspondence.shown_letter import known_to_write
from requests_app.deadlines import law
from requests_app.models import InformationRequest

Kind = OutgoingLetter.Kind


@dataclass(frozen=True)
class Recipient:
    """An address a letter may go to, and what it is, in words. `bouncing`: mail to it came back."""

    email: str
    words: str
    bouncing: bool = False


def recipients(request: InformationRequest, kind: str, *, known: Known | None = None) -> list[Recipient]:
    """The addresses known for a kind of letter, the best first; one that bounces is last.

    Never one that was retired, even where they wrote from it last. `known`: what was asked for many requests at once.
    """
    if kind == Kind.COMPLAINT:
        email = settings.REGULATOR_EMAILS.get(request.law, "")
        return [Recipient(email, law(request.law).regulator)] if email else []
    role = Contact.Role.REVIEW if kind == Kind.REVIEW else Contact.Role.FOI
    contacts = [each for each in request.authority.contacts.all() if each.retired_at is None]
    first = [_of(each) for each in contacts if each.role == role]
    rest = [_of(each) for each in contacts if each.role != role]
    wrote = _wrote_last(request, known)
    if wrote and kind in (Kind.REPLY, Kind.CLARIFICATION, Kind.THANKS):
        found = [wrote, *first, *rest]
    else:
        # A review goes to the FOI contact where there is none for reviews: `rest` begins with it.
        found = [*first, *([wrote] if wrote and kind != Kind.REVIEW else []), *rest]
    unlike = {each.email.casefold(): each for each in reversed(found)}
    ordered = [each for each in found if unlike[each.email.casefold()] is each]
    return sorted(ordered, key=lambda each: each.bouncing)


def first_choice(request: InformationRequest, kind: str, *, known: Known | None = None) -> str:
    """The address that a letter is made out to at first; "" where none is known, or all of them bounce."""
    return next((each.email for each in recipients(request, kind, known=known) if not each.bouncing), "")


def _of(contact: Contact) -> Recipient:
    bouncing = contact.status == Contact.Status.BOUNCING
    words = contact.get_role_display()
    return Recipient(contact.email, f"{words}; mail to it came back" if bouncing else words, bouncing)


def _wrote_last(request: InformationRequest, known: Known | None) -> Recipient | None:
    """Who wrote the last letter of theirs: no machine, no address that was retired, and nobody whose
    domain is not known for the authority.
    """
    held = list(request.authority.contacts.all())
    in_use = {each.email.casefold() for each in held if each.retired_at is None}
    former = {each.email.casefold() for each in held} - in_use
    if known:
        last = known.written.get(request.pk)
    else:
        last = (
            by_people(letters_of_theirs(Message.objects.filter(request=request)))
            .order_by("-position")
            .first()
        )
    if last is None or last.author_email.casefold() in former:
        return None
    if not known_to_write(request.authority).include(last.author_email):
        return None
    return Recipient(last.author_email, "wrote last")
