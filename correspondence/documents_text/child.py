"""The process that opens a stranger's file: `python -m correspondence.documents_text.child read PATH TYPE`.

It can do little harm: it sees no secret of ours, has little memory and time, writes to its output alone and, where the
kernel allows, has no network. A file that breaks it breaks nothing else. `read` prints a JSON line about the document
and one for each page; `render PATH PAGE WIDTH` prints a PNG; `count PATH` the number of pages.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from pathlib import Path

from correspondence.documents_text.types import (
    LONGEST_DOCUMENT,
    LONGEST_PAGE,
    MOST_PAGES,
    Found,
    Unreadable,
)

MEMORY = 1024 * 1024 * 1024
CPU = 300
OUTPUT = 200 * 1024 * 1024
UNREADABLE = 3  # the exit status that says: standard error has a sentence for a person
_NO_NETWORK = 0x40000000  # CLONE_NEWNET
_OWN_USERS = 0x10000000  # CLONE_NEWUSER, without which only root may do so
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def confine() -> None:
    """Take from this process what reading a file does not need."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if libc.unshare(_NO_NETWORK):
            libc.unshare(_OWN_USERS | _NO_NETWORK)


def main(arguments: list[str]) -> int:
    confine()
    # Only now: what opens files is loaded within the limits.
    from correspondence.documents_text import pdf, reader

    what, path, *rest = arguments
    try:
        if what == "render":
            sys.stdout.buffer.write(pdf.render(Path(path), int(rest[0]), int(rest[1])))
        elif what == "count":
            print(pdf.count_pages(Path(path)))
        else:
            _print(reader.read(Path(path), rest[0]))
    except Unreadable as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except MemoryError:
        print("The file needs more memory than it may have: its text is not read.", file=sys.stderr)
        return UNREADABLE
    return 0


def _print(found: Found) -> None:
    print(json.dumps({"page_count": found.page_count, "how": found.how, "note": found.note}))
    left = LONGEST_DOCUMENT
    for page in found.pages[:MOST_PAGES]:
        text = page[: min(LONGEST_PAGE, left)].replace("\0", "")
        left -= len(text)
        print(json.dumps(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
