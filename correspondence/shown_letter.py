"""A letter as the time line shows it: its badge, its side, its files."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from authorities.models import Authority
from correspondence.authenticity import FAILED
from correspondence.delivery_words import Delivery, delivery
from correspondence.file_kinds import mismatch
from correspondence.file_names import shown
from correspondence.models import Attachment, Message
from correspondence.places import Found, Places
from correspondence.senders import KnownSenders, known_senders
from correspondence.story_entries import Came, LetterEntry, ShownFile
from correspondence.typeset import unwrapped
from requests_app.deadlines import in_words


def known_to_write(authority: Authority) -> KnownSenders:
    """Who e-mails of the authority are known to come from: its contacts, and its website's domain."""
    return known_senders((contact.email for contact in authority.contacts.all()), authority.website)


def is_unverified(message: Message, known: KnownSenders) -> bool:
    """Whether nothing shows that an incoming letter is the authority's: `known` are those who write for it.

    So are all of the upload page, which anybody with its address can use, and e-mails (whose bytes are kept) of other
    senders, or of a sender our mail server doubts. What a person pasted or typed in is taken at their word.
    """
    if not message.is_incoming:
        return False
    if message.channel == Message.Channel.UPLOAD:
        return True
    return bool(message.raw) and (message.sender_check == FAILED or not known.include(message.author_email))


def letter_entry(
    message: Message,
    *,
    places: Places | None = None,
    has_twin: bool = False,
    unverified: bool = False,
    past: bool = False,
) -> LetterEntry:
    """A message for the page. Its attachments come fetched. `has_twin`: another one has the same Message-ID.

    `places`: which of the attachments it only mentions came with another letter.
    `unverified`: its sender is not known to write for the authority. `past`: it is looked at, nothing is added.
    """
    badge, kind = _BADGES.get(message.automatic, ("", ""))
    if has_twin:
        badge, kind = "Came twice, with different words", "soon"
    return LetterEntry(
        on=message.on,
        message=message,
        direction=message.direction,
        text=unwrapped(message.body_text),
        files=tuple(
            shown_file(each, found=(places or {}).get(each.pk), past=past)
            for each in message.attachments.all()
        ),
        badge=badge,
        badge_kind=kind,
        heading=_heading(message),
        channel=_channel(message),
        is_unverified=unverified,
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


def shown_file(attachment: Attachment, *, found: Found | None = None, past: bool = False) -> ShownFile:
    """`found`: the file of another letter that it is; `past`: it is looked at, nothing is added."""
    deleted = f"deleted for good: {attachment.decided_because}" if attachment.was_deleted else ""
    is_open = not attachment.is_held and not past
    attach = reverse("correspondence:attach", args=[attachment.message_id])
    return ShownFile(
        shown(attachment.filename),
        attachment.size,
        attachment.is_held,
        attachment.get_absolute_url(),
        attach_url=f"{attach}?for={attachment.pk}" if is_open and not found else "",
        mismatch=_mismatch(attachment),
        view_url=_view_url(attachment),
        place_url=reverse("correspondence:place", args=[attachment.pk]) if is_open else "",
        came=_came(found) if found else None,
        pk=attachment.pk,
        kept_back=attachment.kept_back if attachment.is_held else "",
        about_url=reverse("correspondence:about_file", args=[attachment.pk]) if attachment.is_held else "",
        deleted=deleted,
    )


def _came(found: Found) -> Came:
    return Came(
        pk=found.file.pk,
        filename=shown(found.file.filename) or "Attachment",
        url="" if found.file.kept_back else found.file.get_absolute_url(),
        letter=letter_of(found.letter),
        anchor=f"letter-{found.letter.pk}",
        view_url=_view_url(found.file),
    )


def letter_of(message: Message) -> str:
    """A letter in a few words, for a link to it: "the letter of 14 August 2018"."""
    return f"the letter of {in_words(message.on)}" if message.on else "a letter without a date"


def _mismatch(attachment: Attachment) -> str:
    return mismatch(attachment.filename, attachment.content_type, attachment.sniffed_type)


def _view_url(attachment: Attachment) -> str:
    if attachment.kept_back or not attachment.is_held:
        return ""
    return reverse("correspondence:view_file", args=[attachment.pk])
