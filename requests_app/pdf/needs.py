"""Whether this machine can make PDFs. Pure, and without loading WeasyPrint, which breaks off where it cannot."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import sys

INSTALL = "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}
"""What WeasyPrint loads: the name by which others look for it, and its file on Linux."""


def missing() -> list[str]:
    """The names of what is not there; nothing where PDFs can be made."""
    gone = [] if importlib.util.find_spec("weasyprint") else ["weasyprint"]
    return [*gone, *(name for name, file in LIBRARIES.items() if not _is_there(name, file))]


def can_print() -> bool:
    return not missing()


def _is_there(name: str, file: str) -> bool:
    if sys.platform != "linux":
        return ctypes.util.find_library(name) is not None
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
