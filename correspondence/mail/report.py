"""Write a parsed mail out: as JSON for programs, as text for people."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from correspondence.mail.parse import parse, why_no_mail
from correspondence.mail.types import Address, ParsedMail


class NotAMail(ValueError):
    """A file that cannot be read as a mail; the message is one line for a person."""


def mail_from(path: str) -> ParsedMail:
    """Parse the mail in a file. Raises NotAMail when it is missing, empty or no mail."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise NotAMail(f"{path}: cannot be read ({error.strerror or error})") from error
    except ValueError as error:  # a NUL in the name
        raise NotAMail(f"{path!r}: is no file name") from error
    if reason := why_no_mail(raw):
        raise NotAMail(f"{path}: not a mail: {reason}")
    return parse(raw)


def as_json(mail: ParsedMail) -> dict[str, Any]:
    """The facts of a mail for JSON. Pictures shown within the text are not among the attachments."""
    return {
        "message_id": mail.message_id,
        "subject": mail.subject,
        "from": _address(mail.from_) if mail.from_ else None,
        "to": [_address(one) for one in mail.to],
        "cc": [_address(one) for one in mail.cc],
        "date": mail.date.isoformat() if mail.date else None,
        "automatic": mail.automatic,
        "body_text": mail.body_text,
        "quoted_text": mail.quoted_text,
        "attachments": [
            {
                "filename": one.filename,
                "content_type": one.content_type,
                "size": one.size,
                "sha256": one.sha256,
            }
            for one in mail.attachments
            if not one.inline
        ],
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}


def as_text(mail: ParsedMail) -> str:
    """The facts of a mail for people to read."""
    kind = {
        "auto_reply": "automatic reply",
        "bounce": "report of failed delivery",
        "delay": "report of delayed delivery",
    }
    rows = [
        ("From", _people([mail.from_] if mail.from_ else [])),
        ("To", _people(mail.to)),
        ("Cc", _people(mail.cc)),
        ("Date", f"{mail.date.day} {mail.date:%B %Y %H:%M} UTC" if mail.date else ""),
        ("Subject", mail.subject),
        ("Kind", kind.get(mail.kind, "")),
        *(("File", f"{one.filename} ({one.content_type}, {one.size:,} bytes)") for one in mail.attachments),
        *(("Problem", problem) for problem in mail.problems),
    ]
    lines = [f"{name}: {value}" for name, value in rows if value]
    return "\n".join(
        [*lines, "", mail.body_text, *(["", "Quoted:", mail.quoted_text] if mail.quoted_text else [])]
    )


def _people(addresses: Iterable[Address]) -> str:
    return ", ".join(f"{one.name} <{one.email}>" if one.name else one.email for one in addresses)
