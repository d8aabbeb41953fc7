"""What parsing a mail gives: plain, frozen facts."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from correspondence.mail.sources import Source, whole

Automatic = Literal["auto_reply", "bounce"]


@dataclass(frozen=True, slots=True)
class Address:
    """A name and a mail address; either may be "" where the header has only the other."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class BouncedRecipient:
    """What a mail server reports of one recipient (RFC 3464 s.2.3).

    action: "failed", "delayed", ...; status: "5.1.1", ...; both "" where not given. diagnostic: the server's words.
    """

    email: str
    action: str
    status: str
    diagnostic: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a mail was not delivered.

    permanent: True when trying again is useless, False for a delay or a full mailbox, None when it is not said.
    original_message_id: the Message-ID of the mail that came back, where the report quotes it.
    """

    recipients: tuple[BouncedRecipient, ...]
    permanent: bool | None
    original_message_id: str | None

    @property
    def is_delay(self) -> bool:
        """Whether the server goes on trying (RFC 3464 s.2.3.3, "delayed"): a status 4.x.x alone says so only of one it
        has not given up."""
        return bool(self.recipients) and all(
            one.action == "delayed" or (not one.action and one.status.startswith("4"))
            for one in self.recipients
        )


@dataclass(frozen=True, slots=True)
class AuthenticationResult:
    """One verdict of an Authentication-Results header (RFC 8601), such as dkim=pass for example.org.

    server: who says so; believe it only if that is our own mail server, for anybody can write such a header.
    """

    server: str
    method: str
    result: str
    domain: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail.

    filename: its name without any path, never empty; data to show, never a path. original_filename: as it was sent,
    "" when it had none. content_type: what the sender says it is. inline: a picture shown within the text.
    """

    filename: str
    original_filename: str
    content_type: str
    size: int
    sha256: str
    source: Source = field(repr=False)
    inline: bool
    content_id: str

    @property
    def content(self) -> bytes:
        """All of its bytes at once, decoded each time one asks; `source.pieces()` gives them piece by piece."""
        return whole(self.source)


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail taken apart. Message-IDs keep their angle brackets; date is in UTC.

    delivered_to: addresses the mail was delivered for according to its envelope headers, which To and Cc may not name.
    body_text: what the sender wrote, without quoted earlier mail. html: the HTML as sent, to be sanitised when shown.
    problems: what was wrong with the mail, in plain sentences; none of them stopped it from being read.
    """

    message_id: str | None
    subject: str
    from_: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    in_reply_to: str | None
    references: tuple[str, ...]
    date: dt.datetime | None
    automatic: Automatic | None
    bounce: Bounce | None
    body_text: str
    quoted_text: str
    html: str | None = field(repr=False)
    attachments: tuple[Attachment, ...]
    authentication_results: tuple[AuthenticationResult, ...]
    problems: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What kind of machine wrote it: "auto_reply", "bounce", or "delay" for a report that a server goes on trying.

        "" for a person.
        """
        return "delay" if self.bounce and self.bounce.is_delay else self.automatic or ""
