"""The process that makes a PDF: `python -m requests_app.pdf.child PAGE.html STYLE.css OUT.pdf`.

What stands in letters goes through it, so it can do little harm: it sees no secret of ours, fetches nothing at all, has
little memory and time and, where the kernel allows, no network. Prints a line with the number of each page it has set.
The memory that a long table takes is given back when it ends.
"""

from __future__ import annotations

import ctypes
import logging
import resource
import signal
import sys
from pathlib import Path
from typing import NoReturn

from requests_app.pdf.types import TOO_LARGE

MEMORY = 1536 * 1024 * 1024
CPU = 400  # seconds
OUTPUT = 200 * 1024 * 1024
VARIANT = "pdf/ua-1"
_NO_NETWORK = 0x40000000  # CLONE_NEWNET
_OWN_USERS = 0x10000000  # CLONE_NEWUSER, without which only root may do so
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def confine() -> None:
    """Take from this process what setting pages does not need."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, OUTPUT),
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


class _Pages(logging.Handler):
    """Prints which page is being set, as WeasyPrint tells its log of progress."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and "Page %d" in str(record.msg):
            print(record.args[0] if isinstance(record.args, tuple) else 0, flush=True)


def print_pdf(html: str, css: str, out: Path) -> None:
    """Write the tagged PDF of a page and its style sheet. No address in either is ever fetched."""
    from weasyprint import CSS, HTML  # only now: where Pango is missing this raises OSError
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):
        """Fetches nothing: neither from the network, nor a file, nor what is written into an address."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:
            raise ValueError(f"not fetched: {url[:100]}")

    fetcher = Refusing()
    style = CSS(string=css, url_fetcher=fetcher)
    page = HTML(string=html, base_url="about:blank", url_fetcher=fetcher)
    page.write_pdf(out, stylesheets=[style], pdf_variant=VARIANT)


def main(arguments: list[str]) -> int:
    confine()
    html, css, out = map(Path, arguments)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Pages())
    try:
        print_pdf(html.read_text("utf-8"), css.read_text("utf-8"), out)
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
