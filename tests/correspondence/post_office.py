"""A real mail server for tests that does what it is told: takes letters, refuses them, is slow, or hangs up."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail

from aiosmtpd.controller import Controller


class PostOffice:
    """What it does next: `rcpt` and `data` are the answers it gives; the letters it took are in `letters`.

    `hangs_up`: the connection is cut when the text has come, before the answer; `keeps`: whether it took the letter
    all the same. `waits`: seconds before the answer to the text.
    """

    def __init__(self) -> None:
        self.rcpt = self.data = "250 OK"
        self.hangs_up, self.keeps, self.waits = False, True, 0.0
        self.letters: list[bytes] = []
        self.envelopes: list[tuple[str, str]] = []
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250") and self.keeps:
            self.letters.append(envelope.original_content)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos[0]))
        if self.waits:
            await asyncio.sleep(self.waits)
        if self.hangs_up:
            server.transport.abort()
            return "421 gone"
        return self.data

    @property
    def mails(self) -> list[Mail]:
        return [message_from_bytes(each) for each in self.letters]

    def counts(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office.port = probe.getsockname()[1]
    server = Controller(office, hostname="127.0.0.1", port=office.port, enable_SMTPUTF8=False)
    server.start()
    try:
        yield office
    finally:
        server.stop()
