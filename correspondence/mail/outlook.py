"""Open a mail saved by Outlook as .msg (MS-OXMSG), with python-oxmsg."""

import struct

import oxmsg
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as pid

from correspondence.mail.contents import Contents, File, Text, type_by_name
from correspondence.mail.headers import Headers, split_headers
from correspondence.mail.sources import Held

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CC = 2  # PidTagRecipientType
# What a damaged file makes the libraries raise; none of it says more than that the file is damaged.
_BROKEN: tuple[type[Exception], ...] = (
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, OSError),
    *(OverflowError, RecursionError, MemoryError, struct.error),
)


def read_msg(raw: bytes) -> Contents:
    """Open a .msg file. Never raises: what cannot be read is left out and named among the problems."""
    found = Contents()
    try:
        message = oxmsg.Message.load(raw)
        found.headers = _headers(message)
    except _BROKEN:
        found.problems.append("The Outlook file is damaged and cannot be opened.")
        return found
    for name, html in (("body", False), ("html_body", True)):
        try:
            words = getattr(message, name)
        except _BROKEN:
            found.problems.append("A text of the Outlook file is damaged.")
            continue
        if words:
            found.texts.append(Text(words, html, 1))
    try:
        attachments = message.attachments
    except _BROKEN:
        attachments = ()
        found.problems.append("The attachments of the Outlook file are damaged.")
    for attachment in attachments:
        _add_file(attachment, found)
    return found


def _add_file(attachment: Attachment, found: Contents) -> None:
    try:
        properties = attachment.properties
        content = attachment.file_bytes
        name = attachment.file_name or properties.str_prop_value(pid.PID_ATTACH_FILENAME) or ""
        content_id = (properties.str_prop_value(pid.PID_ATTACH_CONTENT_ID) or "").strip(" <>")
        kind = (properties.str_prop_value(pid.PID_ATTACH_MIME_TAG) or type_by_name(name)).lower()
    except _BROKEN:
        found.problems.append("An attachment of the Outlook file is damaged.")
        return
    if content is None:
        found.problems.append(
            f"The attached item “{name[:100]}” is no file and was not taken out of the Outlook file."
        )
        return
    found.files.append(File(name, kind, Held(content), content_id, attached=not content_id))


def _headers(message: oxmsg.Message) -> Headers:
    """The headers of the mail as it travelled; for one that never did, the same facts from its properties."""
    properties = message.properties
    transport = properties.str_prop_value(pid.PID_TRANSPORT_MESSAGE_HEADERS)
    if transport and ":" in transport:
        block = transport.strip().encode("utf-8", "replace") + b"\n\n"
        headers, _, _ = split_headers(block, 0, len(block))
        if headers.raw("from"):
            return headers
    items = [("subject", message.subject), ("from", message.sender or "")]
    sent = message.sent_date
    items.append(("date", sent.strftime("%a, %d %b %Y %H:%M:%S +0000") if sent else ""))
    for name, key in (
        ("message-id", pid.PID_INTERNET_MESSAGE_ID),
        ("in-reply-to", pid.PID_IN_REPLY_TO_ID),
        ("references", pid.PID_INTERNET_REFERENCES),
    ):
        items.append((name, properties.str_prop_value(key) or ""))
    groups: dict[str, list[str]] = {"to": [], "cc": []}
    for recipient in message.recipients:
        group = "cc" if recipient.properties.int_prop_value(pid.PID_RECIPIENT_TYPE) == _CC else "to"
        groups[group].append(f'"{recipient.name}" <{recipient.email_address}>')
    items += [(name, ", ".join(addresses)) for name, addresses in groups.items()]
    return Headers([(name, value.encode("utf-8", "replace")) for name, value in items if value])
