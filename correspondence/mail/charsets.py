"""Turn bytes into text although their charset is missing, unknown or wrong, and mend names that were mangled.

Order of belief: the charset that is declared, if the bytes fit it; UTF-8, if they fit that; a guess; Windows-1252.
What is declared as Latin-1 or ASCII is read as Windows-1252, as browsers do (WHATWG Encoding Standard).
"""

import codecs
import re

from charset_normalizer import from_bytes

# Codecs of Python that are no charsets of mail; some of them take quadratic time on long input.
_NOT_CHARSETS = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
)
_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252"))
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gbk",
    "iso-8859-8-i": "iso-8859-8",
}
_GUESS_FROM = 20_000  # bytes that a guess is made from
_MANGLED = re.compile(r"[ÃÂâÐÑÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def codec_name(charset: str) -> str | None:
    """Python's name for a charset of mail, None for an unknown one and for what is no charset."""
    label = charset.strip(" \t\r\n\"'").lower()[:60]
    try:
        found = codecs.lookup(_ALIASES.get(label, label))
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    text = getattr(found, "_is_text_encoding", True)
    return found.name if text and found.name not in _NOT_CHARSETS else None


def decode(raw: bytes, charset: str | None) -> tuple[str, str | None]:
    """The text of some bytes, and a sentence about it when the declared charset did not fit. Never raises."""
    name = codec_name(charset) if charset else "ascii"
    if raw.isascii() and (name is None or name in _WESTERN or name == "utf-8"):
        return raw.decode("ascii"), None if name else f"The charset “{charset}” is not known."
    if name is None or name in _WESTERN:
        if (text := _strict(raw, "utf-8")) is not None:
            return text, None
        if name in ("iso8859-1", "cp1252"):
            return _windows_1252(raw), None
    elif (text := _strict(raw, name)) is not None:
        return text, None
    text, used = _guessed(raw)
    declared = f"not in {charset}" if charset else "in no charset that it names"
    return text, f"The text is {declared}; it was read as {used}."


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        text = raw.decode(codec)
        text.encode("utf-8")  # UTF-7 can give half a character, which nothing else can store
    except (UnicodeError, ValueError):
        return None
    return text


def _guessed(raw: bytes) -> tuple[str, str]:
    if (text := _strict(raw, "utf-8")) is not None:
        return text, "UTF-8"
    best = from_bytes(raw[:_GUESS_FROM]).best() if len(raw) > 40 else None
    encoding = best.encoding if best is not None else "ascii"
    if (
        encoding not in ("ascii", "utf_8")
        and codec_name(encoding)
        and (text := _strict(raw, encoding)) is not None
    ):
        return text, encoding.replace("_", "-")
    return _windows_1252(raw), "Windows-1252"


def _windows_1252(raw: bytes) -> str:
    """Windows-1252 with its five holes filled, so that every byte has a character."""
    text = _strict(raw, "cp1252")
    return text if text is not None else raw.decode("cp1252", "replace")


def mended(name: str) -> str:
    """A name whose UTF-8 was once read as Windows-1252 ("rÃ©ponse.pdf"), as it was meant; others unchanged."""
    if not _MANGLED.search(name):
        return name
    for codec in ("cp1252", "latin-1"):
        try:
            return name.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return name
