"""Handing a mail to the mail server, and telling for sure what came of it, or that nobody can tell.

SMTP is spoken step by step (RFC 5321), because the step at which it fails decides: before the mail's last line nothing
has been taken; after it, and without an answer, the server may have taken it or not.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.dummy import EmailBackend as DummyBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend

# Servers look through a mail before they answer to its end, and RFC 5321 s.4.5.3.2.6 gives them time for it: so many
# times EMAIL_TIMEOUT, lest a slow scanner makes a letter uncertain.
PATIENCE = 4


class Outcome(StrEnum):
    """What became of a mail. LATER: not taken, try again. UNKNOWN: it may or may not have been taken."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Handed:
    """`said`: the server's words, or what went wrong. `no_such_address`: it was the recipient that was refused.

    `written_to`: "file" or "console" where no mail server took it.
    """

    outcome: Outcome
    said: str = ""
    no_such_address: bool = False
    written_to: str = ""


class _Raw(EmailMessage):
    """A mail of finished bytes, for mail backends that are no servers (files, memory)."""

    def __init__(self, raw: bytes, sender: str, recipient: str) -> None:
        super().__init__(from_email=sender, to=[recipient])
        self.raw = raw

    def message(self, *, policy: Any = None) -> Any:
        return self

    def as_bytes(self, *args: Any, **kwargs: Any) -> bytes:
        return self.raw

    def get_charset(self) -> None:
        return None


def written_to() -> str:
    """Where letters go in an installation that sends no mail: "file" or "console"; "" for a mail server."""
    backend = get_connection(fail_silently=True)
    if isinstance(backend, FileBackend):  # which is a console of another kind
        return "file"
    return "console" if isinstance(backend, ConsoleBackend | DummyBackend) else ""


def hand_over(raw: bytes, *, sender: str, recipient: str) -> Handed:
    """Hand the mail over once; its lines end with CR LF.

    Never raises for what a mail server, the network or a full disk does.
    """
    backend = get_connection()
    if not isinstance(backend, SMTPBackend):
        try:
            backend.send_messages([_Raw(raw, sender, recipient)])
        except OSError as error:
            return Handed(Outcome.LATER, _words(error))
        return Handed(Outcome.TAKEN, written_to=written_to())
    try:
        backend.open()
        server = backend.connection
        assert server is not None  # noqa: S101 - for the type checker: open() raises where it cannot connect
        handed = _up_to_the_text(server, sender, recipient) or _text(server, raw)
    except (smtplib.SMTPException, OSError) as error:
        handed = Handed(Outcome.LATER, _words(error))
    _say_goodbye(backend)
    return handed


def _up_to_the_text(server: smtplib.SMTP, sender: str, recipient: str) -> Handed | None:
    """Sender, recipient and the wish to send: None where the server wants the text now. Raises `OSError` and such."""
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(_envelope(sender))
    if code != 250:
        return _refused(code, words)
    code, words = server.rcpt(_envelope(recipient))
    if code not in (250, 251):
        return _refused(code, words, no_such_address=code // 100 == 5)
    code, words = server.docmd("DATA")
    return None if code == 354 else _refused(code, words)


def _text(server: smtplib.SMTP, raw: bytes) -> Handed:
    """The text with its end. What fails from here on leaves nobody knowing, unless the server itself says so."""
    stuffed = (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:]  # RFC 5321 s.4.5.2
    try:
        if server.sock and server.timeout:
            server.sock.settimeout(server.timeout * PATIENCE)
        server.send(stuffed + b".\r\n")
        code, words = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Handed(Outcome.UNKNOWN, _words(error))
    return Handed(Outcome.TAKEN, _text_of(code, words)) if code == 250 else _refused(code, words)


def _refused(code: int, words: bytes, *, no_such_address: bool = False) -> Handed:
    """4xx is for now, 5xx is for good (RFC 5321 s.4.2.1); anything else is no answer to rely on, and is for now."""
    outcome = Outcome.REFUSED if code // 100 == 5 else Outcome.LATER
    return Handed(outcome, _text_of(code, words), no_such_address)


def _envelope(address: str) -> str:
    """The address as it may stand in an envelope: a domain in other letters in its ASCII form (RFC 5891)."""
    local, _, host = address.rpartition("@")
    try:
        return f"{local}@{host.encode('idna').decode()}"
    except UnicodeError:
        return address


def _say_goodbye(backend: SMTPBackend) -> None:
    """Close the connection; the outcome stands already, whatever happens here."""
    try:
        backend.close()
    except (smtplib.SMTPException, OSError):
        backend.connection = None


def _text_of(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:500]


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "The mail server did not answer in time."
    return f"{type(error).__name__}: {error}"[:500]
