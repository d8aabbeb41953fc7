"""Mails for the tests, made in code: MIME, winmail.dat (TNEF) and Outlook's .msg."""

import datetime as dt
import struct
from email.message import EmailMessage

WHEN = "Fri, 20 Jul 2018 10:00:00 +0100"


def mail(text: str = "Dear Sam,\n\nHere it is.\n", **headers: str) -> EmailMessage:
    """A plain mail from an officer; headers by name, "_" for "-"; None takes one away."""
    message = EmailMessage()
    defaults = {
        "From": "Robin Field <foi@example.gov.uk>",
        "To": "Sam <sam@lab.example>",
        "Subject": "Your request",
        "Date": WHEN,
        "Message-ID": "<answer.1@example.gov.uk>",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**defaults, **given}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def raw_mail(body: bytes, *headers: bytes) -> bytes:
    """A mail written byte by byte: header lines, a blank line, the body."""
    return b"\r\n".join([b"From: foi@example.gov.uk", b"Subject: Raw", *headers, b"", body])


def nested(levels: int, *, text: bytes = b"Found it.") -> bytes:
    """A text inside so many multiparts."""
    head = b"From: a@example.org\nSubject: deep\nMIME-Version: 1.0\n"
    down = [b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(levels)]
    up = [b"\n--b%d--" % n for n in reversed(range(levels))]
    return head + b"".join(down) + b"Content-Type: text/plain\n\n" + text + b"".join(up)


