"""Programs of the system that read what no library here does: old Word and PowerPoint files, and scans."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from correspondence.documents_text.types import Found, Unreadable, parts

INSTALL = {
    "antiword": "apt-get install antiword catdoc",
    "catppt": "apt-get install antiword catdoc",
    "tesseract": "apt-get install tesseract-ocr",
}
_LONGEST_RUN = 60  # seconds
_LANGUAGES = ("eng", "cym")  # what authorities of the United Kingdom write; Welsh where it is installed


def read_doc(path: Path) -> Found:
    """An old Word file (.doc), by antiword; what it does not take, by catdoc."""
    for command in (["antiword", "-w", "0", "-m", "UTF-8.txt"], ["catdoc", "-w", "-d", "utf-8"]):
        if shutil.which(command[0]) and (text := _said([*command, str(path)]).strip()):
            return Found(parts(text))
    if not (shutil.which("antiword") or shutil.which("catdoc")):
        raise Unreadable("Old Word files (.doc) cannot be read here: ask for a .docx or a PDF.")
    raise Unreadable("The old Word file (.doc) gives no text; it may be damaged or locked.")


def read_ppt(path: Path) -> Found:
    if not shutil.which("catppt"):
        raise Unreadable("Old PowerPoint files (.ppt) cannot be read here: ask for a .pptx or a PDF.")
    return Found(parts(_said(["catppt", "-d", "utf-8", str(path)]).strip()))


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST_RUN, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def can_recognise() -> bool:
    return shutil.which("tesseract") is not None


def recognise(picture: bytes, *, within: float) -> str:
    """The words in a picture (PNG, JPEG, TIFF ...), "" where it has none. Raises `TimeoutError`."""
    command = ["tesseract", "stdin", "stdout", "-l", _languages(), "--dpi", "200"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=within, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


@cache
def _languages() -> str:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S607
    here = listed.stdout.decode("utf-8", "replace").split()
    return "+".join(language for language in _LANGUAGES if language in here) or "eng"
