"""A mail of the inbox as its page shows it, from what reading it once gave: looking at it takes nothing apart again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from correspondence.file_names import kept, shown
from correspondence.mail.parse import parse
from correspondence.mail.types import ParsedMail
from correspondence.models import Arrival

MOST_FILES = 1000  # of one mail, that are named
_MOST_RECIPIENTS = 200


@dataclass(frozen=True)
class WaitingFile:
    filename: str
    size: int


@dataclass(frozen=True)
class WaitingMail:
    """`recipients`: the addresses of To and Cc in small letters; `to`: those of To as they are shown."""

    text: str
    quoted: str
    to: tuple[str, ...]
    recipients: frozenset[str]
    files: tuple[WaitingFile, ...]


def contents_of(mail: ParsedMail) -> dict[str, Any]:
    """What `Arrival.contents` keeps of a mail, beside its own columns."""
    return {
        "quoted": kept_text(mail.quoted_text),
        "to": [kept(each.email or each.name) for each in mail.to[:_MOST_RECIPIENTS]],
        "recipients": [kept(each.email.casefold()) for each in (*mail.to, *mail.cc) if each.email][
            : 2 * _MOST_RECIPIENTS
        ],
        "files": [[name_of(each), each.size] for each in mail.attachments if not each.inline][:MOST_FILES],
    }


def waiting_mail(arrival: Arrival) -> WaitingMail:
    """The mail for its page; one that was read before its contents were kept is read now. Raises `OSError`."""
    contents, text = arrival.contents, arrival.body_text
    if contents is None:
        with arrival.raw.open("rb") as stored:
            mail = parse(stored.read())
        contents, text = contents_of(mail), kept_text(mail.body_text)
    return WaitingMail(
        text=text,
        quoted=contents["quoted"],
        to=tuple(contents["to"]),
        recipients=frozenset(contents["recipients"]),
        files=tuple(WaitingFile(shown(name), size) for name, size in contents["files"]),
    )


def name_of(attachment: Any) -> str:
    """The name of a parsed attachment as it is kept with its letter later: as the sender wrote it."""
    return kept(attachment.original_filename or attachment.filename)


def kept_text(text: str) -> str:
    """Text as the database can hold it: without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