def tnef(files: dict[str, bytes], *, body: str = "") -> bytes:
    """A winmail.dat with some files."""

    def attribute(level: int, tag: int, data: bytes) -> bytes:
        return struct.pack("<BHHI", level, tag, 6, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    def text_property(key: int, value: str) -> bytes:
        data = value.encode("utf-16-le") + b"\0\0"
        return struct.pack("<HHII", 0x001F, key, 1, len(data)) + data + b"\0" * (-len(data) % 4)

    parts = [struct.pack("<IH", 0x223E9F78, 1), attribute(1, 0x9007, struct.pack("<II", 1252, 0))]
    if body:
        parts.append(attribute(1, 0x9003, struct.pack("<I", 1) + text_property(0x1000, body)))
    for name, content in files.items():
        short = name.encode("ascii", "replace")[:8] + b"~1\0"
        parts += [
            attribute(2, 0x9002, b"\0" * 14),
            attribute(2, 0x8010, short),
            attribute(2, 0x800F, content),
            attribute(2, 0x9005, struct.pack("<I", 1) + text_property(0x3707, name)),
        ]
    return b"".join(parts)


Property = str | bytes | int | dt.datetime
Folder = dict[str, "bytes | Folder"]
_END, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


class _Sectors:
    """The sectors of a compound file with their allocation table."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.table: list[int] = []

    def add(self, content: bytes, size: int = 512) -> int:
        """Store some bytes; returns the number of their first sector."""
        if not content:
            return _END
        first = len(self.table)
        count = -(-len(content) // size)
        self.data += content.ljust(count * size, b"\0")
        self.table += [*range(first + 1, first + count), _END]
        return first


def _directory(entries: list[tuple[str, int, list[int], bytes]], starts: list[int], small_size: int) -> bytes:
    """The directory of a compound file: 128 bytes an entry, those of one folder in a chain."""
    siblings = {
        one: after for _, _, kids, _ in entries for one, after in zip(kids, [*kids[1:], _FREE], strict=False)
    }
    directory = b""
    for at, (name, kind, kids, data) in enumerate(entries):
        coded = name.encode("utf-16-le") + b"\0\0"
        size = small_size if at == 0 else len(data)
        directory += coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
        directory += (
            struct.pack("<III", _FREE, siblings.get(at, _FREE), kids[0] if kids else _FREE) + b"\0" * 36
        )
        directory += struct.pack("<IQ", starts[at], size)
    return directory


def compound_file(tree: Folder) -> bytes:
    """A file in Microsoft's compound format (MS-CFB, version 3) that holds some folders and streams."""
    entries: list[tuple[str, int, list[int], bytes]] = [("Root Entry", 5, [], b"")]

    def place(folder: Folder, at: int) -> None:
        for name in sorted(folder, key=lambda one: (len(one), one.upper())):
            content = folder[name]
            entries.append(
                (
                    name,
                    2 if isinstance(content, bytes) else 1,
                    [],
                    content if isinstance(content, bytes) else b"",
                )
            )
            entries[at][2].append(len(entries) - 1)
            if not isinstance(content, bytes):
                place(content, len(entries) - 1)

    place(tree, 0)
    big, small = _Sectors(), _Sectors()
    starts = [(small.add(data, 64) if len(data) < 4096 else big.add(data)) for _, _, _, data in entries]
    starts[0] = big.add(bytes(small.data))
    small_table = big.add(b"".join(struct.pack("<I", one) for one in small.table))
    directory = _directory(entries, starts, len(small.data))
    directory_at = big.add(directory)
    tables = 1
    while tables * 128 < len(big.table) + tables:
        tables += 1
    first = len(big.table)
    table = [*big.table, *[_FAT_SECTOR] * tables]
    table += [_FREE] * (-len(table) % 128)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    header += struct.pack("<IIIII", 0, tables, directory_at, 0, 4096)
    header += struct.pack("<IIII", small_table, -(-len(small.table) // 128), _END, 0)
    header += b"".join(struct.pack("<I", first + n if n < tables else _FREE) for n in range(109))
    return header + bytes(big.data) + b"".join(struct.pack("<I", one) for one in table)


def outlook(
    texts: dict[int, Property], *, recipients: list[dict[int, Property]], files: list[dict[int, Property]]
) -> bytes:
    """A .msg with text properties by number, recipients and attached files."""

    def storage(header: bytes, properties: dict[int, Property]) -> Folder:
        rows, streams = [], dict[str, bytes | Folder]()
        for key, value in properties.items():
            if isinstance(value, dt.datetime):
                ticks = int((value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds()) * 10_000_000
                rows.append(struct.pack("<HHIQ", 0x0040, key, 6, ticks))
                continue
            if isinstance(value, int):
                rows.append(struct.pack("<HHIII", 0x0003, key, 6, value, 0))
                continue
            kind, data = (0x001F, value.encode("utf-16-le")) if isinstance(value, str) else (0x0102, value)
            rows.append(struct.pack("<HHIII", kind, key, 6, len(data) + (2 if kind == 0x001F else 0), 0))
            streams[f"__substg1.0_{key:04X}{kind:04X}"] = data
        return {"__properties_version1.0": header + b"".join(rows), **streams}

    counts = struct.pack("<IIII", len(recipients), len(files), len(recipients), len(files))
    root = storage(b"\0" * 8 + counts + b"\0" * 8, {0x340D: 0x40000, **texts})
    for n, recipient in enumerate(recipients):
        root[f"__recip_version1.0_#{n:08X}"] = storage(b"\0" * 8, dict(recipient))
    for n, file in enumerate(files):
        root[f"__attach_version1.0_#{n:08X}"] = storage(b"\0" * 8, {0x3705: 1, **file})
    return compound_file(root)


def full_mail() -> EmailMessage:
    """A reply with everything: people, threading, two versions of its text, a picture, a file, a quote."""
    message = mail(
        "Dear Sam,\n\nThe plan is attached.\n\n"
        "On Thu, 19 Jul 2018 at 09:00, Sam <sam@lab.example> wrote:\n> Please send it.\n",
        From='"Field, Róbin" <foi@example.gov.uk>',
        To="Sam <sam@lab.example>, office@lab.example",
        Cc="Records <records@example.gov.uk>",
        Reply_To="case+7@example.gov.uk",
        Subject="RE: Párks – FOI-18-0007",
        In_Reply_To="<request.1@lab.example>",
        References="<request.1@lab.example> <ack.1@example.gov.uk>",
    )
    message.add_alternative('<p>Dear Sam</p><img src="cid:logo@example">', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo@example>")
    message.add_attachment(
        b"%PDF-1.4 plan", maintype="application", subtype="pdf", filename="Réponse finale.pdf"
    )
    return message
