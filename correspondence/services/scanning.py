"""Asking a virus scanner, where one is set, about a file before anybody can open it."""

from __future__ import annotations

import shlex
import subprocess

from django.conf import settings

_LONGEST = 600  # seconds
_CLEAN, _INFECTED = 0, 1  # how clamscan and clamdscan end


def scan(path: str) -> str:
    """What speaks against a file, in a sentence; "" where nothing does, or where no scanner is set.

    `VIRUS_SCAN_COMMAND` is run with the path behind it. A scanner that fails has not said that the file is clean.
    """
    if not settings.VIRUS_SCAN_COMMAND:
        return ""
    command = [*shlex.split(settings.VIRUS_SCAN_COMMAND), path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return "The virus scanner did not answer."
    if done.returncode == _CLEAN:
        return ""
    if done.returncode != _INFECTED:
        return "The virus scanner did not answer."
    said = done.stdout.decode("utf-8", "replace").replace(path, "").replace("\0", "").strip(" :\n")
    return f"The virus scanner said: {' '.join(said.split())[:200] or 'infected'}"
