"""Read letters from an IMAP folder (RFC 9051) and leave it as it is: opened read-only, read with BODY.PEEK.

Letters come in pieces, so that one of 100 MB takes no more memory than one of 1 MB.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
)

PATIENCE = 30  # seconds that a server may be silent
PIECE = 1024 * 1024  # bytes of a letter that are asked for at once
_IN_MEMORY = 2 * PIECE
_LONGEST_ANSWER = 160  # characters of what a server says that are shown
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxTrouble(Exception):
    """The mailbox cannot be read now; `str()` is a sentence for the screen, without any secret."""


class LetterTrouble(Exception):
    """The server does not hand out this letter; the others are not concerned."""


class LetterGone(Exception):
    """Somebody has deleted the letter meanwhile."""


@dataclass(frozen=True)
class Account:
    """Where a mailbox is and how to get in. `security`: "tls", "starttls" or "none"."""

    host: str
    port: int
    security: str
    username: str
    password: str
    folder: str

    def __repr__(self) -> str:
        return f"Account({self.username!r} at {self.host}:{self.port}, {self.folder!r})"


class Folder:
    """An open folder. `uid_validity`: while it stays the same, a UID means the same letter (RFC 9051 s.2.3.1.1)."""

    def __init__(self, box: BaseMailBox, uid_validity: int) -> None:
        self._box = box
        self.uid_validity = uid_validity

    def uids_after(self, uid: int) -> list[int]:
        """The UIDs of the letters behind that one, in their order."""
        with _plain_words():
            found = [int(one) for one in self._box.uids(f"UID {uid + 1}:*", charset=None)]
        return sorted(
            one for one in found if one > uid
        )  # "6:*" names the last letter even where it is the fifth

    def size(self, uid: int) -> int:
        """How many bytes the letter has. Raises `LetterGone`, `LetterTrouble`."""
        if match := _SIZE.search(self._line(uid, "(RFC822.SIZE)")):
            return int(match[1])
        raise LetterTrouble("The server does not say how big it is.")

    @contextmanager
    def letter(self, uid: int) -> Iterator[IO[bytes]]:
        """The bytes of a letter, as the server keeps them. Raises `LetterGone`, `LetterTrouble`."""
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            while True:
                piece = self._piece(uid, spool.tell())
                spool.write(piece)
                if len(piece) < PIECE:
                    break
            if not spool.tell():
                raise LetterTrouble("The server hands out nothing for it.")
            spool.seek(0)
            yield spool

    def _piece(self, uid: int, start: int) -> bytes:
        with _plain_words():
            status, data = self._box.client.uid("FETCH", str(uid), f"(BODY.PEEK[]<{start}.{PIECE}>)")
        _check(status, data)
        found = next((part[1] for part in data if isinstance(part, tuple)), None)
        if found is None and start == 0 and not any(data):
            raise LetterGone
        return found or b""

    def _line(self, uid: int, what: str) -> bytes:
        with _plain_words():
            status, data = self._box.client.uid("FETCH", str(uid), what)
        _check(status, data)
        if not any(data):
            raise LetterGone
        return b" ".join(part if isinstance(part, bytes) else b" ".join(part) for part in data if part)


def _check(status: str, data: list[object]) -> None:
    if status != "OK":
        raise LetterTrouble(f"The server said: {_said(data)}")


@contextmanager
def open_folder(account: Account) -> Iterator[Folder]:
    """Log in and open the folder read-only: nothing in it is changed, not even what counts as read.

    Raises `MailboxTrouble`, also from within where the server goes away.
    """
    box = _connected(account)
    try:
        with _plain_words(account):
            _log_in(box, account)
            box.folder.set(account.folder, readonly=True)
            values = box.client.response("UIDVALIDITY")[1]
        if not values or not values[0]:
            raise MailboxTrouble("The server does not number its letters (it names no UIDVALIDITY).")
        yield Folder(box, int(values[0]))
    finally:
        _leave(box)


def _connected(account: Account) -> BaseMailBox:
    with _plain_words(account):
        if account.security == "none":
            return MailBoxUnencrypted(account.host, account.port, timeout=PATIENCE)
        kind = MailBox if account.security == "tls" else MailBoxStartTls
        trusted = ssl.create_default_context()
        return kind(account.host, account.port, timeout=PATIENCE, ssl_context=trusted)


def _log_in(box: BaseMailBox, account: Account) -> None:
    """By LOGIN; where a name or a password is not ASCII, by AUTHENTICATE PLAIN, which speaks UTF-8 (RFC 4616)."""
    ascii_only = f"{account.username}{account.password}".isascii()
    log_in = box.login if ascii_only else box.login_utf8
    log_in(account.username, account.password, initial_folder=None)


def _leave(box: BaseMailBox) -> None:
    """Say good-bye; a server that is gone need not hear it."""
    try:
        box.logout()
    except (ImapToolsError, imaplib.IMAP4.error, OSError):
        try:
            box.client.shutdown()
        except OSError:
            return


@contextmanager
def _plain_words(account: Account | None = None) -> Iterator[None]:
    """Whatever the network, the encryption or the server does, as a sentence that helps."""
    where = f"{account.host}, port {account.port}" if account else "the server"
    try:
        yield
    except MailboxLoginError as error:
        raise MailboxTrouble(f"The server refuses the user name or the password. {_words(error)}") from error
    except MailboxFolderSelectError as error:
        raise MailboxTrouble(f"There is no such folder on the server. {_words(error)}") from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxTrouble(f"The certificate of {where} is not valid: {error.verify_message}.") from error
    except ssl.SSLError as error:
        raise MailboxTrouble(f"No encrypted connection with {where}: is it the port for TLS?") from error
    except socket.gaierror as error:
        raise MailboxTrouble(f"No server has that name: {where.partition(',')[0]}.") from error
    except TimeoutError as error:
        raise MailboxTrouble(f"No answer from {where} within {PATIENCE} seconds.") from error
    except ConnectionRefusedError as error:
        raise MailboxTrouble(f"Nothing answers at {where}.") from error
    except OSError as error:
        raise MailboxTrouble(f"The connection with {where} broke off.") from error
    except imaplib.IMAP4.abort as error:
        if "TLS not supported" in str(error):
            raise MailboxTrouble("The server does not offer STARTTLS: choose TLS.") from error
        raise MailboxTrouble(f"The connection with {where} broke off.") from error
    except (ImapToolsError, imaplib.IMAP4.error, UnicodeError, ValueError) as error:
        raise MailboxTrouble(f"What {where} says is not understood: is it an IMAP server?") from error


def _words(error: ImapToolsError) -> str:
    result = getattr(error, "command_result", (None, None))
    return f"It said: {_said(result[1])}" if result[1] else ""


def _said(data: object) -> str:
    """What the server answered, cut short and on one line."""
    parts = data if isinstance(data, list | tuple) else [data]
    words = b" ".join(part for part in parts if isinstance(part, bytes)).decode("utf-8", "replace")
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(printable.split())[:_LONGEST_ANSWER] or "nothing"
