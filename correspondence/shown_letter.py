"""A letter as the time line shows it: its badge, its side, its files."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from authorities.models import Authority
from correspondence.delivery_words import Delivery, delivery
from correspondence.file_kinds import mismatch
from correspondence.file_names import shown
from correspondence.models import Attachment, Message
from correspondence.senders import KnownSenders, known_senders
from correspondence.story_entries import LetterEntry, ShownFile
from correspondence.typeset import unwrapped


def known_to_write(authority: Authority) -> KnownSenders:
    """Who e-mails of the authority are known to come from: its contacts, and its website's domain."""
    return known_senders((contact.email for contact in authority.contacts.all()), authority.website)


def letter_entry(
    message: Message, *, has_twin: bool = False, is_unverified: bool = False, past: bool = False
) -> LetterEntry:
    """A message for the page. Its attachments come fetched. `has_twin`: another one has the same Message-ID.

    `is_unverified`: its sender is not known to write for the authority. `past`: it is looked at, nothing is added.
    """
    badge, kind = _BADGES.get(message.automatic, ("", ""))
    if has_twin:
        badge, kind = "Came twice, with different words", "soon"
    return LetterEntry(
        on=message.on,
        message=message,
        direction=message.direction,
        text=unwrapped(message.body_text),
        files=tuple(shown_file(each, past=past) for each in message.attachments.all()),
        badge=badge,
        badge_kind=kind,
        heading=_heading(message),
        channel=_channel(message),
        is_unverified=is_unverified,
        delivery=sent_from_here(message),
    )


def sent_from_here(message: Message) -> Delivery | None:
    """Where a letter that we sent from here stands; None for any other. The message comes with its `outgoing`."""
    letter = None if message.is_incoming else getattr(message, "outgoing", None)
    return delivery(letter, at=timezone.now()) if letter else None


def _heading(message: Message) -> str:
    if message.subject:
        return message.subject
    return "The request" if message.opens_request else f"Letter {message.position}"


def _channel(message: Message) -> str:
    return (
        "Pasted thread; its page hid earlier text" if message.hides_quoted else message.get_channel_display()
    )


_BADGES = {
    "auto_reply": ("Automatic reply", "neutral"),
    "bounce": ("Could not be delivered", "late"),
    "delay": ("Delayed", "soon"),
}


def shown_file(attachment: Attachment, *, past: bool = False) -> ShownFile:
    attach = reverse("correspondence:attach", args=[attachment.message_id])
    return ShownFile(
        shown(attachment.filename),
        attachment.size,
        attachment.is_held,
        attachment.get_absolute_url(),
        "" if attachment.is_held or past else f"{attach}?for={attachment.pk}",
        "kept back by the virus scanner" if attachment.kept_back else _mismatch(attachment),
        "" if attachment.kept_back or not attachment.is_held else _view_url(attachment),
    )


def _mismatch(attachment: Attachment) -> str:
    return mismatch(attachment.filename, attachment.content_type, attachment.sniffed_type)


def _view_url(attachment: Attachment) -> str:
    return reverse("correspondence:view_file", args=[attachment.pk])
