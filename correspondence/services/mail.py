"""E-mails as files: kept byte for byte, taken apart, and put into the thread of a request."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from correspondence.authenticity import FAILED, doubt
from correspondence.digests import words_digest
from correspondence.errors import AlreadyHere, NotMail, TooBig
from correspondence.mail.parse import parse, why_no_mail
from correspondence.mail.types import ParsedMail
from correspondence.models import Attachment, Message
from correspondence.services import filing
from correspondence.services.files import spooled, store, written_files
from correspondence.services.suggestions import suggest
from correspondence.shown_letter import known_to_write
from correspondence.waiting_mail import name_of
from requests_app.deadlines import in_words, law
from requests_app.models import InformationRequest

BIGGEST_MAIL = 35 * 1024 * 1024


def add_mail(
    *, request: InformationRequest, raw: bytes, by: User | None, today: date, direction: str = ""
) -> Message:
    """Put an e-mail into the thread of a request: the bytes are stored first, then read.

    `direction`: who sent it, found out from the addresses where it is blank. Effects: one `Message` with its original,
    its `Attachment`s and, for an incoming one, `Suggestion`s; no clock moves. Raises `AlreadyHere` for one that the
    request holds already (the same Message-ID with other words is another letter, and both are kept), `NotMail`,
    `TooBig`; nothing is kept then.
    """
    if len(raw) > BIGGEST_MAIL:
        raise TooBig("That e-mail", len(raw), BIGGEST_MAIL)
    with written_files() as keys, transaction.atomic():
        original = Message()
        original.raw.save("", ContentFile(raw), save=False)
        keys.append(original.raw.name or "")
        if reason := why_no_mail(raw):
            raise NotMail(
                f"That is not an e-mail: {reason}. Choose the .eml or .msg file your mail program saved."
            )
        return put_mail(
            request=request,
            mail=parse(raw),
            raw_name=original.raw.name or "",
            by=by,
            today=today,
            direction=direction,
            keys=keys,
        )


def put_mail(
    *,
    request: InformationRequest,
    mail: ParsedMail,
    raw_name: str,
    by: User | None,
    today: date,
    keys: list[str],
    direction: str = "",
) -> Message:
    """Put a mail that has been read, and whose bytes are stored as `raw_name`, into the thread of a request.

    Call it in a transaction; the storage keys it writes are noted in `keys` (`files.written_files`). Raises
    `AlreadyHere`.
    """
    message = Message(request=request, channel=Message.Channel.EMAIL, added_by=by)
    message.raw.name = raw_name
    filing.lock(request)
    _take_over(message, mail, request, today)
    _refuse_twins(message, request)
    message.direction = direction or _direction(mail, request)
    message.opens_request = filing.opens(request, message)
    filing.insert(request, [message], filing.place_for(request, message.on))
    for attachment in mail.attachments:
        row = Attachment(
            message=message,
            filename=name_of(attachment),
            content_type=plain(attachment.content_type, 255),
            is_inline=attachment.inline,
        )
        with spooled(attachment.source.pieces()) as file:
            store(row, file, keys, digest=attachment.sha256, by=by)
    filing.note_missing(message)
    suggest(messages=[message])
    return message


def _take_over(message: Message, mail: ParsedMail, request: InformationRequest, today: date) -> None:
    sender = mail.from_
    message.author_name = heading(sender.name, 255) if sender else ""
    message.author_email = plain(sender.email, 254) if sender else ""
    message.subject = heading(mail.subject, 500)
    message.body_text = mail.body_text.replace("\0", "")
    message.quoted_text = mail.quoted_text.replace("\0", "")
    message.sent_at = mail.date
    message.on, message.date_note = _legal_date(mail, request, today)
    message.automatic = mail.kind
    message.sender_note = doubt(
        mail.authentication_results, server=settings.TRUSTED_AUTHSERV_ID, sender=message.author_email
    )
    message.sender_check = FAILED if message.sender_note else ""
    message.message_id = plain(mail.message_id or "", 500)
    message.body_sha256 = words_digest(message.body_text)


# Marks that turn the direction of what follows (UAX #9): a subject must not read as another. The original has them.
_TURNING = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plain(text: str, most: int) -> str:
    """One line without NUL, cut to what the column holds."""
    return " ".join(text.replace("\0", "").split())[:most]


def heading(text: str, most: int) -> str:
    """A subject or a name as one line, without marks that turn the direction of what follows."""
    return plain(text.translate(_TURNING), most)


def _legal_date(mail: ParsedMail, request: InformationRequest, today: date) -> tuple[date | None, str]:
    """The day it was sent, in the authority's zone; or None and why the day that it bears cannot be right."""
    under = law(request.law)
    if mail.date is None:
        return None, next((one for one in mail.problems if "cannot be right" in one), "")
    day = mail.date.astimezone(ZoneInfo(under.zone)).date()
    if under.in_force <= day <= today:
        return day, ""
    return None, f"Its date, {in_words(day)}, cannot be right."


def _refuse_twins(message: Message, request: InformationRequest) -> None:
    same = request.messages.filter(body_sha256=message.body_sha256, message_id=message.message_id)
    if not message.message_id:
        same = same.filter(author_email=message.author_email, sent_at=message.sent_at).exclude(raw="")
    twin = same.first()
    if twin:
        raise AlreadyHere(twin)


def _direction(mail: ParsedMail, request: InformationRequest) -> str:
    """Ours where a member of the team wrote it, or somebody who wrote for us before; else the authority's."""
    sender = mail.from_.email.casefold() if mail.from_ else ""
    ours = request.messages.filter(direction=Message.Direction.OUTGOING, author_email__iexact=sender)
    if sender and (request.team.members.filter(email__iexact=sender).exists() or ours.exists()):
        return Message.Direction.OUTGOING
    if known_to_write(request.authority).include(sender):
        return Message.Direction.INCOMING  # an officer who copies the FOI team's address in
    contacts = {contact.email.casefold() for contact in request.authority.contacts.all()}
    receivers = {address.email.casefold() for address in mail.to}
    return (
        Message.Direction.OUTGOING
        if contacts & receivers and sender not in contacts
        else Message.Direction.INCOMING
    )
