"""Open winmail.dat: the container (TNEF) in which Outlook sends files to those who have no Outlook.

Own code because the library for it counts to 4,294,967,295 on a cut-off file, which would stop the worker. Only what a
reader needs is read: files, their names, and the text (MS-OXTNEF s.2.1).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from correspondence.mail.charsets import decode

_SIGNATURE = 0x223E9F78
_LEVEL_ATTACHMENT = 2
_BODY, _MESSAGE_PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_PR_LONG_NAME, _PR_DATA, _PR_TYPE, _PR_CONTENT_ID = 0x3707, 0x3701, 0x370E, 0x3712
_PR_BODY, _PR_HTML = 0x1000, 0x1013
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8}
_FIXED |= {0x0040: 8, 0x0048: 16}
_STRING8, _UNICODE, _OBJECT, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_MOST = 5_000  # properties or values of one block that are read


@dataclass(slots=True)
class TnefFile:
    name: str = ""
    content_type: str = ""
    content_id: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Tnef:
    """What a container holds; body and html are "" where it has none."""

    files: list[TnefFile]
    body: str = ""
    html: str = ""


class NotTnef(ValueError):
    """The bytes are no such container."""


def open_tnef(raw: bytes) -> Tnef:
    """Read a container as far as it is whole. Raises NotTnef for anything else."""
    if len(raw) < 6 or int.from_bytes(raw[:4], "little") != _SIGNATURE:
        raise NotTnef("not a TNEF container")
    found = Tnef([])
    codepage = "cp1252"
    for level, tag, data in _attributes(raw):
        if tag == _CODEPAGE and len(data) >= 4:
            codepage = f"cp{int.from_bytes(data[:4], 'little')}"
        elif tag == _RENDERING:
            found.files.append(TnefFile())
        elif level == _LEVEL_ATTACHMENT and found.files:
            _add(found.files[-1], tag, data, codepage)
        elif tag == _BODY:
            found.body = decode(data.rstrip(b"\0"), codepage)[0]
        elif tag == _MESSAGE_PROPERTIES:
            properties = dict(_properties(data, codepage))
            found.body = found.body or _words(properties.get(_PR_BODY), codepage)
            found.html = found.html or _words(properties.get(_PR_HTML), codepage)
    return found


def _attributes(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, tag and data of each attribute: 1 + 4 + 4 bytes before the data, a checksum of 2 after it."""
    position = 6
    while position + 9 <= len(raw):
        level, tag, _kind, length = struct.unpack_from("<BHHI", raw, position)
        start = position + 9
        if length > len(raw) - start:
            length = len(raw) - start
        yield level, tag, raw[start : start + length]
        position = start + length + 2


def _add(file: TnefFile, tag: int, data: bytes, codepage: str) -> None:
    if tag == _TITLE:
        file.name = file.name or decode(data.rstrip(b"\0"), codepage)[0]
    elif tag == _DATA:
        file.content = data
    elif tag == _PROPERTIES:
        for key, value in _properties(data, codepage):
            if key == _PR_LONG_NAME:
                file.name = _words(value, codepage) or file.name
            elif key == _PR_TYPE:
                file.content_type = _words(value, codepage) or file.content_type
            elif key == _PR_CONTENT_ID:
                file.content_id = _words(value, codepage)
            elif key == _PR_DATA and isinstance(value, bytes) and not file.content:
                file.content = value[16:] if value[:4] == b"\x07\x03\x02\0" else value


def _words(value: str | bytes | None, codepage: str) -> str:
    if isinstance(value, bytes):
        return decode(value.rstrip(b"\0"), "utf-8" if codepage == "cp65001" else codepage)[0]
    return value or ""


def _properties(data: bytes, codepage: str) -> Iterator[tuple[int, str | bytes]]:
    """The properties of a MAPI block whose values are text or bytes; stops where the block is cut off."""
    try:
        yield from _read_properties(data, codepage)
    except (struct.error, IndexError):
        return


def _read_properties(data: bytes, codepage: str) -> Iterator[tuple[int, str | bytes]]:
    position = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], _MOST)):
        kind, key = struct.unpack_from("<HH", data, position)
        position += 4
        if key >= 0x8000:
            position = _past_name(data, position)
        many = bool(kind & 0x1000)
        kind &= 0x0FFF
        count = 1
        if many or kind in (_STRING8, _UNICODE, _OBJECT, _BINARY):
            count = struct.unpack_from("<I", data, position)[0]
            position += 4
        for _ in range(min(count, _MOST)):
            if kind in _FIXED:
                position += _FIXED[kind]
                continue
            length = struct.unpack_from("<I", data, position)[0]
            position += 4
            value = data[position : position + length]
            position += length + (-length % 4)
            if len(value) < length:
                return
            yield key, _value(kind, value, codepage)


def _past_name(data: bytes, position: int) -> int:
    """Over the name of a named property: a GUID, then a number or a string."""
    kind, length = struct.unpack_from("<II", data, position + 16)
    return position + 24 + (0 if kind == 0 else length + (-length % 4))


def _value(kind: int, value: bytes, codepage: str) -> str | bytes:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if kind == _STRING8:
        return decode(value.rstrip(b"\0"), codepage)[0]
    return value
