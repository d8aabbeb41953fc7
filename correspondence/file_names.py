"""File names as senders write them: data to show and to hand back, never a path. Pure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

LONGEST = 500
_PATH = re.compile(r"\s*(?:[A-Za-z]:[/\\]|(?:\.\.?|~)?[/\\])")  # how a path begins
_IN_DOWNLOADS = 150  # what common file systems take, whatever the alphabet, is 255 bytes


def kept(name: str) -> str:
    """What is stored: as it was written, without NUL (which the database cannot hold), its end within 500 characters.

    The end is kept rather than the beginning, because that is where ".pdf.exe" shows.
    """
    name = name.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return name if len(name) <= LONGEST else "…" + name[-(LONGEST - 1) :]


def shown(name: str) -> str:
    """For whatever people read, pages, mails and messages alike: "" where there is no name.

    Characters that turn, hide or break the line are spelled out, as in "annex[U+202E]fdp.exe". Of a path the file alone
    is left ("../../etc/passwd.pdf", "C:\\Temp\\a.doc"); a stroke within a name stays ("FOI 12/345.pdf").
    """
    return "".join(f"[U+{ord(c):04X}]" if _deceives(c) else c for c in _without_path(name)).strip()


def for_download(name: str, *, otherwise: str) -> str:
    """A safe name for the receiving side's file system; `otherwise` where nothing is left of it."""
    plain = "".join("_" if c in '/\\:*?"<>|' else "" if _deceives(c) else c for c in _without_path(name))
    plain = re.sub(r"\s+", " ", plain).strip(" ._")
    if len(plain) > _IN_DOWNLOADS:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: _IN_DOWNLOADS - 10]}.{ending}" if dot and len(ending) < 8 else plain[:_IN_DOWNLOADS]
    return plain or otherwise


def same_name(name: str) -> str:
    """What two names have in common that mean one file: "../Annex_A.PDF" and "annex a.pdf" give the same; "" for none.

    Folders in front, capitals, accents' spelling (Unicode NFKC) and what stands for a space do not count; what counts
    is every letter, every digit and the ending, so that "Annex (1).pdf" and "Annex (2).pdf" stay two files.
    """
    last = re.split(r"[/\\]", unquote(name))[-1]
    plain = "".join(c for c in unicodedata.normalize("NFKC", last) if not _deceives(c)).casefold()
    stem, dot, ending = plain.rpartition(".")
    words = " ".join(re.findall(r"[^\W_]+", stem if dot else ending))
    return f"{words}.{ending.strip()}" if dot and words else words


def _without_path(name: str) -> str:
    return re.split(r"[/\\]", name)[-1] if _PATH.match(name) else name


def _deceives(character: str) -> bool:
    """Control and format characters (Unicode Cc, Cf: direction marks, joiners), line separators, lone surrogates."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
