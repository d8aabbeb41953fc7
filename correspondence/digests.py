"""When two letters are the same: by their words, whatever happened to spaces and line breaks on the way. Pure."""

from __future__ import annotations

import hashlib
import unicodedata

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "\u200b": None}
)


def words_digest(text: str) -> str:
    """SHA-256 (64 hex digits) of the words of a text: spaces, line breaks and the form of quotes do not count."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()


def thread_key(*parts: str) -> str:
    """SHA-256 (64 hex digits) that stands for a thread, from the parts that tell it from others."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
