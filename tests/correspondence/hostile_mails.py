"""Mails as broken as they come: made from a seed, so that each run meets the same ones."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from email.message import EmailMessage

from tests.correspondence.mails import make_mail

_CHARSETS = ("utf-8", "iso-8859-1", "x-no-such", "unicode_escape", "utf-7", "\0", "ks_c_5601-1987", "idna")
_ENCODINGS = ("base64", "quoted-printable", "8bit", "x-uuencode", "uuencode", "none-such", "")
_TYPES = (
    "text/plain",
    "text/html",
    "message/rfc822",
    "multipart/mixed",
    "application/ms-tnef",
    "nonsense",
    "a/b/c",
)
_LOST = (b"Message-ID", b"Date", b"From", b"Content-Type", b"To", b"Subject")


def nested(levels: int) -> bytes:
    """Parts within parts within parts."""
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
        for level in range(levels)
    )
    closed = b"".join(b"\n--b%d--\n" % level for level in reversed(range(levels)))
    return (
        b"From: a@b.example\nSubject: deep\n"
        + opened
        + b"Content-Type: text/plain\n\nAt the bottom.\n"
        + closed
    )


def many_parts(count: int) -> bytes:
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
    return b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + part * count + b"--b--\n"


def with_file(size: int, seed: int = 1) -> bytes:
    """A mail with an attachment of that many bytes, put together without holding it twice."""
    encoded = base64.encodebytes(random.Random(seed).randbytes(size))  # noqa: S311
    head = (
        b"From: Sam Clerk <foi@marshland.example>\nSubject: The file\nMessage-ID: <%d@big.example>\nMIME-Version: 1.0\n"
        b"Date: Tue, 14 Aug 2018 23:30:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nHere it is.\n"
        b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=big.pdf\n"
        b"Content-Transfer-Encoding: base64\n\n" % seed
    )
    return head + encoded + b"--b--\n"


def mails(count: int, seed: int = 2018) -> Iterator[bytes]:
    """Ordinary mails, odd ones, and both with bytes changed, lost, doubled and cut off."""
    pick = random.Random(seed)  # noqa: S311
    for number in range(count):
        raw = _odd(pick) if pick.random() < 0.4 else _ordinary(pick, number)
        for _ in range(pick.choice((0, 1, 1, 2, 5))):
            raw = _mutated(raw, pick)
        yield raw


def _ordinary(pick: random.Random, number: int) -> bytes:
    mail: EmailMessage = make_mail(
        f"Letter {number}. " * pick.randint(1, 60), Message_ID=f"<{number}@m.example>"
    )
    if pick.random() < 0.4:
        mail.add_alternative("<p>We <b>hold</b> it.</p>" * pick.randint(1, 40), subtype="html")
    for _ in range(pick.choice((0, 0, 1, 3))):
        content = pick.randbytes(pick.randint(0, 3000))
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="naïve ” file.pdf")
    return mail.as_bytes()


def _odd(pick: random.Random) -> bytes:
    kind, charset, encoding = pick.choice(_TYPES), pick.choice(_CHARSETS), pick.choice(_ENCODINGS)
    head = (
        f"From: =?{charset}?{pick.choice('bqx')}?{'=C3' * pick.randint(0, 5)}?= <a@b.example>\n"
        f"Date: {pick.choice(('31 Feb 2018', 'Tue, 99 Aug 2018 25:61:00 +9999', '', '1 Jan 1 00:00'))}\n"
        f"Content-Type: {kind}; charset={charset}; boundary={pick.choice(('b', '', 'b' * 300))}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    body = pick.randbytes(pick.randint(0, 2000))
    if pick.random() < 0.3:
        body = b"--b\n" + head.encode("utf-8", "replace") + body
    return head.encode("utf-8", "replace") + body


def _mutated(raw: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(raw) + 1)
    end = min(len(raw), at + pick.randint(1, 200))
    how = pick.randrange(7)
    if how == 0:
        return raw[:at] + pick.randbytes(pick.randint(1, 20)) + raw[at:]
    if how == 1:
        return raw[:at] + raw[end:]
    if how == 2:
        return raw[:end] + raw[at:]
    if how == 3:
        return raw[:at]
    if how == 4:
        return raw.replace(b"\n", pick.choice((b"\r\n", b"\r", b"\n\n")))
    if how == 5:
        return raw.replace(pick.choice(_LOST) + b":", b"X-Lost:")
    return raw.replace(b"boundary", b"b\0undary", 1)
