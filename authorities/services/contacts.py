"""The addresses letters go to."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from authorities.errors import ContactTaken
from authorities.models import Authority, Contact


def add_contact(
    *,
    authority: Authority,
    email: str,
    role: str = Contact.Role.FOI,
    status: str = Contact.Status.UNTRIED,
    note: str = "",
) -> Contact:
    """Add an address; raises `ContactTaken` where the authority has it for the same purpose.

    One that was retired is taken into use again, as the contact it was.
    """
    retired = authority.contacts.retired().filter(email__iexact=email.strip(), role=role).first()
    if retired is not None:
        retired.retired_at, retired.status, retired.note = None, status, note.strip() or retired.note
        retired.save(update_fields=["retired_at", "status", "note"])
        return retired
    contact = Contact(
        authority=authority, email=email.strip().lower(), role=role, status=status, note=note.strip()
    )
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError:
        raise ContactTaken(contact.email) from None
    return contact


def mark_contact(*, contact: Contact, status: str, note: str | None = None) -> Contact:
    """Say whether mail to the address arrives (`Contact.Status`), and why it is known; None leaves the note."""
    contact.status = Contact.Status(status)
    if note is not None:
        contact.note = note
    contact.save(update_fields=["status", "note"])
    return contact


def retire_contact(*, contact: Contact, at: datetime, note: str | None = None) -> Contact:
    """Send nothing to the address any more; letters from it are still known. None leaves the note."""
    contact.retired_at = at
    if note is not None:
        contact.note = note
    contact.save(update_fields=["retired_at", "note"])
    return contact


def remove_contact(*, contact: Contact) -> None:
    contact.delete()
