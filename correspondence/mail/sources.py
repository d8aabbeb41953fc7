"""The bytes of a file of a mail, decoded piece by piece: a file of 50 MB is never in memory as a whole.

A mail may be given as `bytes` or as a file mapped into memory (`mmap`): both are searched and cut alike.
"""

from __future__ import annotations

import binascii
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypeAlias

Raw: TypeAlias = bytes | mmap.mmap
PIECE = 512 * 1024  # bytes of a mail that are decoded at once
LONGEST_LINE = 1024 * 1024  # beyond it a piece may end within a line
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_ALPHABET))


class Source(Protocol):
    """Where the bytes of a file come from."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes in their order, as often as one asks."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that are in memory already, as those taken out of a container."""

    content: bytes

    def pieces(self) -> Iterator[bytes]:
        yield self.content


@dataclass(frozen=True, slots=True)
class Encoded:
    """raw[start:end] of a mail; `encoding` is "base64", "quoted-printable" or "" for bytes that stand as they are."""

    raw: Raw
    start: int
    end: int
    encoding: str = ""

    def pieces(self) -> Iterator[bytes]:
        if self.encoding == "base64":
            return base64_pieces(self.raw, self.start, self.end)
        cut = _cut(self.raw, self.start, self.end)
        return (binascii.a2b_qp(piece) for piece in cut) if self.encoding else cut


def whole(source: Source) -> bytes:
    """All bytes of a source at once."""
    if isinstance(source, Held):
        return source.content
    pieces = list(source.pieces())
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def beginning(source: Source, most: int) -> bytes:
    """The first bytes of a source."""
    found = bytearray()
    for piece in source.pieces():
        found += piece
        if len(found) >= most:
            break
    return bytes(found[:most])


def size_and_digest(source: Source) -> tuple[int, str]:
    """How many bytes a source has, and their SHA-256 in hexadecimal."""
    size, digest = 0, sha256()
    for piece in source.pieces():
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def _cut(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    """raw[start:end] in pieces that end with a line, unless a line is very long."""
    while start < end:
        stop = min(start + PIECE, end)
        if stop < end:
            line_end = raw.find(b"\n", stop - 1, min(stop + LONGEST_LINE, end))
            stop = line_end + 1 if line_end != -1 else _not_within_an_escape(raw, start, stop)
        yield raw[start:stop]
        start = stop


def _not_within_an_escape(raw: Raw, start: int, stop: int) -> int:
    """A place to cut that does not stand within "=E9" (RFC 2045 s.6.7)."""
    escape = raw.rfind(b"=", stop - 2, stop)
    return escape if escape > start else stop


def base64_pieces(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    """raw[start:end] decoded from base64 as far as it goes.

    Foreign characters are skipped, missing padding is added, and blocks that were padded one by one are joined.
    """
    left = b""  # up to three characters that wait for the rest of their group
    for piece in _cut(raw, start, end):
        if not left and b"=" not in piece:
            try:
                yield binascii.a2b_base64(piece)
                continue
            except binascii.Error:  # the piece ends within a group
                pass
        *ended, last = (left + piece.translate(None, _NOT_BASE64)).split(b"=")
        yield b"".join(map(_block, ended))
        groups = len(last) - len(last) % 4
        yield binascii.a2b_base64(last[:groups])
        left = last[groups:]
    if left:
        yield _block(left)


def _block(block: bytes) -> bytes:
    """One block without its padding; a single character at its end says nothing."""
    usable = block[:-1] if len(block) % 4 == 1 else block
    return binascii.a2b_base64(usable + b"=" * (-len(usable) % 4))
