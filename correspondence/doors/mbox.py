"""Take the mails out of an mbox file (RFC 4155), however large, one at a time.

A mail begins with a line "From ..." after a blank line. Programs differ in what stands in that line and in whether
they mark such lines within a mail (">From "); so the line must bear a time, or be followed by a mail's header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

LONGEST_LINE = 1024 * 1024
_IN_MEMORY = 2 * 1024 * 1024
_DATED = re.compile(rb"From .{0,400}\b(?:mon|tue|wed|thu|fri|sat|sun)\b.{0,40}\d{1,2}:\d\d", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:return-path|received|from|to|cc|subject|date|message-id|reply-to|sender|mime-version|delivered-to"
    rb"|content-type|envelope-to|status|dkim-signature|x-[\w-]{1,80}):",
    re.IGNORECASE,
)
_MARKED = re.compile(rb">+From ")


class NextMail:
    """A mail of the file: `raw` at its beginning, `end`: how many bytes of the file have been read with it."""

    def __init__(self, raw: IO[bytes], end: int) -> None:
        self.raw = raw
        self.end = end


def is_mbox(beginning: bytes) -> bool:
    """Whether a file that begins like this is one."""
    return beginning.lstrip(b"\r\n").startswith(b"From ")


def mails_in(file: IO[bytes]) -> Iterator[NextMail]:
    """Each mail of the file in its order, without its separator and with marked lines as they were (mboxrd).

    A mail can be read until the next one is asked for.
    """
    with ExitStack() as stack:
        spool = stack.enter_context(_spool())
        empty = True
        read = 0
        for separates, line, end in _lines(file):
            if separates:
                if not empty:
                    yield NextMail(_rewound(spool), read)
                    stack.close()
                    spool = stack.enter_context(_spool())
                empty = True
            elif not empty or line.strip():
                spool.write(line[1:] if _MARKED.match(line) else line)
                empty = False
            read = end
        if not empty:
            yield NextMail(_rewound(spool), read)


def _lines(file: IO[bytes]) -> Iterator[tuple[bool, bytes, int]]:
    """Each line, whether it separates two mails, and how far the file has been read with it."""
    after_blank, read = True, 0
    first = True
    line = file.readline(LONGEST_LINE)
    while line:
        following = file.readline(LONGEST_LINE)
        separates = False
        if after_blank and line[:5] == b"From ":
            separates = first or bool(_DATED.match(line) or _HEADER.match(following))
        if line.strip():
            first = False
        read += len(line)
        yield separates, line, read
        after_blank = separates or line in (b"\n", b"\r\n")
        line = following


@contextmanager
def _spool() -> Iterator[IO[bytes]]:
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        yield spool


def _rewound(spool: IO[bytes]) -> IO[bytes]:
    """At its beginning, without the blank line that the file's format adds behind each mail."""
    end = spool.tell()
    spool.seek(max(0, end - 4))
    tail = spool.read()
    for blank in (b"\r\n\r\n", b"\n\n"):
        if tail.endswith(blank):
            spool.truncate(end - len(blank) // 2)
            break
    spool.seek(0)
    return spool
