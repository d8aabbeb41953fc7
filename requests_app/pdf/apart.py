"""Having a PDF made by a process of its own, and hearing how far it is."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from requests_app.pdf.types import TOO_LARGE, PrintFailed, TooLarge

LONGEST = 420  # seconds on the clock
EVERY = 2.0  # seconds between two words of how far it is
_PROJECT = Path(__file__).resolve().parent.parent.parent
_LARGE = "It is too large for a PDF."


@contextmanager
def printed(
    html: str, css: str, *, told: Callable[[int], object], longest: float = LONGEST
) -> Iterator[Path]:
    """The PDF of a page, in a file that is gone afterwards.

    `told` is called every two seconds or so with the number of pages set so far. Raises `TooLarge` where it needs more
    than a PDF may have, `PrintFailed` where the process broke off.
    """
    with tempfile.TemporaryDirectory(prefix="foi-pdf-") as folder:
        place = Path(folder)
        (place / "page.html").write_text(html, "utf-8", "replace")
        (place / "style.css").write_text(css, "utf-8")
        status = _run(place, told, time.monotonic() + longest)
        if status == TOO_LARGE:
            raise TooLarge(_LARGE)
        if status or not (place / "out.pdf").is_file():
            raise PrintFailed("The program that sets the pages broke off.")
        yield place / "out.pdf"


def _run(place: Path, told: Callable[[int], object], until: float) -> int:
    command = [sys.executable, "-m", "requests_app.pdf.child", "page.html", "style.css", "out.pdf"]
    command[3:] = [str(place / name) for name in command[3:]]
    with (
        tempfile.TemporaryFile() as complaint,
        subprocess.Popen(  # noqa: S603
            command,
            cwd=_PROJECT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaint,
        ) as process,
    ):
        try:
            _listen(process, told, until)
        except BaseException:
            process.kill()
            raise
    return process.returncode


def _listen(process: subprocess.Popen[bytes], told: Callable[[int], object], until: float) -> None:
    """Pass on how far it is until it ends. Raises `TooLarge` when its time is over."""
    assert process.stdout is not None  # noqa: S101 (it was asked for)
    page, spoke = 0, 0.0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            heard = _lines(process.stdout) if selector.select(EVERY) else b"\n"
            if not heard:
                return
            numbers = [int(word) for word in heard.split() if word.isdigit()]
            page = max([page, *numbers])
            now = time.monotonic()
            if now > until:
                raise TooLarge(_LARGE)
            if now - spoke >= EVERY:
                told(page)
                spoke = now


def _lines(stream: IO[bytes]) -> bytes:
    return os.read(stream.fileno(), 65536)


def _environment() -> dict[str, str]:
    """No secret of ours: only where programs and fonts are."""
    named = ("PATH", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in named if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "HOME": tempfile.gettempdir()}
