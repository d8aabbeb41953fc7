"""Read the header block of a mail or of one of its parts, however broken (RFC 5322, 2047, 2231).

Own code rather than `email`: the standard parser recurses once a level (RecursionError at 1,000 levels of nesting)
and holds every line of a 50 MB attachment as an object of its own.
"""

import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from correspondence.mail.charsets import decode, mended
from correspondence.mail.sources import Raw, base64_pieces

LONGEST_HEADER = 100_000  # characters of one header that are read
LONGEST_BLOCK = 2_000_000  # bytes of a header block that are read
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,10}:")
_BLOCK_END = re.compile(rb"\n\r?\n|\A\r?\n")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,20000})\?=")
_PARAMETER = re.compile(
    r";\s*([^\s=;]{1,200})\s*=\s*(?:\"((?:[^\"\\]|\\.){0,20000})\"|([^;]{0,20000}))", re.DOTALL
)
_CONTINUED = re.compile(r"(?P<name>[^*]+)(?:\*(?P<number>\d{1,3}))?(?P<encoded>\*)?")
_UNFOLD = re.compile(r"\r?\n[ \t]?")


@dataclass(slots=True)
class Headers:
    """The headers of a block in their order, names in lower case, values as they were sent without folding."""

    items: list[tuple[str, bytes]] = field(default_factory=list)
    _by_name: dict[str, list[bytes]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, value in self.items:
            self._by_name.setdefault(name, []).append(value)

    def raw(self, name: str) -> str | None:
        """The first header of a name as text with its encoded words still in it, None when there is none."""
        values = self._by_name.get(name)
        return as_text(values[0]) if values else None

    def all_raw(self, name: str) -> list[str]:
        """Every header of a name, as in raw()."""
        return [as_text(value) for value in self._by_name.get(name, ())]

    def text(self, name: str) -> str:
        """The first header of a name, decoded for reading; "" when there is none."""
        return decode_words(self.raw(name) or "").strip()


def as_text(value: bytes) -> str:
    """A header's bytes as one line of text; raw 8-bit characters are read as UTF-8 or Windows-1252."""
    text, _ = decode(value[:LONGEST_HEADER], None)
    return _UNFOLD.sub(" ", text).replace("\r", " ").replace("\n", " ").replace("\0", "").strip()


def split_headers(raw: Raw, start: int, end: int) -> tuple[Headers, int, bool]:
    """Headers of raw[start:end], where the body begins, and whether the block was whole.

    A line that is no header ends the block, as if the blank line before it had been forgotten.
    """
    stop = min(end, start + LONGEST_BLOCK)
    match = _BLOCK_END.search(raw, start, stop) if raw[start : start + 2].lstrip(b"\r")[:1] != b"\n" else None
    if match is None and raw[start : start + 2].lstrip(b"\r")[:1] == b"\n":
        return Headers(), raw.find(b"\n", start) + 1, True
    block_end, body = (match.start() + 1, match.end()) if match else (stop, stop)
    found: list[tuple[str, list[bytes]]] = []
    position = start
    for line in raw[start:block_end].splitlines(keepends=True):
        if line[:1] in (b" ", b"\t") and found:
            found[-1][1].append(line)
        elif named := _NAME.match(line):
            found.append((named[1].decode("ascii").lower(), [line[named.end() :]]))
        elif line.startswith((b"From ", b">From ")) or not line.strip():
            pass  # the separator of a mailbox file
        else:
            return _headers(found), position, False
        position += len(line)
    return _headers(found), body, match is not None


def _headers(found: list[tuple[str, list[bytes]]]) -> Headers:
    return Headers([(name, b"".join(lines).strip()) for name, lines in found])


def decode_words(text: str) -> str:
    """A header with its encoded words decoded (RFC 2047); neighbours in one charset are joined before decoding,
    because some programs cut a character in two."""
    pieces: list[str] = []
    pending: tuple[str, bytearray] | None = None
    position = 0
    for match in _ENCODED_WORD.finditer(text):
        gap = text[position : match.start()]
        content = _word_bytes(match[2], match[3])
        charset = match[1].partition("*")[0]
        if pending and (gap.strip() or pending[0].lower() != charset.lower()):
            pieces.append(decode(bytes(pending[1]), pending[0])[0])
        if not pending or gap.strip():
            pieces.append(gap)
        if pending and not gap.strip() and pending[0].lower() == charset.lower():
            pending[1].extend(content)
        else:
            pending = (charset, bytearray(content))
        position = match.end()
    if pending:
        pieces.append(decode(bytes(pending[1]), pending[0])[0])
    return "".join([*pieces, text[position:]]).replace("\r", " ").replace("\n", " ").replace("\0", "")


def _word_bytes(encoding: str, content: str) -> bytes:
    ascii_only = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(ascii_only.replace(b"_", b" "), header=False)
    return b"".join(base64_pieces(ascii_only, 0, len(ascii_only)))


def parameters(value: str | None) -> tuple[str, dict[str, str]]:
    """A structured header taken apart: its first word in lower case, and its parameters (RFC 2231, 2047 and raw)."""
    if not value:
        return "", {}
    first, semicolon, rest = value.partition(";")
    plain: dict[str, str] = {}
    parts: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(semicolon + rest):
        key = match[1].lower()
        content = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3].strip().strip('"')
        named = _CONTINUED.fullmatch(key)
        if named and (named["number"] or named["encoded"]):
            parts.setdefault(named["name"], []).append(
                (int(named["number"] or 0), bool(named["encoded"]), content)
            )
        else:
            plain.setdefault(key, mended(decode_words(content)))
    for key, pieces in parts.items():
        plain[key] = mended(_continued(sorted(pieces, key=lambda piece: piece[0])))
    return first.strip().lower(), plain


def _continued(pieces: list[tuple[int, bool, str]]) -> str:
    """A value in pieces, some of them percent-encoded after a charset that the first one names (RFC 2231)."""
    charset, collected = "", bytearray()
    for index, (_, encoded, content) in enumerate(pieces):
        if encoded and index == 0 and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        collected += unquote_to_bytes(content) if encoded else content.encode("utf-8", "replace")
    return decode(bytes(collected), charset or "utf-8")[0].replace("\0", "")
